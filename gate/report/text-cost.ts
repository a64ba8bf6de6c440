import type { BudgetComparison, CostEstimate, NotEstimated } from "../cost";
import { isEstimated } from "./estimated";
import { printable } from "./printable";
import type { Style } from "./style";

/** Services shown by name; the others are shown as one. */
const MOST_SERVICES = 5;

/** What a stack costs a month, what that does not hold, and how it compares with the budgets of the same plan. */
export function* costLines(cost: CostEstimate, style: Style): Iterable<string> {
  const { statement, monthly, assumed, services, notEstimated, budgets } = cost;
  yield isEstimated(cost)
    ? `  cost     ${style.strong(`${usd(monthly)} USD a month`)}, ${statement}`
    : `  cost     ${style.strong("not known")}`;
  const shown = services.slice(0, MOST_SERVICES);
  const rest = services.slice(MOST_SERVICES);
  const lines = [
    ...shown.map((each) => [each.monthly, each.service] as const),
    ...(rest.length === 0 ? [] : [[rest.reduce((sum, each) => sum + each.monthly, 0), "others"] as const]),
  ];
  const width = Math.max(0, ...lines.map(([amount]) => usd(amount).length));
  for (const [amount, service] of lines) {
    yield `             ${usd(amount).padStart(width)}  ${service}`;
  }
  if (assumed > 0) {
    yield style.faint(`           ${usd(assumed)} of it rests on assumed usage; --format json says on which`);
  }
  for (const missing of notEstimated) {
    yield `           ${style.warn("not estimated")}  ${left(missing)}`;
  }
  for (const budget of budgets) {
    yield `           ${compared(budget, style)}`;
  }
}

function left({ type, reason, resources }: NotEstimated): string {
  return printable(`${type}${resources.length === 1 ? "" : ` (${resources.length})`}: ${reason}`);
}

/** `budget   79 % of the 1,000.00 of storefront-prod`. */
function compared({ name, limit, estimated, services, tagged }: BudgetComparison, style: Style): string {
  const share = `${Math.round((estimated / limit) * 100)} %`;
  const scope = tagged || services !== null ? "" : ", which is of the whole account";
  const words = `${share} of the ${usd(limit)} of ${printable(name)}${scope}`;
  return estimated > limit ? `${style.bad("over budget")}  ${words}` : `budget  ${words}`;
}

/** `1,234.50`. */
function usd(amount: number): string {
  return amount.toFixed(2).replace(/\B(?=(?:\d{3})+\.)/g, ",");
}
