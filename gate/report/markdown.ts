import { Buffer } from "node:buffer";
import type { RuleMetadata } from "../../policies/contract/rule";
import { wasJudged, weights, type JudgedEvaluation, type Judgement, type Weight } from "../decision";
import { isEstimated } from "./estimated";
import { exemptionOf, otherReasons, pageOf, placeOf, requestOf } from "./findings";
import type { ReportFormat } from "./report-format";
import { byMessage, count, groupByRule, STATUS_TEXT, type Group } from "./groups";
import { codeSpan, plainText } from "./markdown-text";
import type { JudgedStack, Run } from "./run";
import { unjudgedText } from "./unjudged";

/** By this a pipeline finds the comment that it made before, and updates it. */
const COMMENT_MARKER = "<!-- plangate -->";

/** GitHub takes 65,536 characters. Counted in bytes, of which no text has fewer; the end always has its place. */
const MOST_BYTES = 65_000;
/** What the list of things to do may take; the rest is left for the details. */
const MOST_BYTES_TO_DO = 30_000;
const MOST_STACKS = 50;
const MOST_FIXES = 5;
const MOST_RESOURCES = 50;

/**
 * A comment on a pull request: the verdict, then what to do, then the details, folded. Whatever the size of the plan, it
 * stays below what GitHub takes; what is left out is counted.
 */
export const markdown: ReportFormat = {
  *render(run) {
    const page = new Page(MOST_BYTES);
    page.add(`${COMMENT_MARKER}\n${verdictLines(run).join("\n")}\n`);
    const groups = run.stacks.flatMap((stack) => groupsOf(stack, run.stacks.length > 1));
    toDo(page, groups, run);
    details(page, "Findings that deny", groups, "denies", run);
    details(page, "Findings that do not deny", groups, "warns", run);
    details(page, "Exempted", groups, "exempted", run);
    yield page.text;
  },
};

/** Text up to a number of bytes. */
class Page {
  text = "";

  constructor(private left: number) {}

  /** Adds all of it or nothing. */
  add(text: string, reserve = 0): boolean {
    const bytes = Buffer.byteLength(text);
    if (bytes + reserve > this.left) return false;
    this.left -= bytes;
    this.text += text;
    return true;
  }

  get free(): number {
    return this.left;
  }
}

/** What one rule says of one stack in one way. */
interface StackGroup extends Group {
  readonly stack: string | null;
  readonly weight: Weight;
}

function groupsOf({ judgement }: JudgedStack, named: boolean): readonly StackGroup[] {
  const weigh = weights(judgement);
  return groupByRule(judgement.evaluations).flatMap((group) => {
    const weight = weigh(group.head);
    return weight === null ? [] : [{ ...group, stack: named ? judgement.plan.stack : null, weight }];
  });
}

function verdictLines({ stacks }: Run): string[] {
  const denied = stacks.filter(({ judgement }) => judgement.verdict !== "approved");
  const [only] = stacks.length === 1 ? stacks : [];
  const name = only === undefined ? `${denied.length} of ${stacks.length} stacks` : codeSpan(only.judgement.plan.stack);
  const all = only === undefined ? `all ${stacks.length} stacks` : name;
  const approved = denied.length === 0 && stacks.length > 0;
  const shown = stacks.slice(0, MOST_STACKS);
  return [
    approved ? `## ✅ plangate: approved, ${all}` : `## ⛔ plangate: denied, ${name}`,
    "",
    "| stack | verdict | resources | not compliant | undecided | exempted | a month |",
    "|---|---|---:|---:|---:|---:|---:|",
    ...shown.map(stackRow),
    ...(stacks.length > shown.length ? ["", `And ${count(stacks.length - shown.length, "stack")} more.`] : []),
    ...shown.flatMap(({ judgement, notes }) => reasonLines(judgement, notes)),
  ];
}

function stackRow({ judgement, cost }: JudgedStack): string {
  const { plan, verdict, summary } = judgement;
  const amount = cost === undefined || isEstimated(cost) ? cost?.monthly : null;
  const monthly = amount === null ? "not known" : amount === undefined ? "" : `${amount.toFixed(2)} USD, estimated`;
  if (!wasJudged(judgement)) return `| ${plainText(plan.stack)} | **${verdict}**, not judged | | | | | |`;
  const counts = [plan.resources, summary.NON_COMPLIANT, summary.INSUFFICIENT_DATA, summary.exempted];
  return `| ${plainText(plan.stack)} | **${verdict}** | ${counts.join(" | ")} | ${monthly} |`;
}

