import { cents, compareBudgets, type BudgetComparison } from "./budgets";
import { CHARGES } from "./charges";
import type { Charge, PriceTable } from "./price-table";
import { PlannedResources, type PlannedResource } from "./resources";
import { US_EAST_1 } from "./us-east-1";

/** One priced amount. */
export interface CostItem {
  readonly resource: string;
  /** Cost Explorer's name. */
  readonly service: string;
  /** Units a month. */
  readonly quantity: number;
  readonly unit: string;
  /** USD a unit. */
  readonly price: number;
  /** USD a month. */
  readonly monthly: number;
  /** What is supposed, where the amount is not configured; null where it is. */
  readonly assumption: string | null;
}

/** Resources of a type that are in the estimate with nothing, or not with everything. */
export interface NotEstimated {
  readonly type: string;
  readonly reason: string;
  readonly resources: readonly string[];
}

/** What a stack costs a month once the plan is applied, by list prices. Not a bill, and no part of the verdict. */
export interface CostEstimate {
  /** `estimated from list prices of 2025-06-01, no bill`: to be shown wherever a number of this is. */
  readonly statement: string;
  readonly currency: "USD";
  /** Region and date of the prices, and what no estimate holds. */
  readonly prices: { readonly region: string; readonly date: string; readonly excluded: readonly string[] };
  /** USD a month: of what is in `items`, and of nothing else. */
  readonly monthly: number;
  /** The part of it that rests on assumed usage. USD a month. */
  readonly assumed: number;
  /** The most expensive service first. USD a month. */
  readonly services: readonly { readonly service: string; readonly monthly: number }[];
  readonly budgets: readonly BudgetComparison[];
  readonly notEstimated: readonly NotEstimated[];
  readonly items: readonly CostItem[];
}

/**
 * Estimates what a stack costs.
 *
 * @param planJson as `terraform show -json` writes it
 */
export function estimateCost(planJson: unknown, table: PriceTable = US_EAST_1): CostEstimate {
  const plan = new PlannedResources(planJson);
  const prices = new Map(
    table.groups.flatMap(({ service, prices: group }) =>
      Object.entries(group).map(([key, price]) => [key, { service, ...price }] as const),
    ),
  );
  const items: CostItem[] = [];
  const missing = new Map<string, NotEstimated & { readonly resources: string[] }>();
  const leaveOut = ({ type, address }: PlannedResource, reason: string): void => {
    const key = `${type} ${reason}`;
    const known = missing.get(key);
    if (known === undefined) missing.set(key, { type, reason, resources: [address] });
    else if (!known.resources.includes(address)) known.resources.push(address);
  };
  for (const resource of plan.all) {
    const charges = chargesOf(resource, plan, table);
    if (typeof charges === "string") {
      leaveOut(resource, charges);
      continue;
    }
    for (const { price: key, quantity, assumption } of charges) {
      const price = prices.get(key);
      if (quantity === null) leaveOut(resource, `the plan does not tell how much of it there is: ${key}`);
      else if (price === undefined) leaveOut(resource, `no price in the table: ${key}`);
      else {
        const { service, unit, usd } = price;
        const monthly = quantity * usd;
        const { address } = resource;
        items.push({ resource: address, service, quantity, unit, price: usd, monthly, assumption: assumption ?? null });
      }
    }
  }
  const perService = new Map<string, number>();
  for (const { service, monthly } of items) perService.set(service, (perService.get(service) ?? 0) + monthly);
  const services = [...perService].map(([service, monthly]) => ({ service, monthly: cents(monthly) }));
  return {
    statement: `estimated from list prices of ${table.date}, no bill`,
    currency: table.currency,
    prices: { region: table.region, date: table.date, excluded: table.excluded },
    monthly: cents(sum(items)),
    assumed: cents(sum(items.filter(({ assumption }) => assumption !== null))),
    services: services.sort((a, b) => b.monthly - a.monthly || (a.service < b.service ? -1 : 1)),
    budgets: compareBudgets(plan.all, perService),
    notEstimated: [...missing.values()],
    items,
  };
}

/** What a resource is charged; a sentence where that cannot be said. */
function chargesOf(resource: PlannedResource, plan: PlannedResources, table: PriceTable): readonly Charge[] | string {
  const { type, region } = resource;
  if (table.free.has(type)) return [];
  const reason = own(table.notEstimated, type);
  if (reason !== undefined) return reason;
  const charges = own(CHARGES, type);
  const always = own(table.perResource, type);
  if (charges === undefined && always === undefined) return "no price in the table";
  if (region !== null && region !== table.region) return `in ${region}, and the prices are of ${table.region}`;
  return [...(charges?.(resource, plan) ?? []), ...(always ?? [])];
}

/** A type comes from a plan, and may be called like something that every object has. */
function own<T>(record: { readonly [type: string]: T }, type: string): T | undefined {
  return Object.hasOwn(record, type) ? record[type] : undefined;
}

function sum(items: readonly CostItem[]): number {
  return items.reduce((total, { monthly }) => total + monthly, 0);
}
