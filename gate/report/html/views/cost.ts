import type { BudgetComparison, CostEstimate } from "../../../cost";
import { isEstimated } from "../../estimated";
import { html, type Markup } from "../markup";
import { count, usd } from "../words";

/** What the stack costs a month; never without saying what these numbers are. */
export function costView(cost: CostEstimate | undefined): Markup {
  if (cost === undefined) {
    return html`<p class="empty">
      No estimate: costs are estimated where the plan is made, by <code>plangate plan</code>.
    </p>`;
  }
  if (!isEstimated(cost)) {
    return html`<p class="total"><strong>Not known</strong>: of nothing here there is a price.</p>
      ${notEstimated(cost)}`;
  }
  const most = Math.max(0.01, ...cost.services.map(({ monthly }) => monthly));
  return html`<p class="total"><strong>${usd(cost.monthly)}</strong> a month, ${cost.statement}.</p>
    <p class="lead">
      Prices of ${cost.prices.region} on ${cost.prices.date}. ${usd(cost.assumed)} of it rests on assumed usage.
      ${cost.prices.excluded.length > 0 && html`Not in it: ${cost.prices.excluded.join(" ")}`} The verdict does not
      depend on it.
    </p>
    ${
      cost.budgets.length > 0 &&
      html`<h4>Budgets of this plan</h4>
        ${budgets(cost.budgets)}`
    }
    <h4>By service</h4>
    <table class="bars">
      <tbody>
        ${cost.services.map(
          ({ service, monthly }) =>
            html`<tr>
              <th scope="row">${service}</th>
              <td class="number">${usd(monthly)}</td>
              <td class="bar" aria-hidden="true">
                <svg viewBox="0 0 100 10" preserveAspectRatio="none">
                  <rect width="${(100 * monthly) / most}" height="10" />
                </svg>
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${cost.notEstimated.length > 0 && notEstimated(cost)}
    <details class="items">
      <summary>${count(cost.items.length, "amount")} it is made of</summary>
      ${items(cost)}
    </details>`;
}

function notEstimated(cost: CostEstimate): Markup {
  return html`<h4>Not estimated</h4>
    <ul class="plain">
      ${cost.notEstimated.map(
        ({ type, reason, resources }) =>
          html`<li><code>${type}</code> (${count(resources.length, "resource")}): ${reason}</li>`,
      )}
    </ul>`;
}

function budgets(all: readonly BudgetComparison[]): Markup {
  return html`<div class="wide" tabindex="0" role="region" aria-label="Budgets">
    <table>
      <thead>
        <tr>
          <th scope="col">Budget</th>
          <th scope="col" class="number">Limit</th>
          <th scope="col" class="number">Estimated</th>
          <th scope="col">Share</th>
        </tr>
      </thead>
      <tbody>
        ${all.map(
          ({ name, limit, estimated, tagged, services }) =>
            html`<tr>
              <th scope="row">${name}${!tagged && services === null && html`<small>of the whole account</small>`}</th>
              <td class="number">${usd(limit)}</td>
              <td class="number">${usd(estimated)}</td>
              <td class="${estimated > limit ? "over" : ""}">
                ${Math.round((100 * estimated) / limit)} %${estimated > limit && ", over budget"}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Amounts that are listed; a plan of thousands of resources has as many, and the JSON report lists them all. */
const MOST_ITEMS = 500;

function items({ items: all }: CostEstimate): Markup {
  const sorted = [...all].sort((a, b) => b.monthly - a.monthly);
  return html`${all.length > MOST_ITEMS && html`<p class="basis">The ${MOST_ITEMS} largest; the JSON report has all.</p>`}
    <div class="wide" tabindex="0" role="region" aria-label="Amounts">
      <table>
        <thead>
          <tr>
            <th scope="col">Resource</th>
            <th scope="col">Amount</th>
            <th scope="col" class="number">A month</th>
            <th scope="col">Assumed</th>
          </tr>
        </thead>
        <tbody>
          ${sorted.slice(0, MOST_ITEMS).map(
            ({ resource, quantity, unit, price, monthly, assumption }) =>
              html`<tr>
                <td><code>${resource}</code></td>
                <td>${quantity} × ${price} USD (${unit})</td>
                <td class="number">${usd(monthly)}</td>
                <td>${assumption ?? "no"}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}
