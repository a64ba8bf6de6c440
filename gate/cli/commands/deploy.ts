import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { digestConfiguration, type Refusal } from "../../approval";
import { InputError, ToolError } from "../../errors";
import type { JudgedStack } from "../../report";
import {
  acknowledgeUnfinished,
  applyPlan,
  requireOnline,
  takeSnapshot,
  unfinishedApplies,
  type Engine,
  type SynthesizedStack,
  type UnfinishedApply,
} from "../../terraform";
import { approve, ownApprovalFile, planFileOf, verify } from "../approvals";
import { explain } from "../failure";
import type { Io } from "../io";
import { judgePlanFile, planAndJudge, prepare, type Planned, type PlannedStack, type PreparedStack } from "../planning";
import { findPolicies } from "../policies";
import type { DeployOptions } from "../program";
import { openSession, report, startEngine, synthesizeStacks, type Session } from "../session";
import { inWaves } from "../select-stacks";
import { planOptions } from "../terraform-options";
import { exitCodeOf } from "../verdict";

const APPLIED = 0;
/** Nothing was applied, because the gate, the approval or the person asked said no. */
const DENIED = 1;

/** A stack that may be applied, and the file with its approval. */
interface Approved {
  readonly planned: PlannedStack;
  readonly approval: string;
}

/**
 * `plangate deploy [stack…]`: plans, judges, asks, and applies exactly the plan files that were judged. Stacks that
 * depend on others are planned once those are applied; of stacks that are planned together none is applied when one is
 * denied.
 *
 * @returns 0 applied, or nothing to apply; 1 denied, refused or declined
 * @throws InputError or ToolError where a stack cannot be judged or applied.
 */
export async function deploy(names: readonly string[], options: DeployOptions, io: Io): Promise<number> {
  const session = openSession(options, io);
  const stacks = await synthesizeStacks(session, names);
  refuseSharedApproval(stacks, options);
  const unfinished = showUnfinished(session, stacks);
  const judged: JudgedStack[] = [];
  for (const wave of inWaves(stacks)) {
    const prepared = prepare(session, wave, options.offline ?? "auto");
    const engine = await startEngine(
      session,
      prepared.map(({ workspace }) => workspace),
    );
    const planned = await judgeWave(session, engine, prepared, options, judged);
    if (planned === null) {
      return DENIED;
    }
    for (const { stack, mode } of planned) {
      requireOnline(stack, mode);
    }
    const approved = planned.filter(({ changes }) => changes).map((stack) => withApproval(session, stack, options));
    for (const { stack } of planned.filter(({ changes }) => !changes)) {
      session.progress.say(`${stack.name}: nothing to apply`);
    }
    if (approved.length > 0 && !(await agreed(session, approved, options))) {
      return DENIED;
    }
    for (const { planSha256 } of unfinished) {
      acknowledgeUnfinished(session.directory, planSha256);
    }
    for (const stack of approved) {
      if (!(await apply(session, engine, stack, options))) {
        return DENIED;
      }
    }
  }
  return APPLIED;
}

function refuseSharedApproval(stacks: readonly SynthesizedStack[], { approval }: DeployOptions): void {
  if (approval !== undefined && stacks.length > 1) {
    throw new InputError({
      what: `An approval is of one stack, and this would deploy ${stacks.length}.`,
      mend: `Name the stack: plangate deploy ${stacks[0]?.name ?? ""} --approval ${approval}`,
    });
  }
}

/** Says which earlier applies of these stacks nobody saw the end of. */
function showUnfinished(
  { directory, progress }: Session,
  stacks: readonly SynthesizedStack[],
): readonly UnfinishedApply[] {
  const unfinished = unfinishedApplies(directory).filter(({ stack }) => stacks.some(({ name }) => name === stack));
  for (const { stack, startedAt, running } of unfinished) {
    if (running) {
      throw new ToolError({
        what: `An apply of stack ${stack} that began at ${startedAt} is still running.`,
        mend: "Wait for it to end, then deploy again.",
      });
    }
    progress.say(
      `${stack}: the apply that began at ${startedAt} was cut off; the state holds what it made, and this plan what is left`,
    );
  }
  return unfinished;
}

/**
 * Plans (or takes the plan that an approval names), judges and reports.
 *
 * @param judged Gets what was judged.
 * @returns null when a stack is denied, or its approval is of something else.
 */
