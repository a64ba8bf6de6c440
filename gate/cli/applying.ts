import { digestConfiguration, type Refusal } from "../approval";
import { InputError, ToolError } from "../errors";
import {
  applyPlan,
  cloudRunOf,
  showPlan,
  takeSnapshot,
  unfinishedApplies,
  type ApplyResult,
  type ApplySettings,
  type Engine,
  type UnfinishedApply,
} from "../terraform";
import { approve, ownApprovalFile, verify } from "./approvals";
import type { PlannedStack } from "./planning";
import { findPolicies, type PolicyOptions } from "./policies";
import type { Session } from "./session";

/** A stack that may be applied. */
export interface ApprovedStack {
  readonly planned: PlannedStack;
  /** The file with the approval. */
  readonly approval: string;
  /** The plan file that it approves. */
  readonly planFile: string;
}

/** Approves a stack that has just been judged. */
export function approveOwn({ io }: Session, planned: PlannedStack): ApprovedStack {
  const approval = ownApprovalFile(planned);
  approve(planned, approval, io.env);
  return { planned, approval, planFile: planned.snapshot.path };
}

/**
 * Says which earlier applies of these stacks nobody saw the end of.
 *
 * @param directory Whose applies: the project, or its sandbox.
 * @throws ToolError when one of them is still running.
 */
export function showUnfinished(
  { progress }: Session,
  stacks: readonly { readonly name: string }[],
  directory: string,
): readonly UnfinishedApply[] {
  const unfinished = unfinishedApplies(directory).filter(({ stack }) => stacks.some(({ name }) => name === stack));
  for (const { stack, startedAt, running, inFlight } of unfinished) {
    if (running) {
      throw new ToolError({
        what: `An apply of stack ${stack} that began at ${startedAt} is still running.`,
        mend: "Wait for it to end, then deploy again.",
      });
    }
    progress.say(
      `${stack}: the apply that began at ${startedAt} was cut off; the state holds what it made, and this plan what is left`,
    );
    for (const begun of inFlight) {
      progress.say(
        `${stack}:   ${begun} when it was cut off; if it is there and not in the state, import it (terraform import)`,
      );
    }
  }
  return unfinished;
}

/**
 * Applies one stack, under an approval that holds at this moment for these bytes, this configuration and these policies.
 *
 * @param policies Where the policies are: they are read anew.
 * @returns null when the approval no longer holds: it has been said why, and nothing was applied.
 */
export async function applyApproved(
  session: Session,
  engine: Engine,
  { planned, approval, planFile }: ApprovedStack,
  policies: PolicyOptions,
  terraform: ApplySettings,
): Promise<ApplyResult | null> {
  const { directory, io, progress } = session;
  const { stack, workspace } = planned;
  const snapshot = takeSnapshot(planFile, workspace.projectDirectory, stack.name);
  // The plan of a run in HCP Terraform lies there and not in the file: it is asked for again.
  const planJson =
    cloudRunOf(snapshot.bytes) === null
      ? planned.subject.planJson
      : (JSON.parse(
          (await showPlan(engine, snapshot.path, workspace.directory, { env: io.env })).toString("utf8"),
        ) as unknown);
  const subject = {
    ...planned.subject,
    planFile: snapshot.bytes,
    planJson,
    configuration: digestConfiguration(stack.directory),
    policies: findPolicies(directory, policies).digests,
  };
  const verdict = verify(subject, approval, io.env);
  if (!verdict.ok) {
    showRefusals(session, stack.name, verdict.refusals);
    return null;
  }
  const result = await progress.step(stack.name, "apply", session.steps, () =>
    applyPlan(engine, workspace, snapshot, {
      env: io.env,
      onProgress: progress.update,
      now: new Date(),
      apply: terraform,
      configuration: subject.configuration,
    }),
  );
  const { added, changed, destroyed } = result;
  progress.say(`${stack.name}: applied, ${added} added, ${changed} changed, ${destroyed} destroyed`);
  return result;
}

/**
 * Asks whether to apply.
 *
 * @param where What is applied to, where that is not the account: ` to the sandbox`.
 * @throws InputError when there is nobody to ask.
 */
export async function agreed(
  { io, progress }: Session,
  approved: readonly ApprovedStack[],
  autoApprove: boolean,
  where = "",
): Promise<boolean> {
  const names = approved.map(({ planned }) => planned.stack.name).join(", ");
  if (autoApprove) {
    return true;
  }
  if (!io.interactive) {
    throw new InputError({
      what: `Nothing was applied${where}: ${names} is approved, and there is no terminal to ask on.`,
      mend: "Add --auto-approve to apply approved plans without asking.",
    });
  }
  const answer = await io.ask(`Apply exactly this plan of ${names}${where}? Only "yes" does. `);
  if (answer?.trim() === "yes") {
    return true;
  }
  progress.say("nothing was applied");
  return false;
}

/** Says why an approval does not let a plan be applied. */
export function showRefusals({ progress }: Session, stack: string, refusals: readonly Refusal[]): void {
  progress.say(`${stack}: refused, nothing was applied`);
  for (const { code, message } of refusals) {
    progress.say(`  ${code}: ${message}`);
  }
}
