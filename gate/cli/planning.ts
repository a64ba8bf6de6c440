import { readFileSync } from "node:fs";
import { availableParallelism, freemem } from "node:os";
import { digestConfiguration, type ApprovalSubject } from "../approval";
import { readSources } from "../hcl";
import { judge } from "../judge";
import { readSynthesizedConfiguration, readTerraformSources, type SynthesizedConfiguration } from "../plan";
import type { JudgedStack, Step } from "../report";
import {
  choosePlanMode,
  cloudRunOf,
  planStack,
  prepareWorkspace,
  showPlan,
  takeSnapshot,
  targetsInPlanFile,
  type Engine,
  type OfflineSetting,
  type PlanMode,
  type PlanOptions,
  type PlanSnapshot,
  type SynthesizedStack,
  type Workspace,
} from "../terraform";
import { detailsFor } from "./details";
import { synthesizedIn } from "./plan-file";
import type { Session } from "./session";
import { sideBySide, type Failure } from "./side-by-side";
import { taintedNote } from "./tainted";

/** Memory that one plan takes: a provider process of some 450 MB for each of its configurations, and Terraform itself. */
const BYTES_PER_PLAN = 3 * 2 ** 30;
/** More than this gains nothing: planning is bound by the provider's start. */
const MOST_AT_ONCE = Math.min(2, availableParallelism());

/** A stack and where Terraform works for it. */
export interface PreparedStack {
  readonly stack: SynthesizedStack;
  readonly mode: PlanMode;
  readonly workspace: Workspace;
}

/** A judged stack, with the bytes that were judged. */
export interface PlannedStack extends PreparedStack {
  readonly snapshot: PlanSnapshot;
  /** The digests that an approval binds are taken from this. */
  readonly subject: ApprovalSubject;
  readonly judged: JudgedStack;
  /** False: there is nothing to apply. */
  readonly changes: boolean;
}

/** What was judged, in the given order, and what went wrong with the other stacks. */
export interface Planned {
  readonly stacks: readonly PlannedStack[];
  readonly failures: readonly Failure<Pick<PreparedStack, "stack">>[];
}

/** Chooses how each stack is planned, and makes the directory that Terraform works in. */
export function prepare(
  { directory, io }: Session,
  stacks: readonly SynthesizedStack[],
  offline: OfflineSetting,
): PreparedStack[] {
  return stacks.map((stack) => {
    const mode = choosePlanMode(offline, stack, io.env);
    return { stack, mode, workspace: prepareWorkspace(stack, mode, directory) };
  });
}

/**
 * Plans and judges stacks, side by side where processors and memory allow. One that fails does not stop the others: what
 * the gate says of them is worth having.
 *
 * @param show Shows a plan file meanwhile; it is waited for.
 */
export async function planAndJudge(
  session: Session,
  engine: Engine,
  stacks: readonly PreparedStack[],
  options: PlanOptions,
  show: (planFile: string) => Promise<unknown> = () => Promise.resolve(),
): Promise<Planned> {
  const { results, failures } = await sideBySide(stacks, plansAtOnce(MOST_AT_ONCE), (prepared) =>
    planOne(session, engine, prepared, options, show),
  );
  return { stacks: results, failures };
}

/** How many runs of Terraform the memory allows at once, but no more than these. */
export function plansAtOnce(most: number): number {
  return Math.max(1, Math.min(most, Math.floor(freemem() / BYTES_PER_PLAN)));
}

async function planOne(
  session: Session,
  engine: Engine,
  prepared: PreparedStack,
  options: PlanOptions,
  show: (planFile: string) => Promise<unknown>,
): Promise<PlannedStack> {
  const { io, progress } = session;
  const { stack, mode, workspace } = prepared;
  const steps: Step[] = [];
  const planned = await progress.step(stack.name, "plan", steps, () =>
    planStack(engine, workspace, { env: io.env, onProgress: progress.update, plan: options }),
  );
  for (const warning of planned.warnings) {
    progress.say(`${stack.name}: warning: ${warning}`);
  }
  const [result] = await Promise.all([
    judgePlanFile(session, engine, prepared, planned.planFile, steps),
    show(planned.planFile),
  ]);
  const cloudRun = cloudRunOf(result.snapshot.bytes);
  const notes = [
    ...result.judged.notes,
    ...(mode.offline ? [`planned offline, without the account and its state: ${mode.because}`] : []),
    ...(cloudRun === null ? [] : [`planned by ${cloudRun.hostname}, as its ${cloudRun.runId}`]),
  ];
  return { ...result, judged: { ...result.judged, notes }, changes: planned.changes };
}

/** Judges a plan file of a stack: a private snapshot of its bytes, which are also what may be applied. */
export async function judgePlanFile(
  { io, policies, progress, targets }: Session,
  engine: Engine,
  prepared: PreparedStack,
  planFile: string,
  steps: Step[] = [],
): Promise<PlannedStack> {
  const { stack, workspace } = prepared;
  const snapshot = takeSnapshot(planFile, workspace.projectDirectory, stack.name);
  const planJson = await progress.step(stack.name, "show", steps, () =>
    showPlan(engine, snapshot.path, workspace.directory, { env: io.env }),
  );
  const judged = {
    planJson,
    name: `plan of ${stack.name}`,
    stack: stack.name,
    sha256: snapshot.sha256,
    policies,
    targets: () => targetsInPlanFile(snapshot.bytes),
    synthesized: synthesizedOf(stack, snapshot, planFile),
  };
  const judgement = await progress.step(stack.name, "judge", steps, () => judge({ ...judged, now: new Date() }));
  const details = await detailsFor(targets, { ...judged, judgement });
  const plan: unknown = JSON.parse(planJson.toString("utf8"));
  const tainted = taintedNote(plan);
  const notes = tainted === null ? [] : [tainted];
  const { estimateCost } = await import("../cost");
  const cost = estimateCost(plan);
  const subject: ApprovalSubject = {
    stack: stack.name,
    planFile: snapshot.bytes,
    planJson: plan,
    configuration: digestConfiguration(stack.directory),
    policies: policies.digests,
  };
  return { ...prepared, snapshot, subject, judged: { judgement, steps, notes, cost, ...details }, changes: true };
}

/** The configuration that was planned: in the plan file, or for a run in HCP Terraform the one that was uploaded to it. */
function synthesizedOf(stack: SynthesizedStack, { bytes }: PlanSnapshot, planFile: string): SynthesizedConfiguration {
  if (cloudRunOf(bytes) === null) return synthesizedIn(bytes, planFile);
  const { directory, configurationPath } = stack;
  return configurationPath === null
    ? readTerraformSources(readSources(directory), new Map())
    : readSynthesizedConfiguration(readFileSync(configurationPath, "utf8"), configurationPath);
}
