import { weights, type JudgedEvaluation, type Judgement, type Weight } from "../decision";
import { exemptionOf, otherReasons, sentencesOf } from "./findings";
import type { ReportFormat } from "./report-format";
import { printable } from "./printable";

/**
 * JUnit's XML in the form that Jenkins, GitLab, GitHub actions and Azure all read: a suite a stack, a case for each rule and
 * resource that was judged. What denies the plan has failed; what only warns, is exempted or does not apply was skipped,
 * with the reason. One more case a stack fails where the plan is denied for what no rule says.
 */
export const junit: ReportFormat = {
  *render({ stacks }) {
    const suites = stacks.map(({ judgement }) => ({ judgement, cases: casesOf(judgement) }));
    const total = suites.flatMap(({ cases }) => cases);
    yield '<?xml version="1.0" encoding="UTF-8"?>\n';
    yield `<testsuites name="plangate" tests="${total.length}" failures="${failures(total)}" errors="0" time="0">\n`;
    for (const { judgement, cases } of suites) {
      const skipped = cases.filter(({ outcome }) => outcome?.kind === "skipped").length;
      yield `  <testsuite name="${escaped(judgement.plan.stack)}" tests="${cases.length}" failures="${failures(cases)}" errors="0" skipped="${skipped}" time="0">\n`;
      for (const each of cases) yield* caseLines(each);
      yield "  </testsuite>\n";
    }
    yield "</testsuites>\n";
  },
};

interface Case {
  readonly group: string;
  readonly name: string;
  /** Undefined: passed. */
  readonly outcome?: { readonly kind: "failure" | "skipped"; readonly type: string; readonly lines: readonly string[] };
}

function casesOf(judgement: Judgement): readonly Case[] {
  const { stack } = judgement.plan;
  const weigh = weights(judgement);
  const cases = new Map<string, { readonly first: JudgedEvaluation; readonly all: JudgedEvaluation[] }>();
  for (const evaluation of judgement.evaluations) {
    const key = JSON.stringify([evaluation.rule, evaluation.resource]);
    const known = cases.get(key);
    if (known) known.all.push(evaluation);
    else cases.set(key, { first: evaluation, all: [evaluation] });
  }
  const others = otherReasons(judgement);
  return [
    {
      group: stack,
      name: "the plan is whole, and its exemptions hold",
      ...(others.length === 0 ? {} : { outcome: { kind: "failure", type: "denied", lines: others } as const }),
    },
    ...[...cases.values()].map(({ first, all }) => caseOf(stack, first, all, weigh)),
  ];
}

function caseOf(
  stack: string,
  { rule, resource, status, severity, message }: JudgedEvaluation,
  evaluations: readonly JudgedEvaluation[],
  weigh: (evaluation: JudgedEvaluation) => Weight | null,
): Case {
  const named = { group: `${stack}.${rule}`, name: resource };
  if (status === "COMPLIANT") return named;
  if (status === "NOT_APPLICABLE") {
    return { ...named, outcome: { kind: "skipped", type: status, lines: [`Not applicable: ${message}`] } };
  }
  const found = evaluations.map((evaluation) => ({ stack, evaluation, weight: weigh(evaluation) ?? "warns" }) as const);
  const denying = found.filter(({ weight }) => weight === "denies");
  if (denying.length > 0) {
    const lines = denying.flatMap((finding) => [...sentencesOf(finding), ...placeLine(finding.evaluation)]);
    return { ...named, outcome: { kind: "failure", type: `${severity} ${status}`, lines } };
  }
  const lines = evaluations.map(({ message: text, exemption }) =>
    exemption === null ? `Advisory: ${text}` : `${exemptionOf(exemption)} ${text}`,
  );
  return { ...named, outcome: { kind: "skipped", type: status, lines } };
}

function placeLine({ construct }: JudgedEvaluation): readonly string[] {
  if (construct?.file == null) return [];
  const { file, line, requestedAt } = construct;
  const request = requestedAt === null ? "" : `, for ${requestedAt.file}:${requestedAt.line}`;
  return [`At ${file}:${line ?? 1}${request}`];
}

function* caseLines({ group, name, outcome }: Case): Iterable<string> {
  const head = `    <testcase classname="${escaped(group)}" name="${escaped(name)}" time="0"`;
  if (outcome === undefined) {
    yield `${head}/>\n`;
    return;
  }
  const { kind, type, lines } = outcome;
  const message = escaped(lines[0] ?? "");
  yield `${head}>\n`;
  yield kind === "failure"
    ? `      <failure type="${escaped(type)}" message="${message}">${lines.map(escaped).join("\n")}</failure>\n`
    : `      <skipped type="${escaped(type)}" message="${message}"/>\n`;
  yield "    </testcase>\n";
}

function failures(cases: readonly Case[]): number {
  return cases.filter(({ outcome }) => outcome?.kind === "failure").length;
}

/** Halves of a character, and two that are none. */
const NOT_IN_XML = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|[\ufffe\uffff]/g;

/** For attributes and text alike. What XML cannot hold at all (https://www.w3.org/TR/xml/#charsets) is shown as its code. */
function escaped(text: string): string {
  return printable(text)
    .replace(NOT_IN_XML, (character) => `\\u${character.charCodeAt(0).toString(16)}`)
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
