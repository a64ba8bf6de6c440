import { SEVERITIES } from "../../policies/contract/rule";
import type { JudgedEvaluation } from "../decision";

/** What one rule says in one way: the same status, and exempted or not. */
export interface Group {
  readonly head: JudgedEvaluation;
  readonly evaluations: JudgedEvaluation[];
}

const STATUS_RANK = { NON_COMPLIANT: 0, INSUFFICIENT_DATA: 1, NOT_APPLICABLE: 2, COMPLIANT: 3 } as const;
export const STATUS_TEXT = {
  NON_COMPLIANT: "not compliant",
  INSUFFICIENT_DATA: "cannot be told from the plan",
  NOT_APPLICABLE: "not applicable",
  COMPLIANT: "compliant",
} as const;

/** Everything but COMPLIANT, by rule: what counts against the plan first, the most severe first. */
export function groupByRule(evaluations: readonly JudgedEvaluation[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const evaluation of evaluations) {
    if (evaluation.status === "COMPLIANT") {
      continue;
    }
    const key = [evaluation.rule, evaluation.status, evaluation.enforcement, evaluation.exemption !== null].join(" ");
    const group = groups.get(key);
    if (group) {
      group.evaluations.push(evaluation);
    } else {
      groups.set(key, { head: evaluation, evaluations: [evaluation] });
    }
  }
  return [...groups.values()].sort((left, right) => (rank(left) < rank(right) ? -1 : 1));
}

function rank({ head }: Group): string {
  return [
    head.status === "NOT_APPLICABLE" ? 1 : 0,
    head.exemption === null ? 0 : 1,
    SEVERITIES.indexOf(head.severity),
    head.enforcement === "mandatory" ? 0 : 1,
    STATUS_RANK[head.status],
    head.rule,
  ].join(" ");
}

/** One message often holds for many resources: it is said once. */
export function byMessage(evaluations: readonly JudgedEvaluation[]): ReadonlyMap<string, readonly JudgedEvaluation[]> {
  const messages = new Map<string, JudgedEvaluation[]>();
  for (const evaluation of evaluations) {
    const alike = messages.get(evaluation.message);
    if (alike) {
      alike.push(evaluation);
    } else {
      messages.set(evaluation.message, [evaluation]);
    }
  }
  return messages;
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
