import { resolve } from "node:path";
import { ToolError } from "../../errors";
import type { JudgedStack } from "../../report";
import { keep, refuseSharedApproval } from "../approvals";
import { throwFirst } from "../failure";
import type { Io } from "../io";
import { planAndJudge, prepare, type Planned, type PreparedStack } from "../planning";
import type { PlanOptions } from "../options";
import { judgeRecordedPlans } from "../recorded";
import { openSession, report, startEngine, synthesizeStacks, type Session } from "../session";
import { planOptions } from "../terraform-options";
import { exitCodeOf } from "../verdict";

/**
 * `plangate plan [stack…]`: synthesizes, plans and judges stacks; changes nothing.
 *
 * @returns 0 all approved, 1 one denied
 * @throws InputError or ToolError where a stack cannot be judged; the others have been reported by then.
 */
export async function plan(names: readonly string[], options: PlanOptions, io: Io): Promise<number> {
  const session = openSession(options, io);
  const stacks = await synthesizeStacks(session, names);
  refuseSharedApproval("plan", stacks, options);
  const prepared = prepare(session, stacks, options.offline ?? "auto");
  const { judged, failures } = await judgeAll(session, prepared, options);
  const run = await report(session, judged, failures);
  throwFirst(failures, io, session.style);
  return exitCodeOf(run);
}

async function judgeAll(
  session: Session,
  prepared: readonly PreparedStack[],
  options: PlanOptions,
): Promise<{ readonly judged: readonly JudgedStack[]; readonly failures: Planned["failures"] }> {
  const terraform = planOptions(options, session.directory);
  try {
    const engine = await startEngine(
      session,
      prepared.map(({ workspace }) => workspace),
    );
    const { stacks, failures } = await planAndJudge(session, engine, prepared, terraform);
    for (const planned of stacks) {
      if (options.approval !== undefined && planned.judged.judgement.verdict === "approved") {
        keep(planned, resolve(session.directory, options.approval), session.io.env);
      }
    }
    return { judged: stacks.map((planned) => planned.judged), failures };
  } catch (error) {
    if (!(error instanceof ToolError) || !recordsSayTheSame(prepared, options)) {
      throw error;
    }
    const judged = await judgeRecordedPlans(
      session,
      prepared.map(({ stack }) => stack),
      error,
    );
    if (judged === null) {
      throw error;
    }
    return { judged, failures: [] };
  }
}

/**
 * A recorded plan was made offline, of an empty account and without variables: it says the same as a fresh one only
 * where that would be made so too.
 */
function recordsSayTheSame(prepared: readonly PreparedStack[], options: PlanOptions): boolean {
  return (
    prepared.every(({ mode }) => mode.offline) &&
    options.approval === undefined &&
    [options.var, options.varFile, options.target].every((given) => given.length === 0)
  );
}
