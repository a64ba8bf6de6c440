import { count } from "../report";
import type { Change, Comparison, Finding } from "./compare";

/** What was replayed, for the head of a report. */
export interface Replay extends Comparison {
  /** What the edited policies are compared with, e.g. `HEAD`. */
  readonly base: string;
  readonly rules: { readonly added: readonly string[]; readonly removed: readonly string[] };
  /** Files that are no plans. */
  readonly skipped: readonly string[];
  /** Plans that could not be judged, by the base or by the edited policies, and why. */
  readonly unreadable: readonly { readonly plan: string; readonly problem: string }[];
  /** What a reader should know of how this came about. */
  readonly notes: readonly string[];
}

export const KINDS = ["newly failing", "newly passing", "other"] as const satisfies readonly Change["kind"][];

const STATUS = {
  COMPLIANT: "compliant",
  NON_COMPLIANT: "not compliant",
  NOT_APPLICABLE: "not applicable",
  INSUFFICIENT_DATA: "undecided",
} as const;

/** `not compliant, advisory`. */
function inWords(finding: Finding | null): string {
  if (finding === null) return "not judged";
  return [
    STATUS[finding.status],
    ...(finding.enforcement === "advisory" ? ["advisory"] : []),
    ...(finding.exempted ? ["exempted"] : []),
  ].join(", ");
}

/** `was compliant, is not compliant`. */
export function transition({ before, after }: Change): string {
  return `was ${inWords(before)}, is ${inWords(after)}`;
}

/** The message that matters: what is found now; of what passes, what was found before. */
export function messageOf({ kind, before, after }: Change): string | null {
  const finding = kind === "newly passing" ? before : (after ?? before);
  return finding === null || finding.status === "COMPLIANT" || finding.status === "NOT_APPLICABLE"
    ? null
    : finding.message;
}

/** What one kind of change has of each rule, in order. */
export function byRule(changes: readonly Change[], kind: Change["kind"]): ReadonlyMap<string, readonly Change[]> {
  const rules = new Map<string, Change[]>();
  for (const change of changes.filter((candidate) => candidate.kind === kind)) {
    const known = rules.get(change.rule);
    if (known === undefined) rules.set(change.rule, [change]);
    else known.push(change);
  }
  return rules;
}

/** One sentence for the reader who reads no more. */
export function summary({ plans, changes, changedPlans, base }: Replay): string {
  const of = (kind: Change["kind"]) => changes.filter((change) => change.kind === kind).length;
  const denied = changedPlans.filter(({ before, after }) => before === "approved" && after === "denied").length;
  const approved = changedPlans.filter(({ before, after }) => before === "denied" && after === "approved").length;
  const counts = [
    `${of("newly failing")} newly failing`,
    `${of("newly passing")} newly passing`,
    `${of("other")} otherwise changed`,
    `${count(denied, "plan")} newly denied`,
    `${count(approved, "plan")} newly approved`,
  ];
  return `${count(plans, "plan")} judged with the edited policies and with those of ${base}: ${counts.join(", ")}.`;
}
