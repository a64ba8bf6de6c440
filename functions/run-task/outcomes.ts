import { isOpen, type OpenStatus } from "../../policies/contract/evaluation";
import { SEVERITIES, type RuleMetadata, type Severity } from "../../policies/contract/rule";
import { isConstruct, weights, type JudgedEvaluation, type Judgement, type Weight } from "../../gate/decision";
import { codeSpan, count, printable, STATUS_TEXT } from "../../gate/report";

type Level = "none" | "info" | "warning" | "error";

interface Label {
  readonly label: string;
  readonly level: Level;
}

/**
 * One line of a task's details in HCP Terraform, with a page of Markdown behind it.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run-tasks/run-tasks-integration#outcomes-payload-body
 */
export interface Outcome {
  readonly type: "task-result-outcomes";
  readonly attributes: {
    readonly "outcome-id": string;
    /** One line. */
    readonly description: string;
    /** Markdown. */
    readonly body: string;
    readonly url?: string;
    readonly tags: { readonly Status: readonly Label[]; readonly Severity?: readonly Label[] };
  };
}

/** Bytes of one body: HCP Terraform advises to stay under 1 MB and refuses 5 MB. */
const BODY_LIMIT = 256 * 1024;
/** Bytes of all bodies together, which go out in one request. */
const TOTAL_LIMIT = 768 * 1024;
const DESCRIPTION_LIMIT = 200;

const LEVELS: Readonly<Record<Severity, Level>> = { critical: "error", high: "error", medium: "warning", low: "info" };

/** A rule's findings of one kind. */
interface Group {
  readonly rule: string;
  readonly status: OpenStatus;
  readonly weight: Weight;
  readonly findings: JudgedEvaluation[];
}

/** What HCP Terraform shows of a judgement: the verdict, then an outcome for each group of findings, most severe first. */
export function outcomesOf(
  judgement: Judgement,
  catalog: readonly RuleMetadata[],
  notes: readonly string[],
): Outcome[] {
  const groups = groupsOf(judgement);
  const head = verdictOutcome(judgement, notes);
  let left = TOTAL_LIMIT - bytes(head.attributes.body);
  const outcomes = groups.map((group, index) => {
    // What is left is shared by those that follow, so that none is left without a body.
    const outcome = groupOutcome(group, catalog, Math.min(BODY_LIMIT, Math.floor(left / (groups.length - index))));
    left -= bytes(outcome.attributes.body);
    return outcome;
  });
  return [head, ...outcomes];
}

/** The outcome of a task that could not be judged. */
export function failureOutcome(what: string, mend: string | undefined): Outcome {
  return {
    type: "task-result-outcomes",
    attributes: {
      "outcome-id": "PLANGATE_NOT_JUDGED",
      description: oneLine(what),
      body: clip([escape(what), "", ...(mend === undefined ? [] : [`**Mend:** ${escape(mend)}`])], BODY_LIMIT),
      tags: { Status: [{ label: "Not judged", level: "error" }] },
    },
  };
}

/** One sentence for the list of tasks in a run. */
export function summaryOf({ verdict, plan, policies, reasons, evaluations }: Judgement): string {
  const looked = new Set(evaluations.map(({ resource }) => resource)).size;
  const seen = `${policies.rules} rules judged ${looked} of ${plan.resources} resources`;
  if (verdict === "approved") return `Approved: ${seen}.`;
  const [first, ...others] = reasons.map(({ message }) => message);
  const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
  return `Denied: ${first ?? "no reason given."}${more} ${seen}.`;
}

function verdictOutcome(judgement: Judgement, notes: readonly string[]): Outcome {
  const { verdict, reasons, plan, policies, summary } = judgement;
  const approved = verdict === "approved";
  const lines = [
    approved ? "**Approved**" : "**Denied**",
    "",
    ...reasons.map(({ message }) => `- ${escape(message)}`),
    ...(reasons.length > 0 ? [""] : []),
    "| verdict of a rule on a resource | count |",
    "|---|---|",
    `| compliant | ${summary.COMPLIANT} |`,
    `| not compliant | ${summary.NON_COMPLIANT} |`,
    `| cannot be told from the plan | ${summary.INSUFFICIENT_DATA} |`,
    `| not applicable | ${summary.NOT_APPLICABLE} |`,
    `| of these, exempted | ${summary.exempted} |`,
    "",
    `Plan of ${plan.resources} resources, Terraform ${escape(plan.terraformVersion)}, judged as ${codeSpan(plan.stack)}; sha256 of the plan JSON ${codeSpan(plan.sha256)}.`,
    `Policies: ${policies.rules} rules, sha256 ${codeSpan(policies.sha256)}.`,
    ...notes.map((note) => `\n${escape(note)}`),
  ];
  return {
    type: "task-result-outcomes",
    attributes: {
      "outcome-id": "PLANGATE_VERDICT",
      description: oneLine(summaryOf(judgement)),
      body: clip(lines, BODY_LIMIT),
      tags: { Status: [approved ? { label: "Approved", level: "info" } : { label: "Denied", level: "error" }] },
    },
  };
}

