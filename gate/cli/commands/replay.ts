import { dirname, join, resolve } from "node:path";
import { GateError, InputError } from "../../errors";
import type { Policies } from "../../evaluate";
import { judge } from "../../judge";
import {
  changedRules,
  compare,
  deniesMore,
  json,
  markdown,
  text,
  withoutForeignGraphRules,
  type Replay,
  type Replayed,
} from "../../replay";
import { createStyle } from "../../report";
import { basePolicies } from "../base-policies";
import { colorsFor, type Io } from "../io";
import { findKeptPlans, isOtherDocument } from "../kept-plans";
import { readKeptPlan } from "../plan-json";
import { findPolicies, findPolicyFiles } from "../policies";
import type { ReplayOptions } from "../options";
import { Progress } from "../progress";

const NOTHING_NEWLY_DENIED = 0;
const NEWLY_DENIED = 1;
/** A plan that could not be judged may be one that is newly denied. */
const NOT_ALL_JUDGED = 2;

/**
 * `plangate replay DIR`: judges every plan in a directory with the edited policies and with the committed ones, and shows what changes.
 *
 * @returns 0 where nothing is newly denied, 1 where something is, 2 where a plan could not be judged
 * @throws InputError or ToolError where there are no plans, or one of the two sets of policies cannot be had.
 */
export async function replay(plans: string, options: ReplayOptions, io: Io): Promise<number> {
  const directory = resolve(io.cwd, options.chdir);
  const folder = findPolicyFiles(directory, options).directory;
  const after = findPolicies(directory, options);
  const { policies: before, notes: more } = withoutForeignGraphRules(
    basePolicies(options.base, directory, folder),
    after,
  );
  const notes = await freshness(folder, io);
  const { replayed, skipped, unreadable } = judgeAll(resolve(directory, plans), before, after, options, io);
  const result: Replay = {
    base: options.base,
    ...compare(replayed),
    rules: changedRules(before, after),
    skipped,
    unreadable,
    notes: [...notes, ...more],
  };
  const style = createStyle(colorsFor(io.stdout, io.env, options.color));
  const written = {
    text: () => [...text(result, style)].join(""),
    json: () => json(result),
    markdown: () => markdown(result),
  };
  io.stdout.write(written[options.format]());
  if (unreadable.length > 0) return NOT_ALL_JUDGED;
  return deniesMore(result) ? NEWLY_DENIED : NOTHING_NEWLY_DENIED;
}

/**
 * Edited rules that were not built change nothing, which would look like an edit without effect.
 *
 * @returns what the reader should know where that could not be told
 * @throws InputError where the bundle is not what its sources build
 */
async function freshness(folder: string, io: Io): Promise<string[]> {
  const root = dirname(folder);
  const authoring = await import("../../../authoring");
  if (folder !== join(root, "policies") || !authoring.hasSources(root)) return [];
  let opa;
  try {
    opa = await authoring.Opa.find(io.env);
  } catch {
    return ["OPA was not found: whether policies/bundle is what the edited rules build was not checked."];
  }
  await authoring.verify(opa.in(root));
  return [];
}

interface Judged {
  readonly replayed: readonly Replayed[];
  readonly skipped: readonly string[];
  readonly unreadable: Replay["unreadable"];
}

function judgeAll(directory: string, before: Policies, after: Policies, options: ReplayOptions, io: Io): Judged {
  const progress = new Progress(io.stderr, createStyle(colorsFor(io.stderr, io.env, options.color)));
  const now = new Date();
  const replayed: Replayed[] = [];
  const skipped: string[] = [];
  const unreadable: { plan: string; problem: string }[] = [];
  const files = findKeptPlans(directory);
  for (const [index, plan] of files.entries()) {
    if (index > 0 && index % 100 === 0) progress.say(`${index} of ${files.length} plans`);
    const file = join(directory, plan);
    try {
      const kept = readKeptPlan(file);
      if (isOtherDocument(kept.planJson)) {
        skipped.push(plan);
        continue;
      }
      const input = { ...kept, name: plan, now };
      replayed.push({
        plan,
        before: judge({ ...input, policies: before }),
        after: judge({ ...input, policies: after }),
      });
    } catch (error) {
      if (!(error instanceof GateError)) throw error;
      unreadable.push({ plan, problem: error.problem.what });
    }
  }
  if (replayed.length + unreadable.length === 0) {
    throw new InputError({
      what: "None of the JSON files in the directory is a plan.",
      where: directory,
      mend: "Keep what `terraform show -json PLANFILE` writes.",
    });
  }
  return { replayed, skipped, unreadable };
}
