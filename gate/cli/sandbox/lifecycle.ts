import { digestConfiguration } from "../../approval";
import type { Judgement } from "../../decision";
import { ToolError } from "../../errors";
import { differencesIn, type StandIn } from "../../sandbox";
import {
  applyPlan,
  planStack,
  showPlan,
  takeSnapshot,
  type Engine,
  type PlanOptions,
  type Workspace,
} from "../../terraform";
import { agreed, applyApproved, approveOwn } from "../applying";
import { throwFirst } from "../failure";
import { judgePlanFile, planAndJudge, plansAtOnce, type PlannedStack } from "../planning";
import { findPolicies } from "../policies";
import { reportPlanned } from "../planned-report";
import type { DeployOptions } from "../options";
import type { Session } from "../session";
import { sideBySide } from "../side-by-side";
import type { SandboxStack } from "./copies";
import { excusesFor, forgetExemptions, writeExemptions } from "./excuses";
import { resourcesInState } from "./earlier";

/** Waits of the provider take most of the time of an apply, so more of them go at once than there are processors. */
const APPLIES_AT_ONCE = 4;
const TO_SANDBOX = " to the sandbox";

/** What the steps of a sandbox work with. */
export interface Sandbox {
  /** Its environment is the stand-in's. */
  readonly session: Session;
  readonly engine: Engine;
  readonly standIn: StandIn;
  readonly options: DeployOptions;
  readonly terraform: PlanOptions;
  /** The judgements on the whole stacks. */
  readonly whole: readonly Judgement[];
}

/**
 * Plans, judges and applies the working copies, or destroys what they have made.
 *
 * @param destroy What is done with it.
 * @returns false when the gate or the person asked said no.
 * @throws InputError or ToolError where a stack cannot be planned or applied; the others are applied all the same.
 */
export async function judgeAndApply(
  sandbox: Sandbox,
  stacks: readonly SandboxStack[],
  destroy: boolean,
): Promise<boolean> {
  const { engine, standIn, terraform } = sandbox;
  const outcome = await planAndJudge(sandbox.session, engine, stacks, { ...terraform, destroy });
  const { session, options, planned } = await excuse(
    sandbox,
    outcome.stacks.map((stack) => withNote(stack, stacks)),
    stacks,
  );
  const { progress } = session;
  if (planned.some(isDenied) || outcome.failures.length > 0) {
    // In full, because the verdict on the whole stack does not say it.
    await reportPlanned(session, { ...outcome, stacks: planned }, []);
    return false;
  }
  for (const { stack, judged } of planned) {
    const what = destroy ? "the plan to destroy it" : "the plan of the sandbox, which is what is applied,";
    progress.say(`${stack.name}: ${what} is judged as well: approved (${judged.judgement.plan.resources} resources)`);
  }
  const approved = planned.filter(({ changes }) => changes).map((stack) => approveOwn(session, stack));
  for (const { stack } of planned.filter(({ changes }) => !changes)) {
    progress.say(`${stack.name}: nothing to ${destroy ? "destroy" : "apply"}`);
  }
  // Whoever agreed to try it agreed to its end, too.
  if (!destroy && approved.length > 0 && !(await agreed(session, approved, options.autoApprove, TO_SANDBOX))) {
    return false;
  }
  if (destroy) await standIn.release();
  const { results, failures } = await sideBySide(approved, plansAtOnce(APPLIES_AT_ONCE), (stack) =>
    applyApproved(session, engine, stack, options, terraform),
  );
  throwFirst(failures, session.io, session.style);
  return results.every((result) => result !== null);
}

interface Excused {
  readonly session: Session;
  readonly options: DeployOptions;
  readonly planned: readonly PlannedStack[];
}

/**
 * Judges again what is denied only for what is left out: under exemptions that say so. Where nothing is left out, a finding that
 * the whole stack does not have was made behind Terraform's back, and nothing excuses it.
 */