async function judgeWave(
  session: Session,
  engine: Engine,
  prepared: readonly PreparedStack[],
  options: DeployOptions,
  judged: JudgedStack[],
): Promise<readonly PlannedStack[] | null> {
  const planned =
    options.approval === undefined
      ? await planAndJudge(session, engine, prepared, planOptions(options, session.directory))
      : await judgeApprovedPlan(session, engine, prepared, resolve(session.directory, options.approval));
  if (planned === null) {
    return null;
  }
  const { stacks, failures } = planned;
  judged.push(...stacks.map((stack) => stack.judged));
  const run = await report(session, judged);
  const [failure, ...others] = failures;
  for (const other of others) {
    explain(other, session.io, session.style);
  }
  if (failure !== undefined) {
    throw failure;
  }
  return exitCodeOf(run) === 0 ? stacks : null;
}

/**
 * Judges the plan file beside an approval: what an approval says is never taken on trust. The bytes are compared first,
 * because Terraform should not be given a file that is not the approved one.
 *
 * @returns null when the approval is of something else.
 */
async function judgeApprovedPlan(
  session: Session,
  engine: Engine,
  [prepared]: readonly PreparedStack[],
  approval: string,
): Promise<Planned | null> {
  const planFile = planFileOf(approval);
  for (const [file, what] of [
    [approval, "The approval"],
    [planFile, "The plan file of the approval"],
  ] as const) {
    if (!existsSync(file)) {
      throw new InputError({
        what: `${what} does not exist.`,
        where: file,
        mend: "Make both with: plangate plan STACK --approval FILE",
      });
    }
  }
  if (prepared === undefined) {
    return { stacks: [], failures: [] };
  }
  const { stack } = prepared;
  const bytes = readFileSync(planFile);
  const subject = {
    stack: stack.name,
    planFile: bytes,
    // Not read yet: a difference here says nothing.
    planJson: {},
    configuration: digestConfiguration(stack.directory),
    policies: session.policies.digests,
  };
  const verdict = verify(subject, approval, session.io.env);
  const refusals = verdict.ok ? [] : verdict.refusals.filter(({ code }) => code !== "plan-changed");
  if (refusals.length > 0) {
    showRefusals(session, stack.name, refusals);
    return null;
  }
  return { stacks: [await judgePlanFile(session, engine, prepared, planFile)], failures: [] };
}

function showRefusals({ progress }: Session, stack: string, refusals: readonly Refusal[]): void {
  progress.say(`${stack}: refused, nothing was applied`);
  for (const { code, message } of refusals) {
    progress.say(`  ${code}: ${message}`);
  }
}

function withApproval({ directory, io }: Session, planned: PlannedStack, options: DeployOptions): Approved {
  if (options.approval !== undefined) {
    return { planned, approval: resolve(directory, options.approval) };
  }
  const approval = ownApprovalFile(planned);
  approve(planned, approval, io.env);
  return { planned, approval };
}

/**
 * Asks whether to apply.
 *
 * @throws InputError when there is nobody to ask.
 */
async function agreed(
  { io, progress }: Session,
  approved: readonly Approved[],
  options: DeployOptions,
): Promise<boolean> {
  const names = approved.map(({ planned }) => planned.stack.name).join(", ");
  if (options.autoApprove) {
    return true;
  }
  if (!io.interactive) {
    throw new InputError({
      what: `Nothing was applied: ${names} is approved, and there is no terminal to ask on.`,
      mend: "Add --auto-approve to apply approved plans without asking.",
    });
  }
  const answer = await io.ask(`Apply exactly this plan of ${names}? Only "yes" does. `);
  if (answer?.trim() === "yes") {
    return true;
  }
  progress.say("nothing was applied");
  return false;
}

/**
 * Applies one stack, under an approval that holds at this moment for these bytes, this configuration and these policies.
 *
 * @returns Whether it was applied.
 */
async function apply(
  session: Session,
  engine: Engine,
  { planned, approval }: Approved,
  options: DeployOptions,
): Promise<boolean> {
  const { directory, io, progress } = session;
  const snapshot = takeSnapshot(
    options.approval === undefined ? planned.snapshot.path : planFileOf(approval),
    planned.workspace.projectDirectory,
  );
  const subject = {
    ...planned.subject,
    planFile: snapshot.bytes,
    configuration: digestConfiguration(planned.stack.directory),
    policies: findPolicies(directory, options).digests,
  };
  const verdict = verify(subject, approval, io.env);
  if (!verdict.ok) {
    showRefusals(session, planned.stack.name, verdict.refusals);
    return false;
  }
  const { added, changed, destroyed } = await progress.step(planned.stack.name, "apply", session.steps, () =>
    applyPlan(engine, planned.workspace, snapshot, { env: io.env, onProgress: progress.update, now: new Date() }),
  );
  progress.say(`${planned.stack.name}: applied, ${added} added, ${changed} changed, ${destroyed} destroyed`);
  return true;
}
