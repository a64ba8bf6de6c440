import { join } from "node:path";
import { S3Client } from "@aws-sdk/client-s3";
import { loadPolicies, type Policies } from "../../gate/evaluate";
import { changedRules, withoutForeignGraphRules } from "../../gate/replay";
import { describeError } from "../run-task/log";
import type { CheckEvent, NoteEvent, ReplayEvent, ReplayInput, ReportEvent } from "./contract/events";
import { reportKey, resultKey, resultsPrefix } from "./contract/layout";
import { addUp } from "./fleet";
import { Objects } from "./objects";
import { fetchPolicies } from "./policies";
import { replayWorkspace, type PolicyPair, type Result } from "./replay";
import { json, markdown, summaryOf, verdictOf, type FleetVerdict } from "./report";

/** The policies that are deployed lie beside the code, as scripts/build-run-task.mjs packs them. */
const POLICIES = join(__dirname, "policies");
/** Results that are read at the same time. */
const READS = 50;

const objects = new Objects(new S3Client({}), process.env["PLANS_BUCKET"] ?? "");
// Kept for as long as an instance of the function lives, as a fleet's plans are all judged by the same.
let deployed: Policies | undefined;
let edited: { readonly sha256: string; readonly policies: Policies } | undefined;

/** The digests of both. */
export interface Checked {
  readonly before: string;
  readonly after: string;
}

/** What the state machine is told of a plan. Little: it is kept with the execution. */
export interface Replayed {
  readonly workspace: string;
  readonly judged: boolean;
}

/** What the execution ends with. */
export interface Reported {
  readonly verdict: FleetVerdict;
  readonly summary: string;
  readonly report: { readonly json: string; readonly markdown: string };
}

/**
 * Judges one plan of the map by both policies, and writes what changes. Before the map it sees whether there are such policies;
 * for a call that ended without a result, it notes that.
 */
export async function replayer(event: CheckEvent | ReplayEvent | NoteEvent): Promise<Checked | Replayed> {
  return await quietly(async () => {
    if (event.step === "note") {
      return await write(event.run, {
        workspace: event.workspace,
        problem: `The function failed at it (${event.error}): the plan takes more memory or time than it has.`,
      });
    }
    const { pair } = await policyPair(event);
    if (event.step === "check") return { before: pair.before.sha256, after: pair.after.sha256 };
    return await write(event.run, await replayWorkspace(event.workspace, pair, objects, new Date()));
  });
}

async function write(run: string, result: Result): Promise<Replayed> {
  const { workspace } = result;
  await objects.put(resultKey(run, workspace), JSON.stringify(result), "application/json");
  return { workspace, judged: !("problem" in result) };
}

/** Gathers what was written into one report. */
export async function reporter({ run, policies }: ReportEvent): Promise<Reported> {
  return await quietly(async () => {
    const { pair, notes } = await policyPair({ policies });
    const keys = await objects.list(resultsPrefix(run));
    // Of no plans nothing is newly denied, which would look like a pass.
    if (keys.length === 0) throw new Error("NoPlans");
    const fleet = await addUp(resultsOf(keys));
    const report = {
      ...fleet,
      run,
      policies: { before: pair.before.sha256, after: pair.after.sha256 },
      changedRules: changedRules(pair.before, pair.after),
      notes,
    };
    const written = { json: reportKey(run, "json"), markdown: reportKey(run, "md") };
    await objects.put(written.json, json(report), "application/json");
    await objects.put(written.markdown, markdown(report), "text/markdown; charset=utf-8");
    return { verdict: verdictOf(fleet), summary: summaryOf(fleet), report: written };
  });
}

async function policyPair({ policies: sha256 }: ReplayInput): Promise<{ pair: PolicyPair; notes: readonly string[] }> {
  deployed ??= loadPolicies({ directory: POLICIES });
  if (edited?.sha256 !== sha256) edited = { sha256, policies: await fetchPolicies(sha256, objects) };
  // The TypeScript rules are part of this function: those of policies that were written for another one are left out.
  const { policies: after, notes } = withoutForeignGraphRules(edited.policies, deployed);
  return { pair: { before: deployed, after }, notes };
}

async function* resultsOf(keys: readonly string[]): AsyncIterable<Result> {
  for (let start = 0; start < keys.length; start += READS) {
    const some = keys.slice(start, start + READS).map(async (key) => {
      const bytes = await objects.get(key);
      return JSON.parse(Buffer.from(bytes ?? []).toString("utf8")) as Result;
    });
    yield* await Promise.all(some);
  }
}

/** An error's message may quote a plan, and the state machine keeps it: only its kind and place get out. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const quiet = new Error(describeError(error));
    quiet.name = error instanceof Error ? error.name : "Error";
    throw quiet;
  }
}
