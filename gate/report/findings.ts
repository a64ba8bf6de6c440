import { posix } from "node:path";
import { SEVERITIES, type RuleMetadata } from "../../policies/contract/rule";
import {
  isConstruct,
  weights,
  type ConstructLocation,
  type JudgedEvaluation,
  type Judgement,
  type Weight,
} from "../decision";
import { printable } from "./printable";
import type { JudgedStack, Run } from "./run";

/** An evaluation that is not as it should be, with its stack. */
export interface Finding {
  readonly stack: string;
  readonly evaluation: JudgedEvaluation;
  readonly weight: Weight;
}

const WEIGHT_RANK = { denies: 0, warns: 1, exempted: 2 } as const;

/** The findings of a run: what denies first, then the most severe. */
export function findingsOf(stacks: readonly JudgedStack[]): readonly Finding[] {
  const findings = stacks.flatMap(({ judgement }) => {
    const weigh = weights(judgement);
    return judgement.evaluations.flatMap((evaluation): Finding[] => {
      const weight = weigh(evaluation);
      return weight === null ? [] : [{ stack: judgement.plan.stack, evaluation, weight }];
    });
  });
  return findings.sort(
    (left, right) =>
      WEIGHT_RANK[left.weight] - WEIGHT_RANK[right.weight] ||
      SEVERITIES.indexOf(left.evaluation.severity) - SEVERITIES.indexOf(right.evaluation.severity),
  );
}

/** Why a stack is denied beside the findings of rules. */
export function otherReasons({ reasons }: Judgement): readonly string[] {
  return reasons.flatMap(({ rule, message }) => (rule === undefined ? [printable(message)] : []));
}

export interface Place {
  /** Relative to the root of the repository. */
  readonly file: string;
  readonly line: number;
}

/** The line that made a resource, for a reader who knows the repository only; null where no line is known. */
export function placeOf(construct: ConstructLocation | null, { projectPath }: Pick<Run, "projectPath">): Place | null {
  return construct?.file == null ? null : placed(construct.file, construct.line, projectPath);
}

/** The line of the stack that asked for it; null where there is none other than the line that made it. */
export function requestOf(
  construct: ConstructLocation | null,
  { projectPath }: Pick<Run, "projectPath">,
): Place | null {
  const request = construct?.requestedAt;
  return request ? placed(request.file, request.line, projectPath) : null;
}

function placed(file: string, line: number | null, projectPath: string): Place {
  return { file: printable(posix.join(projectPath, file)), line: line ?? 1 };
}

/** What a reader of one finding needs, as sentences of plain text. */
export function sentencesOf({ evaluation }: Finding): readonly string[] {
  const { message, resource, attribute, remediation, fix, exemption } = evaluation;
  const where = `${resource}${attribute === null ? "" : `, ${attribute}`}`;
  const name = constructName(evaluation);
  const from = name === null ? "" : ` (${name})`;
  return [
    message,
    `Resource: ${where}${from}.`,
    ...(exemption === null ? [remediation] : [exemptionOf(exemption)]),
    ...(fix === null || exemption !== null ? [] : [`${fix.message} ${PROVEN}`]),
  ].map(printable);
}

/** The construct that made a resource; null where there is none, as in plain Terraform, whose blocks the address names. */
export function constructName({ construct }: JudgedEvaluation): string | null {
  return construct !== null && isConstruct(construct) ? construct.path : null;
}

/** What the gate has seen of a fix. */
const PROVEN = "Judged with it, the finding goes and no other comes.";

export function exemptionOf(exemption: NonNullable<JudgedEvaluation["exemption"]>): string {
  const { expires, daysLeft, reason, owner, ticket } = exemption;
  return `Exempted until ${expires} (days left: ${daysLeft}): ${reason} (${owner}, ${ticket}).`;
}

/** The page of a rule: the project's own where it has such pages, else AWS's. */
export function pageOf(rule: RuleMetadata, { rulePages }: Pick<Run, "rulePages">): string | undefined {
  return rulePages === null
    ? rule.related_resources[0]
    : `${rulePages.replace(/\/+$/, "")}/${encodeURIComponent(rule.id)}.md`;
}

/** Stays the same from run to run as long as the finding does. */
export function identityOf({ stack, evaluation }: Finding): string {
  return JSON.stringify([stack, evaluation.rule, evaluation.resource, evaluation.attribute]);
}
