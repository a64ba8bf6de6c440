import { createHash } from "node:crypto";
import type { PlanModel } from "../policies/contract/plan-model";
import { decide, type Judgement } from "./decision";
import { InputError } from "./errors";
import { evaluate, loadedOf, type Policies, type RuleEvaluations } from "./evaluate";
import { proveChanges, type ProvenChanges } from "./fix";
import {
  buildModel,
  NOT_SYNTHESIZED,
  readPlan,
  readsOf,
  type Reads,
  type SynthesizedConfiguration,
  type TerraformPlan,
} from "./plan";

export interface JudgeInput {
  /** Plan JSON, as `terraform show -json` writes it. */
  readonly planJson: Uint8Array;
  /** Name of the file it comes from, for errors. */
  readonly name: string;
  /** The stack, for the report and for exemptions. */
  readonly stack: string;
  /** Hex digest of the plan file that the JSON was made from; of the JSON where there is none. */
  readonly sha256?: string;
  readonly policies: Policies;
  /**
   * The addresses that the plan was limited to or leaves out, as its plan file says; null where that does not say it. Asked
   * only where the JSON does not say whether the plan is complete.
   */
  readonly targets?: () => readonly string[] | null;
  /** The stack's cdk.tf.json, where it is to be had: findings then point to TypeScript. */
  readonly synthesized?: SynthesizedConfiguration;
  /** Decides which exemptions have ended. */
  readonly now: Date;
}

/**
 * Judges a plan: bytes in, judgement out; no file is read and nothing is remembered.
 *
 * @throws InputError where the plan cannot be read, ToolError where a rule or the policy module fails: never an approval
 */
export function judge(input: JudgeInput): Judgement {
  try {
    return judgePlan(input);
  } catch (error) {
    if (error instanceof InputError) throw error.at(input.name);
    // The one limit of depth is the stack of the process: JSON itself has none.
    if (!(error instanceof RangeError)) throw error;
    throw new InputError(
      { what: "The plan nests values too deeply to be judged.", where: input.name, mend: "Flatten the values." },
      { cause: error },
    );
  }
}

function judgePlan(input: JudgeInput): Judgement {
  const { stack, now } = input;
  const policies = { ...input.policies, loaded: loadedOf(input.policies) };
  policies.loaded.reserve(input.planJson.length);
  const synthesized = input.synthesized ?? NOT_SYNTHESIZED;
  const { plan, model } = modelOf(input);
  const results = evaluate(model, policies);
  const sha256 = input.sha256 ?? createHash("sha256").update(input.planJson).digest("hex");
  const changes = changesFor(model, results, policies);
  return decide({ plan, results, policies, synthesized, stack, sha256, now, changes });
}

/** A fix is an offer: where it cannot be proved, whatever the reason, there is none, and the judgement is the same. */
function changesFor(model: PlanModel, results: readonly RuleEvaluations[], policies: Policies): ProvenChanges {
  try {
    return proveChanges(model, results, policies);
  } catch {
    return () => undefined;
  }
}

/**
 * What the rules get to see of a plan.
 *
 * @throws InputError where the plan cannot be read
 */
export function modelOf({
  planJson,
  name,
  policies,
  targets,
  synthesized = NOT_SYNTHESIZED,
}: Pick<JudgeInput, "planJson" | "name" | "policies" | "targets" | "synthesized">): {
  plan: TerraformPlan;
  model: PlanModel;
} {
  const plan = withCompleteness(readPlan(planJson, name), targets);
  const { relations, parameters } = policies;
  return {
    plan,
    model: buildModel(plan, { reads: readsAndJudged(policies.catalog), relations, parameters, synthesized }),
  };
}

/** Terraform before 1.8 and OpenTofu tell in the plan file alone that a plan is one of a part. */
function withCompleteness(plan: TerraformPlan, targets: JudgeInput["targets"]): TerraformPlan {
  const limits = plan.complete === undefined ? targets?.() : undefined;
  return limits == null ? plan : { ...plan, complete: limits.length === 0 };
}

/** What the model is to have: what rules read, and what they judge, should they read nothing of it. */
function readsAndJudged(rules: Policies["catalog"]): Reads {
  const reads = readsOf(rules);
  for (const type of rules.flatMap((rule) => rule.resources)) if (!reads.has(type)) reads.set(type, new Set());
  return reads;
}
