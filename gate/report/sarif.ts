import { createHash } from "node:crypto";
import type { RuleMetadata, Severity } from "../../policies/contract/rule";
import {
  findingsOf,
  identityOf,
  otherReasons,
  pageOf,
  placeOf,
  requestOf,
  sentencesOf,
  type Finding,
  type Place,
} from "./findings";
import { wasJudged } from "../decision";
import type { ReportFormat } from "./report-format";
import { codeSpan, plainText } from "./markdown-text";
import { printable } from "./printable";
import type { Run } from "./run";

/** What GitHub's code scanning takes of one run: https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support */
const MOST_RESULTS = 25_000;
const MOST_TAGS = 20;
const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/** From 9.0 on critical, from 7.0 high, from 4.0 medium; the rest low. */
const SECURITY_SEVERITY: { readonly [severity in Severity]: string } = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "2.0",
};

/**
 * SARIF 2.1.0, for code scanning: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 *
 * All stacks are one run, as code scanning takes one run of a tool. Findings are results, an exempted one a suppressed
 * result; what denies a plan as a whole is a notification, because it has no place in the code.
 */
export const sarif: ReportFormat = {
  *render(run) {
    const findings = findingsOf(run.stacks);
    const indices = new Map(run.rules.map(({ id }, index) => [id, index]));
    const head = {
      tool: { driver: { name: "plangate", rules: run.rules.map((rule) => descriptor(rule, run)) } },
      automationDetails: { id: "plangate/" },
      columnKind: "utf16CodeUnits",
      invocations: [
        {
          executionSuccessful: run.stacks.every(({ judgement }) => wasJudged(judgement)),
          toolExecutionNotifications: notifications(run, findings.length - MOST_RESULTS),
        },
      ],
      properties: {
        stacks: run.stacks.map(({ judgement: { plan, verdict } }) => ({
          stack: printable(plan.stack),
          verdict,
          sha256: plan.sha256,
        })),
      },
    };
    yield `{"$schema":"${SCHEMA}","version":"2.1.0","runs":[\n`;
    yield JSON.stringify(head, null, 1).replace(/\n}$/, ',\n "results": [');
    for (const [at, finding] of findings.slice(0, MOST_RESULTS).entries()) {
      yield `${at === 0 ? "" : ","}\n  ${JSON.stringify(resultOf(finding, indices, run))}`;
    }
    yield "\n ]\n}]}\n";
  },
};

function descriptor(rule: RuleMetadata, run: Run): object {
  const page = pageOf(rule, run);
  const controls = Object.entries(rule.controls).flatMap(([catalogue, ids]) => ids.map((id) => `${catalogue}/${id}`));
  const mend = `To mend it: ${rule.remediation}`;
  return {
    id: rule.id,
    name: rule.id,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.description },
    ...(page === undefined ? {} : { helpUri: page }),
    help: {
      text: [rule.description, mend, ...(controls.length === 0 ? [] : [`Controls: ${controls.join(", ")}`])].join(
        "\n\n",
      ),
      markdown: [
        plainText(rule.description),
        `**To mend it:** ${plainText(rule.remediation)}`,
        ...(controls.length === 0 ? [] : [`**Controls:** ${controls.map(codeSpan).join(", ")}`]),
        ...rule.related_resources.map((link) => `<${link}>`),
      ].join("\n\n"),
    },
    defaultConfiguration: { level: levelOf(rule.severity) },
    properties: {
      precision: "very-high",
      "problem.severity": levelOf(rule.severity) === "note" ? "recommendation" : levelOf(rule.severity),
      "security-severity": SECURITY_SEVERITY[rule.severity],
      tags: ["security", rule.service, ...controls].slice(0, MOST_TAGS),
    },
  };
}

function levelOf(severity: Severity): "error" | "warning" | "note" {
  return severity === "low" ? "note" : severity === "medium" ? "warning" : "error";
}

function resultOf(finding: Finding, indices: ReadonlyMap<string, number>, run: Run): object {
  const { stack, evaluation, weight } = finding;
  const { rule, resource, construct, exemption } = evaluation;
  const index = indices.get(rule);
  // Code scanning shows no result without a place; the plan is one, where the code's is not known.
  const place = placeOf(construct, run) ?? { file: printable(stack), line: 1 };
  const request = requestOf(construct, run);
  const [message = "", ...others] = sentencesOf(finding);
  return {
    ruleId: printable(rule),
    ...(index === undefined ? {} : { ruleIndex: index }),
    level: weight === "denies" ? "error" : weight === "warns" ? "warning" : "note",
    message: {
      text: withoutLinks([message, ...others].join(" ")),
      markdown: [`**${plainText(message)}**`, ...others.map(plainText)].join("\n\n"),
    },
    locations: [
      {
        physicalLocation: physical(place),
        logicalLocations: [
          { fullyQualifiedName: printable(resource), kind: "resource" },
          ...(construct === null ? [] : [{ fullyQualifiedName: printable(construct.path), kind: "object" }]),
        ],
      },
    ],
    ...(request === null
      ? {}
      : {
          relatedLocations: [
            {
              id: 1,
              physicalLocation: physical(request),
              message: { text: "The line of the stack that asked for it." },
            },
          ],
        }),
    partialFingerprints: { "plangate/v1": createHash("sha256").update(identityOf(finding)).digest("hex") },
    ...(exemption === null
      ? {}
      : {
          suppressions: [
            {
              kind: "external",
              status: "accepted",
              justification: printable(
                `${exemption.reason} (${exemption.owner}, ${exemption.ticket}, until ${exemption.expires})`,
              ),
            },
          ],
        }),
    properties: { stack: printable(stack), status: evaluation.status, enforcement: evaluation.enforcement },
  };
}

function physical({ file, line }: Place): object {
  return { artifactLocation: { uri: file.split("/").map(encodeURIComponent).join("/") }, region: { startLine: line } };
}

/** In messages of plain text `[text](target)` is a link (SARIF 3.11.6); what a plan says is none. */
function withoutLinks(text: string): string {
  return text.replace(/\\/g, "\\\\").replace(/\[([^[\]]*)\](?=\()/g, "\\[$1\\]");
}

function notifications({ stacks }: Run, omitted: number): object[] {
  const texts = stacks.flatMap(({ judgement }) =>
    otherReasons(judgement).map((reason) => `${printable(judgement.plan.stack)}: ${reason}`),
  );
  const cut = omitted > 0 ? [`${omitted} findings are left out: code scanning takes ${MOST_RESULTS} of a run.`] : [];
  return [...texts, ...cut].map((text) => ({ level: "error", message: { text: withoutLinks(text) } }));
}
