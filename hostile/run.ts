import type { Status } from "../policies/contract/evaluation";
import type { PlanModel } from "../policies/contract/plan-model";
import { GateError } from "../gate/errors";
import { evaluateSome } from "../gate/evaluate";
import { judge, modelOf } from "../gate/judge";
import { judgedBy, mends } from "./mends";
import type { Violation } from "./violations";
import { vary, type Variation } from "./variations";

/** What became of a variation: the status of the resource that was NON_COMPLIANT, or the plan was refused. */
export type Outcome = Status | "absent" | "refused" | "crashed";

export interface Result {
  readonly rule: string;
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
  /** Those that `mends.ts` explains, or that are denied although the resource is gone. */
  readonly mended: readonly string[];
  /** What may not be. */
  readonly wrong: readonly string[];
}

/** Of so many variations one is judged whole, with all rules and the decision, of which only this rule's binds. */
const WHOLE = 10;

/**
 * Judges variations of a rule's violations.
 *
 * @param violations all of one rule
 * @param count variations in all
 */
export function runRule(violations: readonly Violation[], count: number, random: () => number): Result {
  const [first] = violations;
  if (first === undefined) throw new Error("A rule without a violation cannot be tried.");
  const { rule } = first;
  const tried = Array.from({ length: count }, (_, i) => {
    const violation = violations[i % violations.length] ?? first;
    return { violation, variation: vary(violation.plan, violation, random) };
  });
  const outcomes: Partial<Record<Outcome, number>> = {};
  const wrong: string[] = [];
  const mended: string[] = [];
  outcomesOf(tried).forEach((outcome, i) => {
    const { violation, variation } = tried[i] ?? { violation: first, variation: vary(first.plan, first, random) };
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    const what = `${rule.id} in ${violation.name} (${violation.address}): ${variation.description}`;
    if (outcome === "NON_COMPLIANT" || outcome === "INSUFFICIENT_DATA") {
      if (i % WHOLE === 0 && verdictOf(violation, variation) === "approved") wrong.push(`approved: ${what}`);
    } else if (outcome === "absent" && verdictOf(violation, variation) !== "approved") {
      // A plan without resources is denied for that.
      mended.push(`${outcome}: ${what}`);
    } else if (outcome !== "refused") {
      if (outcome !== "crashed" && (mends(rule, variation) || isJudgedElsewhere(violation, variation)))
        mended.push(`${outcome}: ${what}`);
      else wrong.push(`${outcome}: ${what}`);
    }
  });
  return { rule: rule.id, outcomes, mended, wrong };
}

interface Tried {
  readonly violation: Violation;
  readonly variation: Variation;
}

/** The module is loaded once for all models: that is most of the time that one takes. */
function outcomesOf(tried: readonly Tried[]): Outcome[] {
  const models = tried.map((one) => modelOrOutcome(one));
  const readable = models.filter((model) => typeof model !== "string");
  const statuses = statusesOf(tried[0]?.violation, readable);
  let at = 0;
  return models.map((model, i) => {
    if (typeof model === "string") return model;
    const found = statuses === undefined ? undefined : statuses[at++];
    const one = tried[i];
    if (one === undefined) return "crashed";
    // What fails for one fails for all: then each by itself.
    return found === undefined ? judged(one) : (found.get(one.violation.address) ?? "absent");
  });
}

function modelOrOutcome({ violation, variation }: Tried): PlanModel | Outcome {
  const { name, policies } = violation;
  try {
    return modelOf({ planJson: Buffer.from(variation.text, "utf8"), name, policies }).model;
  } catch {
    return judged({ violation, variation });
  }
}

/** Statuses by address for each model; undefined where the evaluation fails. */
function statusesOf(violation: Violation | undefined, models: readonly PlanModel[]) {
  if (violation === undefined) return [];
  const { rule, policies } = violation;
  try {
    return evaluateSome(
      models.map((model) => ({ model, rules: [rule] })),
      policies,
    ).map(([result]) => new Map(result?.evaluations.map(({ resource, status }) => [resource, status])));
  } catch {
    return undefined;
  }
}

function judgeWhole({ rule, policies, name }: Violation, { text }: Variation) {
  return judge({
    planJson: Buffer.from(text, "utf8"),
    name,
    stack: "hostile",
    policies: { ...policies, enforcement: { default: "advisory", rules: { [rule.id]: { enforcement: "mandatory" } } } },
    now: new Date("2026-01-01T00:00:00Z"),
  });
}

function verdictOf(violation: Violation, variation: Variation): "approved" | "denied" | "refused" {
  try {
    return judgeWhole(violation, variation).verdict;
  } catch (error) {
    if (error instanceof GateError) return "refused";
    throw error;
  }
}

function isJudgedElsewhere(violation: Violation, variation: Variation): boolean {
  const other = judgedBy(violation.rule);
  if (other === undefined) return false;
  return ["NON_COMPLIANT", "INSUFFICIENT_DATA"].includes(judged({ violation, variation }, other));
}

/** With all rules, as the command line has it. */
function judged({ violation, variation }: Tried, id = violation.rule.id): Outcome {
  try {
    const { evaluations } = judgeWhole(violation, variation);
    const own = evaluations.find(({ rule, resource }) => rule === id && resource === violation.address);
    return own?.status ?? "absent";
  } catch (error) {
    return error instanceof GateError ? "refused" : "crashed";
  }
}
