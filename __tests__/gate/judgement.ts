import type { JudgedEvaluation, Judgement, Reason } from "../../gate/decision";
import type { JudgedStack, Run } from "../../gate/report";
import { isOpen } from "../../policies/contract/evaluation";

/** An evaluation as the gate makes it, for tests that care about some of its fields only. */
export function evaluation(fields: Partial<JudgedEvaluation> = {}): JudgedEvaluation {
  return {
    rule: "INCOMING_SSH_DISABLED",
    status: "NON_COMPLIANT",
    resource: "aws_security_group.web",
    severity: "high",
    enforcement: "mandatory",
    message: "Port 22 is open to 0.0.0.0/0.",
    attribute: "ingress[0].cidr_blocks",
    remediation: "Admit SSH from known networks only.",
    exemption: null,
    construct: { path: "storefront/web", file: "stacks/storefront.ts", line: 41, requestedAt: null, trace: [] },
    fix: null,
    ...fields,
  };
}

/** A judgement whose summary, reasons and verdict follow from its evaluations, of which none is tolerated. */
export function judgement(evaluations: readonly JudgedEvaluation[], fields: Partial<Judgement> = {}): Judgement {
  const number = (status: string) =>
    evaluations.filter((each) => each.status === status && each.exemption === null).length;
  const { reasons = reasonsOf(evaluations) } = fields;
  return {
    schemaVersion: "1.4.0",
    verdict: reasons.length > 0 ? "denied" : "approved",
    reasons,
    plan: {
      stack: "storefront",
      sha256: "ab".repeat(32),
      resources: 12,
      terraformVersion: "1.11.4",
      actions: { create: 11, "no-op": 1, delete: 0 },
      unjudged: { resources: 0, types: {} },
    },
    policies: { rules: 5, sha256: "cd".repeat(32) },
    summary: {
      COMPLIANT: number("COMPLIANT"),
      NON_COMPLIANT: number("NON_COMPLIANT"),
      NOT_APPLICABLE: number("NOT_APPLICABLE"),
      INSUFFICIENT_DATA: number("INSUFFICIENT_DATA"),
      exempted: evaluations.filter((each) => each.exemption !== null).length,
    },
    evaluations,
    ...fields,
  };
}

function reasonsOf(evaluations: readonly JudgedEvaluation[]): readonly Reason[] {
  const reasons = new Map<string, Reason>();
  for (const { rule, status, enforcement, exemption } of evaluations) {
    if (!isOpen(status) || enforcement !== "mandatory" || exemption !== null) continue;
    const [code, verb] =
      status === "NON_COMPLIANT"
        ? (["violation", "is violated"] as const)
        : (["insufficient-data", "cannot tell"] as const);
    reasons.set(`${code} ${rule}`, { code, message: `${rule} ${verb}.`, rule });
  }
  return [...reasons.values()];
}

/** A stack that was judged without notes or steps. */
export function judgedStack(evaluations: readonly JudgedEvaluation[], fields: Partial<Judgement> = {}): JudgedStack {
  return { judgement: judgement(evaluations, fields), steps: [], notes: [] };
}

/** A run of these stacks, with a catalogue of no rules. */
export function runOf(stacks: readonly JudgedStack[], fields: Partial<Run> = {}): Run {
  return { stacks, steps: [], rules: [], rulePages: null, projectPath: "", ...fields };
}
