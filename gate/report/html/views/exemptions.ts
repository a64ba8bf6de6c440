import type { AppliedExemption } from "../../../decision";
import type { JudgedStack } from "../../run";
import type { StackData } from "../data";
import { html, type Markup } from "../markup";
import { count } from "../words";

/** An exemption that has at most so many days left needs a decision soon. */
const SOON = 14;

/** What is allowed, by whom, why and for how long; and exemptions that allow nothing. */
export function exemptionsView({ judgement }: JudgedStack, { findings, resources }: StackData): Markup {
  const applied = findings.flatMap(({ rule, messages }) =>
    messages.flatMap(({ exemption, items }) =>
      exemption === null ? [] : [{ rule, exemption, places: items.map(({ resource }) => resource) }],
    ),
  );
  const invalid = judgement.reasons.filter(({ code }) => code === "exemption-invalid");
  if (applied.length === 0 && invalid.length === 0) {
    return html`<p class="empty">No exemption is in use: nothing that the rules found is allowed to stay.</p>`;
  }
  const sorted = [...applied].sort((a, b) => a.exemption.daysLeft - b.exemption.daysLeft);
  return html`${
    invalid.length > 0 &&
    html`<div class="problem">
      <p><strong>These allow nothing, and deny the plan until they are mended:</strong></p>
      <ul>
        ${invalid.map(({ message }) => html`<li>${message}</li>`)}
      </ul>
    </div>`
  }
  ${
    sorted.length > 0 &&
    html`<div class="wide" tabindex="0" role="region" aria-label="Exemptions">
      <table>
        <thead>
          <tr>
            <th scope="col">Left</th>
            <th scope="col">Rule</th>
            <th scope="col">Resources</th>
            <th scope="col">Reason</th>
            <th scope="col">Owner</th>
            <th scope="col">Ticket</th>
          </tr>
        </thead>
        <tbody>
          ${sorted.map(
            ({ rule, exemption, places }) =>
              html`<tr>
                <td>${left(exemption)}</td>
                <td><code>${rule}</code></td>
                <td>
                  ${[...new Set(places)].map((place) => html`<code class="block">${resources[place]?.address}</code>`)}
                </td>
                <td>${exemption.reason}</td>
                <td>${exemption.owner}</td>
                <td>${exemption.ticket}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`
  }`;
}

function left({ daysLeft, expires }: AppliedExemption): Markup {
  return html`<span class="${daysLeft <= SOON ? "soon" : ""}"
      >${daysLeft === 0 ? "ends today" : count(daysLeft, "day")}</span
    ><small>until ${expires}</small>`;
}
