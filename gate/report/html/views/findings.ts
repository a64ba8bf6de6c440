import { isOpen } from "../../../../policies/contract/evaluation";
import type { RuleMetadata } from "../../../../policies/contract/rule";
import type { AppliedExemption } from "../../../decision";
import type { FindingGroup, FindingItem, FindingMessage, ResourceData, StackData } from "../data";
import { controlNames } from "../controls";
import { html, type Markup } from "../markup";
import { count, grouped, STATUS_WORDS } from "../words";

/** The catalogue, by rule id; empty where a report was made without it. */
export type Rules = ReadonlyMap<string, Pick<RuleMetadata, "title" | "controls">>;

/** Resources of one rule that are listed before somebody asks for all. */
const FIRST_ITEMS = 20;

/** @param limit resources that each group lists */
export function findingsView(
  groups: readonly FindingGroup[],
  { resources }: StackData,
  rules: Rules,
  limit = FIRST_ITEMS,
): Markup {
  return html`${groups.map((group) => groupView(group, resources, rules, limit))}`;
}

/** What one rule found, and how to mend it. */
export function groupView(
  group: FindingGroup,
  resources: StackData["resources"],
  rules: Rules,
  limit = FIRST_ITEMS,
): Markup {
  const { rule, status, severity, enforcement, remediation, messages } = group;
  const total = messages.reduce((sum, { items }) => sum + items.length, 0);
  const open = isOpen(status);
  let left = limit;
  const shown = messages.flatMap((message) => {
    if (left <= 0) return [];
    const items = message.items.slice(0, left);
    left -= items.length;
    return [messageView(message, items, resources)];
  });
  const title = rules.get(rule)?.title;
  return html`<article class="finding ${severity} ${open ? "open" : "closed"}" data-group="${status} ${rule}">
    <header>
      <span class="badge ${severity}">${severity}</span>
      <h4>${title ?? rule}</h4>
      <span class="status ${status}">${STATUS_WORDS[status]}</span>
    </header>
    <p class="facts">
      <code>${rule}</code><span>${count(group.resources, "resource")}</span>${
        enforcement === "advisory" && html`<span>advisory: does not deny</span>`
      }${controls(rules.get(rule))}
    </p>
    ${shown}
    ${
      total > limit &&
      html`<p class="more">
        <button type="button" class="quiet scripted" data-show="${status} ${rule}">Show all ${grouped(total)}</button
        ><span class="rest">${grouped(total - limit)} more are not listed here.</span>
      </p>`
    }
    ${open && html`<p class="mend"><strong>Mend</strong> ${remediation}</p>`}
  </article>`;
}

function messageView(
  { message, exemption }: FindingMessage,
  items: readonly FindingItem[],
  resources: StackData["resources"],
): Markup {
  return html`<p class="message">${message}</p>
    ${exemption && html`<p class="exemption">${exemptionSentence(exemption)}</p>`}
    <ul class="places">
      ${items.map((item) => itemView(item, resources))}
    </ul>`;
}

function itemView({ resource, attribute, fix }: FindingItem, resources: StackData["resources"]): Markup {
  const found = resources[resource];
  return html`<li>
    <button type="button" class="link scripted" data-resource="${resource}"><code>${found?.address}</code></button
    ><code class="plain">${found?.address}</code>${
      attribute !== null && html` <code class="attribute">${attribute}</code>`
    }
    ${found && placeView(found)} ${fix !== undefined && html`<span class="fix"><strong>Proven</strong> ${fix}</span>`}
  </li>`;
}

/** Where the project's code makes a resource, as far as that is known. */
export function placeView({ place, requestedAt, path }: ResourceData): Markup | null {
  if (place === null && path === null) return null;
  return html`<span class="place"
    >${place !== null && html`<span class="source">${place}</span> `}${
      requestedAt !== null && html`asked for at <span class="source">${requestedAt}</span> `
    }${path}</span
  >`;
}

function exemptionSentence({ expires, daysLeft, reason, owner, ticket }: AppliedExemption): string {
  return `Exempted until ${expires}, ${count(daysLeft, "day")} left: ${reason} (${owner}, ${ticket})`;
}

function controls(rule: Pick<RuleMetadata, "controls"> | undefined): readonly Markup[] {
  return Object.entries(rule?.controls ?? {}).map(
    ([catalogue, ids]) => html`<span class="control">${controlNames(catalogue, ids)}</span>`,
  );
}
