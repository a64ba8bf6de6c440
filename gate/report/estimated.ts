import type { CostEstimate } from "../cost";

/** Whether an estimate has an amount, or nothing that costs: else 0.00 would be said of what it does not know. */
export function isEstimated({ monthly, notEstimated }: CostEstimate): boolean {
  return monthly > 0 || notEstimated.length === 0;
}
