import { isOpen } from "../../policies/contract/evaluation";
import type { JudgedEvaluation, Judgement } from "./judgement";

/** How much a finding weighs for the verdict: it denies the plan, is only reported, or is exempted. */
export type Weight = "denies" | "warns" | "exempted";

/**
 * Tells what the evaluations of a judgement weigh. What a rule cannot tell denies or warns by the settings of the time: the
 * reasons say how it was decided.
 *
 * @returns tells of one of its evaluations; null for one that is no finding
 */
export function weights({ reasons }: Pick<Judgement, "reasons">): (evaluation: JudgedEvaluation) => Weight | null {
  const denying = new Set(reasons.map(({ code, rule }) => `${code} ${rule}`));
  return ({ rule, status, exemption, enforcement }) => {
    if (!isOpen(status)) return null;
    if (exemption !== null) return "exempted";
    const code = status === "NON_COMPLIANT" ? "violation" : "insufficient-data";
    return enforcement === "mandatory" && denying.has(`${code} ${rule}`) ? "denies" : "warns";
  };
}
