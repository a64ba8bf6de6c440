import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { digestConfiguration } from "../approval";
import { InputError, type ToolError } from "../errors";
import { judge } from "../judge";
import { readSynthesizedConfiguration } from "../plan";
import type { JudgedStack, Step } from "../report";
import type { SynthesizedStack } from "../terraform";
import { packageRoot } from "../package-root";
import { detailsFor } from "./details";
import type { Session } from "./session";

/** Where plans are recorded, below a project. */
const RECORDS_DIRECTORY = join("__tests__", "plans");
/** The list of records in that directory. */
const RECORDS_FILE = "records.json";

/** One entry of records.json: the plan that the real provider made of exactly one configuration. */
interface PlanRecord {
  readonly stack: string;
  /** The project that synthesizes the stack, relative to the one that keeps the record. */
  readonly project: string;
  /** `digestConfiguration` of the synthesized stack. */
  readonly configuration: string;
  /** File with the plan JSON, beside records.json. */
  readonly plan: string;
}

/**
 * Judges stacks by the plans that were recorded of exactly their configurations.
 *
 * @param because Why they cannot be planned.
 * @returns null when not every stack has such a record.
 * @throws InputError when the list of records is malformed.
 */
export async function judgeRecordedPlans(
  session: Session,
  stacks: readonly SynthesizedStack[],
  because: ToolError,
): Promise<readonly JudgedStack[] | null> {
  const found = stacks.flatMap((stack) => {
    const file = findRecordedPlan(stack, session.directory);
    const { configurationPath } = stack;
    return file === null || configurationPath === null ? [] : [{ stack: { ...stack, configurationPath }, file }];
  });
  if (found.length < stacks.length) {
    return null;
  }
  return Promise.all(found.map(({ stack, file }) => judgeRecordedPlan(session, stack, file, because)));
}

async function judgeRecordedPlan(
  { directory, policies, progress, targets }: Session,
  stack: SynthesizedStack & { readonly configurationPath: string },
  file: string,
  because: ToolError,
): Promise<JudgedStack> {
  const steps: Step[] = [];
  const planJson = readFileSync(file);
  const { estimateCost } = await import("../cost");
  const judged = {
    planJson,
    name: file,
    stack: stack.name,
    policies,
    synthesized: readSynthesizedConfiguration(readFileSync(stack.configurationPath, "utf8"), stack.configurationPath),
  };
  const judgement = await progress.step(stack.name, "judge", steps, () => judge({ ...judged, now: new Date() }));
  const details = await detailsFor(targets, { ...judged, judgement });
  const notes = [
    `not planned: ${because.problem.what}`,
    `judged instead: the plan recorded of exactly this configuration, ${relative(directory, file)}`,
    ...(because.problem.mend === undefined ? [] : [`to plan: ${because.problem.mend}`]),
  ];
  return { judgement, steps, notes, cost: estimateCost(JSON.parse(planJson.toString("utf8"))), ...details };
}

/** The file with the plan recorded of exactly this configuration, in the project or in this program's own checkout. */
function findRecordedPlan(stack: SynthesizedStack, projectDirectory: string): string | null {
  const configuration = digestConfiguration(stack.directory);
  for (const root of new Set([projectDirectory, packageRoot()])) {
    const directory = join(root, RECORDS_DIRECTORY);
    const record = readRecords(directory).find(
      (candidate) => candidate.stack === stack.name && candidate.configuration === configuration,
    );
    if (record !== undefined) {
      return join(directory, record.plan);
    }
  }
  return null;
}

/**
 * The records in a directory; none where there is no list of them.
 *
 * @throws InputError when the list is malformed.
 */
function readRecords(directory: string): readonly PlanRecord[] {
  const file = join(directory, RECORDS_FILE);
  if (!existsSync(file)) {
    return [];
  }
  try {
    return (JSON.parse(readFileSync(file, "utf8")) as { records: PlanRecord[] }).records;
  } catch (error) {
    throw new InputError(
      { what: "The list of recorded plans is not JSON.", where: file, mend: "Record anew: npm run record" },
      { cause: error },
    );
  }
}
