import type { Run } from "../report";

/** Exit code of a run that was judged: 0 when every stack is approved, 1 otherwise, and when there is no stack at all. */
export function exitCodeOf({ stacks }: Run): 0 | 1 {
  return stacks.length > 0 && stacks.every(({ judgement }) => judgement.verdict === "approved") ? 0 : 1;
}
