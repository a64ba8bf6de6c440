import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { digestConfiguration } from "../../approval";
import { InputError } from "../../errors";
import type { JudgedStack } from "../../report";
import { acknowledgeUnfinished, requireOnline, type Engine, type PlanOptions } from "../../terraform";
import { agreed, applyApproved, approveOwn, showRefusals, showUnfinished, type ApprovedStack } from "../applying";
import { planFileOf, refuseSharedApproval, verify } from "../approvals";
import type { Io } from "../io";
import { judgePlanFile, planAndJudge, prepare, type Planned, type PlannedStack, type PreparedStack } from "../planning";
import type { DeployOptions } from "../options";
import { reportPlanned } from "../planned-report";
import { openSession, startEngine, synthesizeStacks, type Session } from "../session";
import { inWaves } from "../select-stacks";
import { planOptions } from "../terraform-options";

const APPLIED = 0;
/** Nothing was applied, because the gate, the approval or the person asked said no. */
const DENIED = 1;

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
  const terraform = planOptions(options, session.directory);
  const stacks = await synthesizeStacks(session, names);
  refuseSharedApproval("deploy", stacks, options);
  const unfinished = showUnfinished(session, stacks, session.directory);
  const judged: JudgedStack[] = [];
  for (const wave of inWaves(stacks)) {
    const prepared = prepare(session, wave, options.offline ?? "auto");
    const engine = await startEngine(
      session,
      prepared.map(({ workspace }) => workspace),
    );
    const planned = await judgeWave(session, engine, prepared, options, terraform, judged);
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
    if (approved.length > 0 && !(await agreed(session, approved, options.autoApprove))) {
      return DENIED;
    }
    for (const { planSha256 } of unfinished) {
      acknowledgeUnfinished(session.directory, planSha256);
    }
    for (const stack of approved) {
      if ((await applyApproved(session, engine, stack, options, terraform)) === null) {
        return DENIED;
      }
    }
  }
  return APPLIED;
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
  terraform: PlanOptions,
  judged: JudgedStack[],
): Promise<readonly PlannedStack[] | null> {
  const planned =
    options.approval === undefined
      ? await planAndJudge(session, engine, prepared, terraform)
      : await judgeApprovedPlan(session, engine, prepared, resolve(session.directory, options.approval));
  if (planned === null) {
    return null;
  }
  return reportPlanned(session, planned, judged);
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

function withApproval(session: Session, planned: PlannedStack, options: DeployOptions): ApprovedStack {
  if (options.approval === undefined) {
    return approveOwn(session, planned);
  }
  const approval = resolve(session.directory, options.approval);
  return { planned, approval, planFile: planFileOf(approval) };
}
