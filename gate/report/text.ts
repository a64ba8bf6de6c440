import type { Drift } from "../deployed";
import { wasJudged, type JudgedEvaluation, type Judgement } from "../decision";
import { costLines } from "./text-cost";
import { constructName } from "./findings";
import type { ReportFormat } from "./report-format";
import { byMessage, count, groupByRule, STATUS_TEXT, type Group } from "./groups";
import { printable } from "./printable";
import type { JudgedStack, Run, Step } from "./run";
import type { Style } from "./style";
import { unjudgedText } from "./unjudged";

/** What a person reads first: what was planned, what was looked at, what is wrong and how to mend it, the verdict. */
export const text: ReportFormat = {
  *render(run, style) {
    for (const line of runLines(run, style)) {
      yield `${line}\n`;
    }
  },
};

function* runLines({ stacks, steps }: Pick<Run, "stacks" | "steps">, style: Style): Iterable<string> {
  const [only, ...others] = stacks;
  if (only && others.length === 0) {
    yield* stackLines({ ...only, steps: [...steps, ...only.steps] }, style);
    return;
  }
  for (const stack of stacks) {
    yield* stackLines(stack, style);
    yield "";
  }
  yield* closingLines({ stacks, steps }, style);
}

function* stackLines({ judgement, steps, notes, cost, drift }: JudgedStack, style: Style): Iterable<string> {
  const groups = groupByRule(judgement.evaluations);
  yield style.strong(printable(judgement.plan.stack));
  for (const note of notes) {
    yield `  note     ${style.warn(printable(note))}`;
  }
  if (wasJudged(judgement)) {
    yield `  planned  ${planned(judgement)}`;
    yield `  judged   ${judged(judgement)}`;
  }
  const unjudged = unjudgedText(judgement);
  if (unjudged !== null) {
    yield `           ${unjudged}`;
  }
  for (const group of groups) {
    yield "";
    yield* groupLines(group, style);
  }
  yield "";
  if (cost !== undefined) {
    yield* costLines(cost, style);
    yield "";
  }
  if (drift !== undefined) {
    yield* driftLines(drift, style);
    yield "";
  }
  yield `  ${verdict(judgement, style)}`;
  for (const reason of judgement.reasons) {
    yield `    - ${printable(reason.message)}`;
  }
  if (steps.length > 0) {
    yield style.faint(`  ${times(steps)}`);
  }
}

function* driftLines(drift: readonly Drift[], style: Style): Iterable<string> {
  if (drift.length === 0) {
    yield `  drift    ${style.good("none: all is as it was approved")}`;
    return;
  }
  yield `  drift    ${style.bad(`${count(drift.length, "resource")} not as approved`)}`;
  for (const { address, kind, attributes } of drift) {
    yield `    ${printable(address)}${kind === "missing" ? "  is gone" : ""}`;
    for (const { attribute, approved, actual } of attributes) {
      yield `      ${printable(`${attribute}: ${approved} → ${actual}`)}`;
    }
  }
}

function* closingLines({ stacks, steps }: Pick<Run, "stacks" | "steps">, style: Style): Iterable<string> {
  const width = Math.max(0, ...stacks.map(({ judgement }) => printable(judgement.plan.stack).length));
  for (const { judgement } of stacks) {
    const { summary, plan } = judgement;
    const counts = `${summary.NON_COMPLIANT} not compliant, ${summary.INSUFFICIENT_DATA} undecided`;
    const name = printable(plan.stack).padEnd(width);
    const found = wasJudged(judgement) ? `${count(plan.resources, "resource")}, ${counts}` : "not judged";
    yield `${verdict(judgement, style, 8)}  ${name}  ${found}`;
  }
  if (steps.length > 0) {
    yield style.faint(times(steps));
  }
  if (stacks.length === 0) {
    yield style.bad("nothing was judged");
    return;
  }
  const denied = stacks.filter(({ judgement }) => judgement.verdict !== "approved").length;
  yield denied === 0
    ? style.good(`approved: all ${stacks.length} stacks`)
    : style.bad(`denied: ${denied} of ${stacks.length} stacks`);
}

