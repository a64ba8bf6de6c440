import { createHash } from "node:crypto";
import type { Severity } from "../../policies/contract/rule";
import { findingsOf, identityOf, placeOf, requestOf, sentencesOf, type Finding } from "./findings";
import type { ReportFormat } from "./report-format";
import { printable } from "./printable";
import type { Run } from "./run";

const SEVERITIES: { readonly [severity in Severity]: string } = {
  critical: "blocker",
  high: "critical",
  medium: "major",
  low: "minor",
};

/** GitLab's code quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export const gitlab: ReportFormat = {
  *render(run) {
    yield "[";
    for (const [at, finding] of findingsOf(run.stacks).entries()) {
      yield `${at === 0 ? "" : ","}\n  ${JSON.stringify(issueOf(finding, run))}`;
    }
    yield "\n]\n";
  },
};

function issueOf(finding: Finding, run: Run): object {
  const { stack, evaluation, weight } = finding;
  const place = placeOf(evaluation.construct, run);
  const request = requestOf(evaluation.construct, run);
  const asked = request === null ? [] : [`Asked for in ${request.file}:${request.line}.`];
  return {
    description: [...sentencesOf(finding), ...asked].join(" "),
    check_name: printable(evaluation.rule),
    fingerprint: createHash("sha256").update(identityOf(finding)).digest("hex"),
    severity: weight === "exempted" ? "info" : SEVERITIES[evaluation.severity],
    location: { path: place?.file ?? printable(stack), lines: { begin: place?.line ?? 1 } },
  };
}
