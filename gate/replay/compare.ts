import { isOpen, type Status } from "../../policies/contract/evaluation";
import { weights, type Enforcement, type Judgement } from "../decision";

/** What one set of policies says of one resource by one rule. */
export interface Finding {
  readonly status: Status;
  readonly enforcement: Enforcement;
  readonly exempted: boolean;
  /** Whether this alone denies the plan. */
  readonly denies: boolean;
  readonly attribute: string | null;
  readonly message: string;
}

/** Something that the edited policies say otherwise than the base does. */
export interface Change {
  readonly kind: "newly failing" | "newly passing" | "other";
  readonly rule: string;
  readonly plan: string;
  readonly resource: string;
  /** Null where the rule did not judge the resource, or is new. */
  readonly before: Finding | null;
  readonly after: Finding | null;
}

/** A plan whose verdict changes, or which is denied for reasons that are no finding: an exemption that became invalid. */
export interface PlanChange {
  readonly plan: string;
  readonly before: Judgement["verdict"];
  readonly after: Judgement["verdict"];
  /** Reasons, other than findings, that the base did not have. */
  readonly reasons: readonly string[];
}

/** One plan, judged by both. */
export interface Replayed {
  /** Its file, as the reader knows it. */
  readonly plan: string;
  readonly before: Judgement;
  readonly after: Judgement;
}

/** Everything that a replay shows. */
export interface Comparison {
  readonly plans: number;
  readonly changedPlans: readonly PlanChange[];
  /** By rule, then plan, then resource. */
  readonly changes: readonly Change[];
}

/** Reasons that repeat what the findings say. */
const OF_FINDINGS: ReadonlySet<string> = new Set(["violation", "insufficient-data"]);

/** What changes for these plans. What neither set of policies objects to is no change, whoever judged it. */
export function compare(replayed: readonly Replayed[]): Comparison {
  return {
    plans: replayed.length,
    changedPlans: replayed.flatMap(changeOfPlan),
    changes: replayed.flatMap(changesIn).sort(byRule),
  };
}

/** Whether the edited policies deny anything that the base does not. */
export function deniesMore({ changedPlans, changes }: Comparison): boolean {
  return (
    changes.some(({ kind }) => kind === "newly failing") ||
    changedPlans.some(
      ({ before, after, reasons }) => reasons.length > 0 || (before === "approved" && after === "denied"),
    )
  );
}

function changeOfPlan({ plan, before, after }: Replayed): PlanChange[] {
  const known = new Set(before.reasons.map(({ message }) => message));
  const reasons = after.reasons
    .filter(({ code, message }) => !OF_FINDINGS.has(code) && !known.has(message))
    .map(({ message }) => message);
  if (before.verdict === after.verdict && reasons.length === 0) return [];
  return [{ plan, before: before.verdict, after: after.verdict, reasons }];
}

function changesIn({ plan, before, after }: Replayed): Change[] {
  const was = findings(before);
  const is = findings(after);
  const keys = new Set([...was.keys(), ...is.keys()]);
  return [...keys].flatMap((key) => {
    const rule = key.slice(0, key.indexOf("\n"));
    const resource = key.slice(rule.length + 1);
    const change = { plan, rule, resource, before: was.get(key) ?? null, after: is.get(key) ?? null };
    const kind = kindOf(change.before, change.after);
    return kind === null ? [] : [{ kind, ...change }];
  });
}

/** By rule and resource: of several attributes at fault, the first speaks for all. */
function findings(judgement: Judgement): Map<string, Finding> {
  const found = new Map<string, Finding>();
  const weigh = weights(judgement);
  for (const evaluation of judgement.evaluations) {
    const { rule, resource, status, enforcement, exemption, attribute, message } = evaluation;
    const key = `${rule}\n${resource}`;
    if (found.has(key)) continue;
    const denies = weigh(evaluation) === "denies";
    found.set(key, { status, enforcement, exempted: exemption !== null, denies, attribute, message });
  }
  return found;
}

function kindOf(before: Finding | null, after: Finding | null): Change["kind"] | null {
  if (after?.denies === true && before?.denies !== true) return "newly failing";
  if (before?.denies === true && after?.denies !== true) return "newly passing";
  const objects = [before, after].some((finding) => finding !== null && isOpen(finding.status));
  if (!objects) return before !== null && after !== null && before.status !== after.status ? "other" : null;
  const same =
    before?.status === after?.status &&
    before?.enforcement === after?.enforcement &&
    before?.exempted === after?.exempted;
  return same ? null : "other";
}

function byRule(a: Change, b: Change): number {
  return compareText(a.rule, b.rule) || compareText(a.plan, b.plan) || compareText(a.resource, b.resource);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
