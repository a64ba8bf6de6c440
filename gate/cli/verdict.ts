import type { Run } from "../report";

/** Reasons that say the plan is not whole: input that cannot be judged, not a refusal by policy. */
const UNFIT: ReadonlySet<string> = new Set(["plan-errored", "plan-incomplete"]);

/**
 * Exit code of a run that was judged: 0 when every stack is approved, 2 when a plan is not whole, 1 otherwise, and when
 * there is no stack at all.
 */
export function exitCodeOf({ stacks }: Run): 0 | 1 | 2 {
  const judgements = stacks.map(({ judgement }) => judgement);
  if (judgements.some(({ reasons }) => reasons.some(({ code }) => UNFIT.has(code)))) return 2;
  return judgements.length > 0 && judgements.every(({ verdict }) => verdict === "approved") ? 0 : 1;
}