function* groupLines({ head, evaluations }: Group, style: Style): Iterable<string> {
  const counts = head.status !== "NOT_APPLICABLE" && head.exemption === null;
  const emphasis = counts ? severityStyle(head, style) : style.faint;
  const resources = new Set(evaluations.map(({ resource }) => resource)).size;
  const words = [
    emphasis(head.severity),
    style.strong(printable(head.rule)),
    `${STATUS_TEXT[head.status]}: ${count(resources, "resource")}`,
    ...(head.enforcement === "advisory" ? ["(advisory)"] : []),
    ...(head.exemption === null ? [] : ["(exempted)"]),
  ];
  yield `  ${words.join("  ")}`;
  for (const [message, alike] of byMessage(evaluations)) {
    yield `    ${printable(message)}`;
    for (const evaluation of alike) {
      yield* evaluationLines(evaluation, style);
    }
  }
  if (counts) {
    yield `    ${style.good("mend")}  ${printable(head.remediation)}`;
  }
}

function* evaluationLines(evaluation: JudgedEvaluation, style: Style): Iterable<string> {
  const attribute = evaluation.attribute === null ? "" : `  ${printable(evaluation.attribute)}`;
  yield `      ${printable(evaluation.resource)}${style.strong(attribute)}`;
  const { construct, exemption } = evaluation;
  if (construct && evaluation.status !== "NOT_APPLICABLE") {
    const line = construct.line === null ? "" : `:${construct.line}`;
    const source = construct.file === null ? "" : `${construct.file}${line}  `;
    const name = constructName(evaluation);
    yield `        at ${printable(source)}${name === null ? "" : style.faint(`(${printable(name)})`)}`.trimEnd();
    if (construct.requestedAt) {
      yield `           ${style.faint(`for ${printable(`${construct.requestedAt.file}:${construct.requestedAt.line}`)}`)}`;
    }
  }
  if (evaluation.fix && exemption === null) {
    yield `        ${style.good("fix")} ${printable(evaluation.fix.message)} Judged with it: the finding goes, and no other comes.`;
  }
  if (exemption) {
    const days = `${exemption.expires}, ${count(exemption.daysLeft, "day")} left`;
    const by = `${exemption.owner}, ${exemption.ticket}`;
    yield `        exempted until ${printable(`${days}: ${exemption.reason} (${by})`)}`;
  }
}

function severityStyle({ severity, enforcement }: JudgedEvaluation, style: Style): (text: string) => string {
  return enforcement === "mandatory" && (severity === "critical" || severity === "high") ? style.bad : style.warn;
}

/** `74 resources: 70 create, 4 no-op (Terraform 1.11.4)`. */
function planned({ plan }: Judgement): string {
  const actions = Object.entries(plan.actions)
    .filter(([, number]) => number > 0)
    .map(([action, number]) => `${number} ${action}`)
    .join(", ");
  const version = plan.terraformVersion === "" ? "" : ` (Terraform ${plan.terraformVersion})`;
  return printable(`${count(plan.resources, "resource")}${actions === "" ? "" : `: ${actions}`}${version}`);
}

/** `5 rules judged 31 resources: 40 compliant, 2 not compliant, …`. */
function judged({ evaluations, policies, summary }: Judgement): string {
  const resources = new Set(evaluations.map((evaluation) => evaluation.resource)).size;
  const counts = [
    `${summary.COMPLIANT} compliant`,
    `${summary.NON_COMPLIANT} not compliant`,
    `${summary.INSUFFICIENT_DATA} undecided`,
    `${summary.NOT_APPLICABLE} not applicable`,
    ...(summary.exempted > 0 ? [`${summary.exempted} exempted`] : []),
  ];
  return `${count(policies.rules, "rule")} judged ${count(resources, "resource")}: ${counts.join(", ")}`;
}

function verdict(judgement: Judgement, style: Style, width = 0): string {
  const word = judgement.verdict.padEnd(width);
  return judgement.verdict === "approved" ? style.good(word) : style.bad(word);
}

/** `synthesize 0.6 s, plan 5.2 s`. */
function times(steps: readonly Step[]): string {
  return steps.map(({ name, milliseconds }) => `${printable(name)} ${duration(milliseconds)}`).join(", ");
}

/** `24 ms`, `5.2 s`, `3 min 20 s`. */
function duration(milliseconds: number): string {
  if (milliseconds < 1000) {
    return `${Math.round(milliseconds)} ms`;
  }
  const seconds = milliseconds / 1000;
  if (seconds < 60) {
    return `${seconds.toFixed(1)} s`;
  }
  return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
}
