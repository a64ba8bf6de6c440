import { deniesMore, KINDS, type Comparison } from "../../gate/replay";
import type { NotJudged, Result } from "./replay";

type Kind = Comparison["changes"][number]["kind"];

/** How many resources, by rule. */
export type ByRule = Readonly<Record<string, number>>;

/** What changes for one workspace. Every single resource is in the result of its plan. */
export interface WorkspaceChanges {
  readonly workspace: string;
  /** Its verdict; null where that stays. */
  readonly verdict: { readonly before: string; readonly after: string } | null;
  /** Whether the edited policies deny anything that the others do not. */
  readonly newlyFailing: boolean;
  readonly changes: Readonly<Record<Kind, ByRule>>;
  /** Why it is newly denied, besides findings. */
  readonly reasons: readonly string[];
}

/** What changes by one rule. */
export type RuleChanges = Readonly<Record<Kind, { readonly workspaces: number; readonly resources: number }>>;

/** All plans, in counts: a fleet has more findings than a report, or the memory of a function, holds. */
export interface Fleet {
  readonly plans: number;
  readonly workspaces: readonly WorkspaceChanges[];
  readonly rules: Readonly<Record<string, RuleChanges>>;
  readonly notJudged: readonly NotJudged[];
}

/** Adds results up, one after the other: none is kept. */
export async function addUp(results: AsyncIterable<Result>): Promise<Fleet> {
  let plans = 0;
  const workspaces: WorkspaceChanges[] = [];
  const notJudged: NotJudged[] = [];
  for await (const result of results) {
    plans += 1;
    if ("problem" in result) {
      notJudged.push(result);
    } else if (result.changes.length + result.changedPlans.length > 0) {
      workspaces.push(workspaceChanges(result.workspace, result));
    }
  }
  return {
    plans,
    workspaces: workspaces.sort(byName),
    rules: byRule(workspaces),
    notJudged: notJudged.sort(byName),
  };
}

function workspaceChanges(workspace: string, comparison: Comparison): WorkspaceChanges {
  const counts: Record<Kind, Record<string, number>> = { "newly failing": {}, "newly passing": {}, other: {} };
  for (const { kind, rule } of comparison.changes) counts[kind][rule] = (counts[kind][rule] ?? 0) + 1;
  const [plan] = comparison.changedPlans;
  return {
    workspace,
    verdict: plan === undefined || plan.before === plan.after ? null : { before: plan.before, after: plan.after },
    newlyFailing: deniesMore(comparison),
    changes: counts,
    reasons: plan?.reasons ?? [],
  };
}

function byRule(workspaces: readonly WorkspaceChanges[]): Fleet["rules"] {
  const rules = new Map<string, Record<Kind, { workspaces: number; resources: number }>>();
  for (const { changes } of workspaces) {
    for (const kind of KINDS) {
      for (const [rule, resources] of Object.entries(changes[kind])) {
        const sums = rules.get(rule) ?? {
          "newly failing": { workspaces: 0, resources: 0 },
          "newly passing": { workspaces: 0, resources: 0 },
          other: { workspaces: 0, resources: 0 },
        };
        sums[kind].workspaces += 1;
        sums[kind].resources += resources;
        rules.set(rule, sums);
      }
    }
  }
  return Object.fromEntries([...rules].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function byName(a: { readonly workspace: string }, b: { readonly workspace: string }): number {
  return a.workspace < b.workspace ? -1 : 1;
}