function groupsOf(judgement: Judgement): Group[] {
  const groups = new Map<string, Group>();
  const weigh = weights(judgement);
  for (const finding of judgement.evaluations) {
    const { rule, status } = finding;
    const weight = weigh(finding);
    if (weight === null || !isOpen(status)) continue;
    const key = `${rule} ${status} ${weight}`;
    const group = groups.get(key) ?? { rule, status, weight, findings: [] };
    group.findings.push(finding);
    groups.set(key, group);
  }
  const rank = ({ weight, findings: [first] }: Group) =>
    (weight === "denies" ? 0 : SEVERITIES.length) + SEVERITIES.indexOf(first?.severity ?? "low");
  return [...groups.values()].sort((a, b) => rank(a) - rank(b) || (a.rule < b.rule ? -1 : 1));
}

function groupOutcome(group: Group, catalog: readonly RuleMetadata[], limit: number): Outcome {
  const { rule, status, findings } = group;
  const metadata = catalog.find(({ id }) => id === rule);
  const severity = findings[0]?.severity ?? "low";
  const resources = new Set(findings.map(({ resource }) => resource)).size;
  const [url] = metadata?.related_resources ?? [];
  const head = [
    ...(metadata === undefined ? [] : [escape(metadata.description), ""]),
    `**Mend:** ${escape(findings[0]?.remediation ?? "")}`,
    "",
  ];
  return {
    type: "task-result-outcomes",
    attributes: {
      "outcome-id": `${rule}${status === "NON_COMPLIANT" ? "" : ":UNKNOWN"}${group.weight === "exempted" ? ":EXEMPTED" : ""}`,
      description: oneLine(`${metadata?.title ?? rule} – ${STATUS_TEXT[status]}: ${count(resources, "resource")}`),
      body: clip([...head, ...findings.map(findingLine)], limit),
      ...(url === undefined ? {} : { url }),
      tags: { Status: [statusLabel(group)], Severity: [{ label: capitalized(severity), level: LEVELS[severity] }] },
    },
  };
}

function findingLine({ resource, attribute, message, construct, exemption, fix }: JudgedEvaluation): string {
  const file = construct?.file ?? null;
  return [
    `- ${codeSpan(resource)}`,
    attribute === null ? "" : ` ${codeSpan(attribute)}`,
    file === null ? "" : ` at ${codeSpan(`${file}:${construct?.line ?? ""}`)}`,
    construct !== null && isConstruct(construct) ? ` (${codeSpan(construct.path)})` : "",
    `: ${escape(message)}`,
    fix === null ? "" : ` ${escape(fix.message)}`,
    exemption === null
      ? ""
      : ` Exempted until ${exemption.expires} (${escape(exemption.ticket)}): ${escape(exemption.reason)}`,
  ].join("");
}

function statusLabel({ status, weight }: Group): Label {
  if (weight === "exempted") return { label: "Exempted", level: "info" };
  if (weight === "denies") return { label: "Denied", level: "error" };
  return { label: status === "NON_COMPLIANT" ? "Advisory" : "Unknown", level: "warning" };
}

/** Lines up to a number of bytes; the last one says how many are missing. */
function clip(lines: readonly string[], limit: number): string {
  const kept: string[] = [];
  let size = 0;
  for (const [index, line] of lines.entries()) {
    const rest = `… and ${lines.length - index} more lines: \`plangate check\` lists all.`;
    if (size + bytes(line) + 1 + bytes(rest) > limit && index < lines.length) return [...kept, rest].join("\n");
    kept.push(line);
    size += bytes(line) + 1;
  }
  return kept.join("\n");
}

function oneLine(text: string): string {
  const line = printable(text);
  return line.length > DESCRIPTION_LIMIT ? `${line.slice(0, DESCRIPTION_LIMIT - 1)}…` : line;
}

/** Text of a plan can be no Markdown and no HTML. */
function escape(text: string): string {
  return printable(text)
    .replace(/[\\`*_{}[\]<>()#+!|~]/g, "\\$&")
    .replace(/&/g, "&amp;");
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function bytes(text: string): number {
  return Buffer.byteLength(text, "utf8");
}