/** At most a few: an exemption each can be unused. */
function reasonLines(judgement: Judgement, notes: readonly string[]): readonly string[] {
  const isReason = judgement.reasons.some(({ code }) => code === "nothing-judged");
  const unjudged = isReason ? null : unjudgedText(judgement);
  const texts = [...otherReasons(judgement), ...(unjudged === null ? [] : [`${unjudged}.`]), ...notes];
  const shown = texts.slice(0, MOST_FIXES).map((text) => `\n- ${codeSpan(judgement.plan.stack)}: ${plainText(text)}`);
  return texts.length > shown.length ? [...shown, `- and ${texts.length - shown.length} more`] : shown;
}

function toDo(page: Page, groups: readonly StackGroup[], run: Run): void {
  const denying = groups.filter(({ weight }) => weight === "denies");
  if (denying.length === 0) return;
  page.add("\n### What to do\n\n");
  for (const [at, group] of denying.entries()) {
    const room = page.add(toDoLines(group, run).join("\n") + "\n", MOST_BYTES - MOST_BYTES_TO_DO);
    if (!room) {
      page.add(
        `- and what ${count(denying.length - at, "rule")} more ${denying.length - at === 1 ? "asks" : "ask"} for\n`,
      );
      return;
    }
  }
}

function toDoLines({ head, evaluations, stack }: StackGroup, run: Run): readonly string[] {
  const of = stack === null ? "" : ` of ${codeSpan(stack)}`;
  const resources = count(new Set(evaluations.map(({ resource }) => resource)).size, "resource");
  const changes = [...new Set(evaluations.flatMap(({ fix }) => (fix === null ? [] : [fixLine(fix.message)])))];
  const more = changes.length - MOST_FIXES;
  return [
    `- **${head.severity}** ${ruleLink(head.rule, run)}, ${resources}${of}: ${plainText(head.remediation)}`,
    ...changes.slice(0, MOST_FIXES).map((change) => `  - ${change}`),
    ...(more > 0 ? [`  - and ${more} more`] : []),
  ];
}

/** The change as code, the words around it as text. */
function fixLine(message: string): string {
  const [, before = "", change = "", after = ""] = /^([^`]*)`(.*)`([^`]*)$/s.exec(message) ?? [];
  return `${plainText(before)}${codeSpan(change)}${plainText(after)} *(proven)*`;
}

function details(page: Page, title: string, groups: readonly StackGroup[], weight: Weight, run: Run): void {
  const chosen = groups.filter((group) => group.weight === weight);
  if (chosen.length === 0) return;
  const closing = (left: number) =>
    left === 0 ? "" : `\nAnd ${count(left, "rule")} more, for which there is no room here.\n`;
  const end = "\n</details>\n";
  const reserve = Buffer.byteLength(closing(chosen.length) + end);
  if (!page.add(`\n<details>\n<summary>${title}: ${count(chosen.length, "rule")}</summary>\n`, reserve)) return;
  let shown = 0;
  for (const group of chosen) {
    const added = [MOST_RESOURCES, 5, 0].some((most) => page.add(groupText(group, most, run), reserve));
    if (!added) break;
    shown++;
  }
  page.add(closing(chosen.length - shown) + end);
}

function groupText({ head, evaluations, stack }: StackGroup, most: number, run: Run): string {
  const of = stack === null ? "" : `, ${codeSpan(stack)}`;
  const lines = [
    `\n#### ${ruleLink(head.rule, run)} (${head.severity}, ${head.enforcement}${of}): ${STATUS_TEXT[head.status]}\n`,
  ];
  let left = most;
  for (const [message, alike] of byMessage(evaluations)) {
    const shown = alike.slice(0, left);
    if (shown.length === 0) break;
    left -= shown.length;
    lines.push(`- ${plainText(message)}`, ...shown.map((evaluation) => `  - ${evaluationText(evaluation, run)}`));
  }
  const omitted = evaluations.length - (most - left);
  if (omitted > 0) lines.push(`- ${most === 0 ? "" : "and "}${count(omitted, "finding")}${most === 0 ? "" : " more"}`);
  return `${lines.join("\n")}\n`;
}

function evaluationText({ resource, attribute, construct, exemption }: JudgedEvaluation, run: Run): string {
  const place = placeOf(construct, run);
  const request = requestOf(construct, run);
  return [
    codeSpan(resource),
    ...(attribute === null ? [] : [codeSpan(attribute)]),
    ...(place === null ? [] : [`at ${codeSpan(`${place.file}:${place.line}`)}`]),
    ...(request === null ? [] : [`for ${codeSpan(`${request.file}:${request.line}`)}`]),
    ...(exemption === null ? [] : [plainText(exemptionOf(exemption))]),
  ].join(" ");
}

function ruleLink(id: string, run: Run): string {
  const rule: RuleMetadata | undefined = run.rules.find((candidate) => candidate.id === id);
  const page = rule === undefined ? undefined : pageOf(rule, run);
  return page === undefined ? codeSpan(id) : `[${plainText(id)}](<${encodeURI(decoded(page)).replace(/[<>]/g, "")}>)`;
}

/** What is encoded already is not encoded twice. */
function decoded(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}
