import type { Judgement } from "../../../gate/decision";
import type { PolicyDigests } from "../../../gate/approval";
import { judgement } from "../judgement";

/** Digests that differ from each other. */
export const POLICIES: PolicyDigests = {
  wasm: "1".repeat(64),
  catalog: "2".repeat(64),
  parameters: "3".repeat(64),
  enforcement: "4".repeat(64),
  exemptions: "5".repeat(64),
};

export function approvedJudgement(): Judgement {
  return judgement([]);
}
