import { readFileSync } from "node:fs";
import { digestConfiguration } from "../../approval";
import { deployedState, driftIn } from "../../deployed";
import { judge } from "../../judge";
import type { JudgedStack, Step } from "../../report";
import {
  lastApply,
  planStack,
  requireOnline,
  showPlan,
  targetsInPlanFile,
  type Engine,
  type SynthesizedStack,
} from "../../terraform";
import { connectStandIn, sandboxEnvironment } from "../../sandbox";
import type { Io } from "../io";
import { synthesizedIn } from "../plan-file";
import { plansAtOnce, prepare, type PreparedStack } from "../planning";
import { findPolicies } from "../policies";
import type { CheckOptions } from "../options";
import { copyStacks, sandboxHome } from "../sandbox/copies";
import { writtenExemptions } from "../sandbox/excuses";
import { throwAwayValues } from "../sandbox/throw-away-values";
import { openSession, report, startEngine, synthesizeStacks, type Session } from "../session";
import { sideBySide } from "../side-by-side";
import { throwFirst } from "../failure";
import { exitCodeOf } from "../verdict";

const DENIED = 1;
const AT_ONCE = 2;

/**
 * `plangate check --state [stack…]`: reads what is deployed, judges it by the rules that judge plans, and says what differs from
 * what was approved. Changes nothing, the state included.
 *
 * @returns 0 approved and as approved; 1 denied, or something differs
 * @throws InputError or ToolError where a stack cannot be read or judged.
 */
export async function checkState(names: readonly string[], options: CheckOptions, io: Io): Promise<number> {
  const session = openSession(options, io);
  const stacks = await synthesizeStacks(session, names);
  const { sandboxUrl } = options;
  const prepared = sandboxUrl === undefined ? prepare(session, stacks, "auto") : copyStacks(session, stacks);
  for (const { stack, mode } of prepared) requireOnline(stack, mode);
  const engine = await startEngine(
    session,
    prepared.map(({ workspace }) => workspace),
  );
  const home = sandboxUrl === undefined ? session.directory : sandboxHome(session.directory);
  const inside = sandboxUrl === undefined ? session : await insideSandbox(session, stacks, sandboxUrl);
  const { results, failures } = await sideBySide(prepared, plansAtOnce(AT_ONCE), (stack) =>
    judgeState(inside, engine, stack, home),
  );
  const run = await report(session, results, failures);
  throwFirst(failures, io, session.style);
  return results.some(({ drift = [] }) => drift.length > 0) ? DENIED : exitCodeOf(run);
}

/** Reads a stand-in in place of an account, and excuses what `deploy --sandbox` has excused because of what it left out. */
async function insideSandbox(
  session: Session,
  stacks: readonly SynthesizedStack[],
  sandboxUrl: string,
): Promise<Session> {
  const { directory, io, policies, policyOptions } = session;
  const { url } = await connectStandIn(sandboxUrl);
  const exemptions = writtenExemptions(directory, policies.exemptions);
  const env = { ...sandboxEnvironment(io.env, url), ...throwAwayValues(session, stacks, [], false) };
  return {
    ...session,
    io: { ...io, env },
    policies: exemptions === null ? policies : findPolicies(directory, { ...policyOptions, exemptions }),
  };
}

/** @param home Where applies of this stack are recorded. */
async function judgeState(
  { io, policies, progress }: Session,
  engine: Engine,
  { stack, workspace }: PreparedStack,
  home: string,
): Promise<JudgedStack> {
  const steps: Step[] = [];
  const planned = await progress.step(stack.name, "read", steps, () =>
    planStack(engine, workspace, { env: io.env, onProgress: progress.update }),
  );
  const json = await progress.step(stack.name, "show", steps, () =>
    showPlan(engine, planned.planFile, workspace.directory, { env: io.env }),
  );
  const plan: unknown = JSON.parse(json.toString("utf8"));
  const planFile = readFileSync(planned.planFile);
  const judgement = await progress.step(stack.name, "judge", steps, () =>
    judge({
      planJson: Buffer.from(JSON.stringify(deployedState(plan))),
      name: `state of ${stack.name}`,
      stack: stack.name,
      policies,
      targets: () => targetsInPlanFile(planFile),
      synthesized: synthesizedIn(planFile, planned.planFile),
      now: new Date(),
    }),
  );
  const applied = lastApply(home, stack.name);
  const current = applied === null || applied.configuration === digestConfiguration(stack.directory);
  return {
    judgement,
    steps,
    notes: [noteOf(applied?.startedAt ?? null, current)],
    drift: driftIn(current ? plan : onlyDrift(plan)),
  };
}

function noteOf(appliedAt: string | null, current: boolean): string {
  if (appliedAt === null) {
    return "what is deployed, read just now; no approved apply is recorded on this machine, so it is compared with its state and the configuration";
  }
  return current
    ? `what is deployed, read just now, and compared with what was approved and applied at ${appliedAt}`
    : `what is deployed, read just now, and compared with the state only: the configuration has changed since the apply at ${appliedAt}`;
}

/** Of a configuration that nobody has approved, a plan says nothing about what was. */
function onlyDrift(plan: unknown): unknown {
  const { resource_drift, variables, configuration } = plan as { readonly [member: string]: unknown };
  return { resource_drift, variables, configuration };
}
