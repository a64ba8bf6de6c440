import type { Judgement } from "./judgement";

/**
 * What a report says of a stack that was asked for and could not be planned or judged: without it, a report of the others would
 * read as an approval of all.
 *
 * @param why What failed, in a line; no more, because what a tool printed may hold values.
 */
export function notJudged(
  stack: string,
  why: string,
  policies: { readonly catalog: readonly unknown[]; readonly sha256: string },
): Judgement {
  return {
    schemaVersion: "1.4.0",
    verdict: "denied",
    reasons: [
      { code: "not-judged", message: `It was not judged: ${why}. What went wrong is in the output of this run.` },
    ],
    plan: {
      stack,
      sha256: "",
      resources: 0,
      terraformVersion: "",
      actions: {},
      unjudged: { resources: 0, types: {} },
    },
    policies: { rules: policies.catalog.length, sha256: policies.sha256 },
    summary: { COMPLIANT: 0, NON_COMPLIANT: 0, NOT_APPLICABLE: 0, INSUFFICIENT_DATA: 0, exempted: 0 },
    evaluations: [],
  };
}

/** Whether there was a plan, and rules looked at it. */
export function wasJudged({ reasons }: Judgement): boolean {
  return reasons.every(({ code }) => code !== "not-judged");
}
