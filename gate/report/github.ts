import { wasJudged, type Judgement, type Weight } from "../decision";
import { findingsOf, otherReasons, placeOf, requestOf, sentencesOf, type Finding } from "./findings";
import type { ReportFormat } from "./report-format";
import { count } from "./groups";
import { printable } from "./printable";
import type { Run } from "./run";
import { unjudgedText } from "./unjudged";

/** GitHub shows so many annotations of each level a step; what is beyond them is silently dropped. */
const MOST_OF_A_LEVEL = 10;

type Level = "error" | "warning" | "notice";

const LEVELS: { readonly [weight in Weight]: Level } = { denies: "error", warns: "warning", exempted: "notice" };

interface Annotation {
  readonly level: Level;
  readonly properties: { readonly [name: string]: string | number };
  readonly message: string;
}

/**
 * Annotations of a GitHub Actions workflow, at the lines of code:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 * Findings of one rule at one line are one annotation. The verdict of each stack follows, for whoever reads the log.
 */
export const github: ReportFormat = {
  *render(run) {
    for (const level of ["error", "warning", "notice"] as const) {
      yield* annotationsOf(level, run).map(command);
    }
    for (const { judgement } of run.stacks) {
      const { plan, verdict, summary } = judgement;
      const counts = `${summary.NON_COMPLIANT} not compliant, ${summary.INSUFFICIENT_DATA} undecided`;
      const unjudged = unjudgedText(judgement);
      const found = wasJudged(judgement) ? `${count(plan.resources, "resource")}, ${counts}` : "not judged";
      // A line that begins with a word is no command, whatever the stack is called.
      yield `plangate ${verdict}: ${printable(plan.stack)}, ${found}${unjudged === null ? "" : `; ${unjudged}`}\n`;
    }
  },
};

function annotationsOf(level: Level, run: Run): readonly Annotation[] {
  const plans = level === "error" ? run.stacks.flatMap(({ judgement }) => planAnnotations(judgement)) : [];
  const findings = findingsOf(run.stacks).filter(({ weight }) => LEVELS[weight] === level);
  const all = [...plans, ...byRuleAndLine(findings, run).map((alike) => annotationOf(level, alike, run))];
  if (all.length <= MOST_OF_A_LEVEL) return all;
  const shown = all.slice(0, MOST_OF_A_LEVEL - 1);
  const message = `${all.length - shown.length} more are not shown here: GitHub shows ${MOST_OF_A_LEVEL} a step. The other reports have all.`;
  return [...shown, { level, properties: { title: "plangate" }, message }];
}

function planAnnotations(judgement: Judgement): readonly Annotation[] {
  const title = `plangate: ${printable(judgement.plan.stack)}`;
  return otherReasons(judgement).map((message) => ({ level: "error", properties: { title }, message }));
}

function byRuleAndLine(findings: readonly Finding[], run: Run): readonly (readonly [Finding, ...Finding[]])[] {
  const groups = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const { rule, construct } = finding.evaluation;
    const place = placeOf(construct, run);
    const key = JSON.stringify([finding.stack, rule, place]);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()];
}

function annotationOf(level: Level, [finding, ...others]: readonly [Finding, ...Finding[]], run: Run): Annotation {
  const { evaluation, stack } = finding;
  const place = placeOf(evaluation.construct, run);
  const request = requestOf(evaluation.construct, run);
  const message = [
    ...sentencesOf(finding),
    ...(request === null ? [] : [`Asked for in ${request.file}:${request.line}.`]),
    ...(others.length === 0 ? [] : [`And ${count(others.length, "finding")} more of this rule here.`]),
  ].join("\n");
  const title = `${evaluation.severity}: ${printable(evaluation.rule)} (${printable(stack)})`;
  return { level, properties: { ...place, title }, message };
}

function command({ level, properties, message }: Annotation): string {
  const list = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
  return `::${level} ${list.join(",")}::${data(message)}\n`;
}

/** https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts says what must be escaped, and how. */
function data(text: string): string {
  return text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}

function property(text: string): string {
  return data(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
}