async function excuse(
  { session, options, engine, whole }: Sandbox,
  planned: readonly PlannedStack[],
  stacks: readonly SandboxStack[],
): Promise<Excused> {
  if (!planned.some(isDenied)) return { session, options, planned };
  const judged = planned.map(({ stack, judged: { judgement } }) => {
    const wholly = whole.find((other) => other.plan.stack === stack.name);
    const isReduced = leftOutOf(stack.name, stacks).length > 0;
    return { judgement, excuses: wholly !== undefined && isReduced ? excusesFor(wholly, judgement) : [] };
  });
  for (const { judgement, excuses } of judged) {
    for (const { rule, resource } of excuses) {
      session.progress.say(
        `${judgement.plan.stack}: ${rule} excuses ${resource} in the sandbox: compliant in the whole stack, and what makes it so is left out`,
      );
    }
  }
  const exemptions = writeExemptions(session.directory, session.policies.exemptions, judged, new Date());
  const excused = { ...options, exemptions };
  const again = { ...session, policies: findPolicies(session.directory, excused) };
  const results: PlannedStack[] = [];
  for (const stack of planned) {
    const { judged: anew, ...rest } = await judgePlanFile(again, engine, stack, stack.snapshot.path);
    results.push({ ...rest, judged: { ...anew, notes: stack.judged.notes }, changes: stack.changes });
  }
  return { session: again, options: excused, planned: results };
}

function isDenied({ judged }: PlannedStack): boolean {
  return judged.judgement.verdict !== "approved";
}

function withNote(planned: PlannedStack, stacks: readonly SandboxStack[]): PlannedStack {
  const { length } = leftOutOf(planned.stack.name, stacks);
  const note = `the plan of the sandbox: ${length} blocks of the stack are left out of it`;
  return { ...planned, judged: { ...planned.judged, notes: [note] } };
}

function leftOutOf(name: string, stacks: readonly SandboxStack[]): SandboxStack["leftOut"] {
  return stacks.find(({ stack }) => stack.name === name)?.leftOut ?? [];
}

/**
 * Plans once more what was just applied: there must be nothing left to do. What it has read is then the state.
 *
 * @throws ToolError with what differs: the stand-in does not give back what was set.
 */
export async function requireNoChanges(sandbox: Sandbox, stacks: readonly SandboxStack[]): Promise<void> {
  const { session, engine, terraform } = sandbox;
  const { io, progress, steps } = session;
  const { failures } = await sideBySide(stacks, plansAtOnce(APPLIES_AT_ONCE), async ({ stack, workspace }) => {
    const planned = await progress.step(stack.name, "plan again", steps, () =>
      planStack(engine, workspace, { env: io.env, plan: terraform }),
    );
    if (planned.changes) {
      const json = await showPlan(engine, planned.planFile, workspace.directory, { env: io.env });
      throw new ToolError({
        what: `The second plan of stack ${stack.name} is not empty:\n  ${differencesIn(JSON.parse(json.toString("utf8"))).join("\n  ")}`,
        mend: "If the stand-in gives these back otherwise than they were set, correct it in gate/sandbox/corrections, or list the type in gate/sandbox/gaps.ts, with the reason.",
      });
    }
    progress.say(`${stack.name}: the second plan shows no changes`);
    await progress.step(stack.name, "take over what was read", steps, () =>
      takeOver(sandbox, workspace, planned.planFile),
    );
  });
  throwFirst(failures, session.io, session.style);
}

/**
 * Applies a plan that changes nothing: what one resource added to another (its versioning to a bucket, its rules to a security
 * group) is in the state only then, and would otherwise count as drift.
 */
async function takeOver(
  { session, engine, terraform }: Sandbox,
  workspace: Workspace,
  planFile: string,
): Promise<void> {
  const { stack, projectDirectory } = workspace;
  await applyPlan(engine, workspace, takeSnapshot(planFile, projectDirectory, stack.name), {
    env: session.io.env,
    now: new Date(),
    apply: terraform,
    configuration: digestConfiguration(stack.directory),
  });
}

/**
 * Destroys what was applied, the last wave first.
 *
 * @returns false when the gate said no.
 * @throws ToolError when something is left.
 */
export async function destroy(sandbox: Sandbox, waves: readonly (readonly SandboxStack[])[]): Promise<boolean> {
  const { session } = sandbox;
  for (const wave of [...waves].reverse()) {
    if (!(await judgeAndApply(sandbox, wave, true))) return false;
    for (const prepared of wave) {
      const left = resourcesInState(prepared, session.directory);
      if (left > 0) throw new ToolError({ what: `${left} resources of stack ${prepared.stack.name} are left` });
      forgetExemptions(session.directory, [prepared.stack.name]);
      session.progress.say(`${prepared.stack.name}: destroyed, its state is empty`);
    }
  }
  return true;
}
