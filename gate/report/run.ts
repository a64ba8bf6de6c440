import type { RuleMetadata } from "../../policies/contract/rule";
import type { CostEstimate } from "../cost";
import type { Judgement } from "../decision";
import type { Drift } from "../deployed";
import type { PlanDetails } from "../details";

/** A step of the run and how long it took. */
export interface Step {
  readonly name: string;
  readonly milliseconds: number;
}

/** One judged stack, and what a reader should know of how the judgement came about. */
export interface JudgedStack {
  readonly judgement: Judgement;
  readonly steps: readonly Step[];
  /** Sentences for the reader, e.g. that a recorded plan stood in for a fresh one. */
  readonly notes: readonly string[];
  /** What is not as it was approved; only where it was looked for. */
  readonly drift?: readonly Drift[];
  /** What the stack will cost; only where the command makes the plan itself. */
  readonly cost?: CostEstimate;
  /** What a reader may want to look up; only where a report of the run has a use for it. */
  readonly details?: PlanDetails;
}

/** What a report is made from: the stacks of one command, in the order in which they would be applied. */
export interface Run {
  readonly stacks: readonly JudgedStack[];
  /** Steps that served all stacks, e.g. synthesis. */
  readonly steps: readonly Step[];
  /** The catalogue: every rule that judged, whatever it found. */
  readonly rules: readonly RuleMetadata[];
  /** The address below which every rule has its page, `<ID>.md`; null where there are none, and AWS's are linked. */
  readonly rulePages: string | null;
  /** The project's directory below the root of its repository; empty where it is the root. Lines of code are relative to it. */
  readonly projectPath: string;
}
