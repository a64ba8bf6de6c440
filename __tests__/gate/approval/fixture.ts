import type { Judgement } from "../../../gate/decision";
import type { PolicyDigests } from "../../../gate/approval";

/** Digests that differ from each other. */
export const POLICIES: PolicyDigests = {
  wasm: "1".repeat(64),
  catalog: "2".repeat(64),
  parameters: "3".repeat(64),
  enforcement: "4".repeat(64),
  exemptions: "5".repeat(64),
};

export function approvedJudgement(): Judgement {
  return {
    schemaVersion: "1.3.0",
    verdict: "approved",
    reasons: [],
    plan: {
      stack: "storefront",
      sha256: "0".repeat(64),
      resources: 1,
      terraformVersion: "1.11.4",
      actions: { create: 1 },
      unjudged: { resources: 0, types: {} },
    },
    policies: { rules: 1, sha256: "6".repeat(64) },
    summary: { COMPLIANT: 1, NON_COMPLIANT: 0, NOT_APPLICABLE: 0, INSUFFICIENT_DATA: 0, exempted: 0 },
    evaluations: [],
  };
}
