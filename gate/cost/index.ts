export type { BudgetComparison } from "./budgets";
export { estimateCost, type CostEstimate, type CostItem, type NotEstimated } from "./estimate";
export type { Charge, Price, PriceGroup, PriceTable } from "./price-table";
