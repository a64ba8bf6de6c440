import { gunzipSync } from "node:zlib";
import { GateError, InputError } from "../../gate/errors";
import type { Policies } from "../../gate/evaluate";
import { judge } from "../../gate/judge";
import { compare, type Comparison } from "../../gate/replay";
import { readTask } from "../run-task/judging";
import { configurationKey, planKey } from "./contract/layout";
import type { Objects } from "./objects";

/** What the edited policies change for the plan of one workspace. */
export interface Changes extends Comparison {
  readonly workspace: string;
}

/** Why a plan could not be judged. */
export interface NotJudged {
  readonly workspace: string;
  readonly problem: string;
}

export type Result = Changes | NotJudged;

/** Two sets of policies that can judge the same plans. */
export interface PolicyPair {
  readonly before: Policies;
  readonly after: Policies;
}

/** Of a plan, unpacked: as much as the run task fetches. */
const PLAN_LIMIT = 256 * 2 ** 20;
const CONFIGURATION_LIMIT = 64 * 2 ** 20;

/**
 * Judges the latest plan of a workspace by both policies.
 *
 * @returns why it could not be judged, where the fault is the plan's: the others are judged all the same
 * @throws what S3 throws
 */
export async function replayWorkspace(
  workspace: string,
  { before, after }: PolicyPair,
  objects: Pick<Objects, "get">,
  now: Date,
): Promise<Result> {
  const [plan, configuration] = await Promise.all([
    objects.get(planKey(workspace)),
    objects.get(configurationKey(workspace)),
  ]);
  try {
    if (plan === null) throw new InputError({ what: "The plan is gone: it expired since it was listed." });
    const input = readTask({
      planJson: unpacked(plan, PLAN_LIMIT),
      configuration: configuration === null ? null : textOf(unpacked(configuration, CONFIGURATION_LIMIT)),
      workspace,
    });
    const replayed = {
      plan: workspace,
      before: judge({ ...input, policies: before, now }),
      after: judge({ ...input, policies: after, now }),
    };
    return { workspace, ...compare([replayed]) };
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    return { workspace, problem: error.problem.what };
  }
}

/** The archive keeps an empty one where a plan has none. */
function textOf(bytes: Uint8Array): string | null {
  return bytes.byteLength === 0 ? null : Buffer.from(bytes).toString("utf8");
}

/** @throws InputError where it is not compressed, or unpacks to more than the limit */
function unpacked(bytes: Uint8Array, limit: number): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: limit });
  } catch (error) {
    throw new InputError({ what: "The stored plan cannot be unpacked, or is too large." }, { cause: error });
  }
}
