import { resolve } from "node:path";
import { notJudged } from "../decision";
import type { Policies } from "../evaluate";
import { createStyle, type JudgedStack, type Run, type Step, type Style } from "../report";
import {
  findEngine,
  initialize,
  plainTerraform,
  synthesize,
  type Engine,
  type SynthesizedStack,
  type Workspace,
} from "../terraform";
import { firstLineOf } from "./failure";
import { colorsFor, type Io } from "./io";
import { sayNextSteps } from "./next-steps";
import { findPolicies, type PolicyOptions } from "./policies";
import type { JudgeOptions } from "./options";
import { Progress } from "./progress";
import { parseTargets, writeReports, type ReportTarget } from "./reports";
import { pathInRepository } from "./repository";
import { selectStacks } from "./select-stacks";
import type { Failure } from "./side-by-side";

/** What the steps of one `plan` or `deploy` have in common. */
export interface Session {
  readonly io: Io;
  /** The project; every path of the command line is relative to it. */
  readonly directory: string;
  readonly targets: readonly ReportTarget[];
  readonly policies: Policies;
  readonly policyOptions: PolicyOptions;
  readonly progress: Progress;
  /** For stderr. */
  readonly style: Style;
  readonly color: boolean;
  /** Where reports find the pages of rules; null: at AWS. */
  readonly rulePages: string | null;
  /** Steps that serve all stacks, as they are done. */
  readonly steps: Step[];
}

/**
 * Reads what the command line names, so that a mistake in it shows before anything slow begins.
 *
 * @throws InputError or ToolError where reports or policies are not as they should be.
 */
export function openSession(options: JudgeOptions, io: Io): Session {
  const directory = resolve(io.cwd, options.chdir);
  const style = createStyle(colorsFor(io.stderr, io.env, options.color));
  return {
    io,
    directory,
    targets: parseTargets(options.format),
    policies: findPolicies(directory, options),
    policyOptions: options,
    progress: new Progress(io.stderr, style),
    style,
    color: options.color,
    rulePages: options.rulePages ?? null,
    steps: [],
  };
}

/** Synthesizes the project, unless it is plain Terraform, and selects the named stacks, or all. */
export async function synthesizeStacks(
  { directory, io, progress, steps }: Session,
  names: readonly string[],
): Promise<readonly SynthesizedStack[]> {
  const synthesis =
    plainTerraform(directory) ??
    (await progress.step(null, "synthesize", steps, () =>
      synthesize(directory, { env: io.env, onProgress: progress.update }),
    ));
  return selectStacks(synthesis, names);
}

/** Finds Terraform and initialises the workspaces, all at once: that checks a provider of 675 MB. */
export async function startEngine({ io, progress, steps }: Session, workspaces: readonly Workspace[]): Promise<Engine> {
  const { env } = io;
  const engine = await findEngine(env);
  await progress.step(null, "initialize", steps, () =>
    initialize(engine, workspaces, { env, onProgress: progress.update }),
  );
  return engine;
}

/**
 * Writes the reports of what was judged.
 *
 * @param failures What was to be judged and could not be: reports say that it is missing, and deny.
 */
export async function report(
  session: Session,
  judged: readonly JudgedStack[],
  failures: readonly Failure<{ readonly stack: { readonly name: string } }>[] = [],
): Promise<Run> {
  const { steps, policies, rulePages, directory } = session;
  const projectPath = pathInRepository(directory);
  const missing = failures.map(({ item, error }) => ({
    judgement: notJudged(item.stack.name, firstLineOf(error), policies),
    steps: [],
    notes: [],
  }));
  const run: Run = { stacks: [...judged, ...missing], steps, rules: policies.catalog, rulePages, projectPath };
  await writeReports(run, session.targets, session.io, session);
  sayNextSteps(run, session, session.io, session.style);
  return run;
}
