import { listOf, objectOf } from "../json";
import type { PlannedResource } from "./resources";

/** A monthly cost budget of the plan, and what the estimate makes of it. */
export interface BudgetComparison {
  readonly resource: string;
  readonly name: string;
  /** USD a month. */
  readonly limit: number;
  /** What the stack's estimate holds of the services that the budget is of. USD a month. */
  readonly estimated: number;
  /** Cost Explorer's names of the services; null: of all. */
  readonly services: readonly string[] | null;
  /** False: the budget is of the whole account, of which the stack is a part. */
  readonly tagged: boolean;
}

/**
 * Compares the monthly budgets in USD among some resources with an estimate.
 *
 * @param perService USD a month by Cost Explorer's name of a service
 */
export function compareBudgets(
  resources: readonly PlannedResource[],
  perService: ReadonlyMap<string, number>,
): readonly BudgetComparison[] {
  return resources.flatMap(({ address, type, values, sensitive }) => {
    // What it is a budget of may not be told, and of everything it is not.
    if (sensitive.has("cost_filter")) return [];
    const { name } = values;
    const limit = Number(values["limit_amount"]);
    const monthly = values["budget_type"] === "COST" && values["time_unit"] === "MONTHLY";
    if (type !== "aws_budgets_budget" || !monthly || values["limit_unit"] !== "USD" || !(limit > 0)) return [];
    const filters = listOf(values["cost_filter"]).map(objectOf);
    const ofService = filters.filter((filter) => filter["name"] === "Service");
    const services =
      ofService.length === 0 ? null : ofService.flatMap(({ values: names }) => listOf(names).map(String));
    const estimated = [...perService]
      .filter(([service]) => services === null || services.includes(service))
      .reduce((sum, [, usd]) => sum + usd, 0);
    const tagged = filters.some((filter) => filter["name"] === "TagKeyValue");
    return [
      {
        resource: address,
        name: typeof name === "string" ? name : address,
        limit,
        estimated: cents(estimated),
        services,
        tagged,
      },
    ];
  });
}

/** USD with two places. */
export function cents(usd: number): number {
  return Math.round(usd * 100) / 100;
}
