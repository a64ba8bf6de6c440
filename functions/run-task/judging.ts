import { GateError, InputError, ToolError, type Problem } from "../../gate/errors";
import type { Policies } from "../../gate/evaluate";
import { judge, type JudgeInput } from "../../gate/judge";
import {
  FROM_PLAN_JSON_ALONE,
  NOT_SYNTHESIZED,
  readSynthesizedConfiguration,
  type SynthesizedConfiguration,
} from "../../gate/plan";
import { outcomesOf, summaryOf, type Outcome } from "./outcomes";

/** One plan to judge; can be sent to another thread. */
export interface JudgingTask {
  readonly planJson: Uint8Array;
  /** Text of cdk.tf.json; null where there is none. */
  readonly configuration: string | null;
  readonly workspace: string;
  /** What a reader should know of how the plan came here. */
  readonly notes: readonly string[];
}

/** A judgement in the words of HCP Terraform; small, and can be sent to another thread. */
export interface Verdict {
  readonly verdict: "approved" | "denied";
  readonly message: string;
  readonly outcomes: readonly Outcome[];
  readonly resources: number;
  /** Non-compliant, by rule; for the fleet's report. */
  readonly findings: { readonly [rule: string]: number };
}

export type Judge = (task: JudgingTask) => Promise<Verdict>;

/**
 * Judges one plan.
 *
 * @throws InputError where the plan cannot be read, ToolError where a rule or the policy module fails
 */
export function judgeTask(task: JudgingTask, policies: Policies, now: Date): Verdict {
  const { note, ...input } = readTask(task);
  const judgement = judge({ ...input, policies, now });
  const findings: Record<string, number> = {};
  for (const { rule, status, exemption } of judgement.evaluations) {
    if (status === "NON_COMPLIANT" && exemption === null) findings[rule] = (findings[rule] ?? 0) + 1;
  }
  return {
    verdict: judgement.verdict,
    message: summaryOf(judgement),
    outcomes: outcomesOf(judgement, policies.catalog, [...task.notes, ...note]),
    resources: judgement.plan.resources,
    findings,
  };
}

/** What the gate judges, policies and time apart, and what a reader should know of it. */
export function readTask(task: Pick<JudgingTask, "planJson" | "configuration" | "workspace">): Pick<
  JudgeInput,
  "planJson" | "name" | "stack"
> & {
  readonly synthesized: SynthesizedConfiguration;
  readonly note: readonly string[];
} {
  const { synthesized, note } = readConfiguration(task.configuration);
  return { planJson: task.planJson, name: "the plan JSON of the run", stack: stackOf(task), synthesized, note };
}

/** Where the configuration is not to be had, the plan JSON is judged alone, and the reader told. */
function readConfiguration(text: string | null): { synthesized: SynthesizedConfiguration; note: readonly string[] } {
  const alone = `This run was ${FROM_PLAN_JSON_ALONE}.`;
  if (text === null) return { synthesized: NOT_SYNTHESIZED, note: [alone] };
  try {
    return { synthesized: readSynthesizedConfiguration(text, "cdk.tf.json"), note: [] };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { synthesized: NOT_SYNTHESIZED, note: [error.problem.what, alone] };
  }
}

/**
 * The stack that a workspace is of. Workspaces are called `<stack>-<environment>`; what CDKTF says of the stack counts only
 * where it agrees, so that no configuration can take the exemptions of another stack's workspace.
 */
function stackOf({ configuration, workspace }: Pick<JudgingTask, "configuration" | "workspace">): string {
  const stack = /"stackName":\s*"([A-Za-z0-9_-]+)"/.exec(configuration ?? "")?.[1];
  return stack !== undefined && (workspace === stack || workspace.startsWith(`${stack}-`)) ? stack : workspace;
}

/** An error that can be sent to another thread. */
export interface SentError {
  readonly kind: "input" | "tool" | "other";
  readonly problem: Problem;
}

export function toSentError(error: unknown): SentError {
  if (!(error instanceof GateError)) {
    const name = error instanceof Error ? error.name : typeof error;
    return { kind: "other", problem: { what: `Judging failed by an internal error (${name}).` } };
  }
  return { kind: error instanceof InputError ? "input" : "tool", problem: error.problem };
}

export function fromSentError({ kind, problem }: SentError): GateError {
  return kind === "input" ? new InputError(problem) : new ToolError(problem);
}
