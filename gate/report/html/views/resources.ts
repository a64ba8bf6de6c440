import type { AttributeDetails, ShownValue } from "../../../details";
import type { FindingGroup, ResourceData, StackData } from "../data";
import { html, type Markup } from "../markup";
import { actionWord, count, STATUS_WORDS } from "../words";
import { placeView, type Rules } from "./findings";

/** Resources that are listed before somebody asks for more. */
export const FIRST_RESOURCES = 50;

/** A list of resources, each of which opens. */
export function resourcesView(places: readonly number[], { resources }: StackData): Markup {
  return html`${places.map((place) => {
    const resource = resources[place];
    return resource && rowView(resource, place);
  })}`;
}

function rowView({ address, action, path, place, open, worst }: ResourceData, index: number): Markup {
  return html`<details class="resource" data-index="${index}">
    <summary>
      ${action !== null && html`<span class="action ${action}">${actionWord(action)}</span>`}
      <code class="address">${address}</code>
      ${worst !== null && html`<span class="badge ${worst}">${count(open, "finding")}</span>`}
      ${(place ?? path) !== null && html`<span class="place">${place ?? path}</span>`}
    </summary>
    <div class="body"></div>
  </details>`;
}

/** What is inside a resource when it is opened. */
export function resourceBody(
  index: number,
  attributes: readonly AttributeDetails[],
  data: StackData,
  rules: Rules,
): Markup {
  const resource = data.resources[index];
  const found = data.findings.flatMap((group) => findingsOn(group, index));
  const complies = Object.keys(data.compliant).filter((rule) => data.compliant[rule]?.includes(index));
  const marked = new Set(found.flatMap(({ attribute }) => attribute ?? []));
  return html`${resource && html`<p class="made">${placeView(resource)}</p>`}
  ${
    found.length > 0 &&
    html`<ul class="verdicts">
      ${found.map(
        ({ rule, status, severity, message }) =>
          html`<li><span class="badge ${severity}">${STATUS_WORDS[status]}</span> <code>${rule}</code> ${message}</li>`,
      )}
    </ul>`
  }
  ${complies.length > 0 && html`<p class="complies">Complies with ${complies.map((rule, at) => html`${at > 0 && ", "}<code title="${rules.get(rule)?.title}">${rule}</code>`)}.</p>`}
  ${found.length === 0 && complies.length === 0 && html`<p class="complies">No rule looked at it.</p>`}
  ${attributesView(resource?.action ?? null, attributes, marked)}`;
}

interface FindingOn extends Pick<FindingGroup, "rule" | "status" | "severity"> {
  readonly message: string;
  readonly attribute: string | null;
}

function findingsOn({ rule, status, severity, messages }: FindingGroup, index: number): FindingOn[] {
  return messages.flatMap(({ message, items }) =>
    items
      .filter(({ resource }) => resource === index)
      .map(({ attribute }) => ({ rule, status, severity, message, attribute })),
  );
}

function attributesView(
  action: string | null,
  attributes: readonly AttributeDetails[],
  marked: ReadonlySet<string>,
): Markup {
  const unset = attributes.filter(({ after }) => after?.origin === "unset").map(({ path }) => path);
  const rows = attributes.filter(({ after }) => after?.origin !== "unset");
  const compares = action === "update" || action === "replace";
  const main = compares ? rows.filter(({ changed }) => changed) : rows;
  const same = compares ? rows.filter(({ changed }) => !changed) : [];
  return html`${main.length > 0 && tableView(main, marked, compares, action)}
  ${compares && main.length === 0 && html`<p class="complies">No value that is known now changes.</p>`}
  ${
    same.length > 0 &&
    html`<details class="same">
      <summary>${count(same.length, "value")} that stay${same.length === 1 ? "s" : ""}</summary>
      ${tableView(same, marked, false, action)}
    </details>`
  }
  ${unset.length > 0 && html`<p class="unset">Left out, for the provider or AWS to decide: ${unset.map((path, at) => html`${at > 0 && ", "}<code>${path}</code>`)}.</p>`}`;
}

function tableView(
  rows: readonly AttributeDetails[],
  marked: ReadonlySet<string>,
  compares: boolean,
  action: string | null,
): Markup {
  const gone = action === "delete" || action === "forget";
  return html`<div class="wide" tabindex="0" role="region" aria-label="Values">
    <table class="values">
      <thead>
        <tr>
          <th scope="col">Attribute</th>
          ${
            compares
              ? html`<th scope="col">Before</th>
                  <th scope="col">After</th>`
              : html`<th scope="col">${gone ? "Value before" : "Value"}</th>`
          }
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ path, before, after }) =>
            html`<tr class="${[...marked].some((each) => concerns(each, path)) ? "marked" : ""}">
              <th scope="row"><code>${path}</code></th>
              ${compares && html`<td>${valueView(before)}</td>`}
              <td>${valueView(compares ? after : (after ?? before))}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Whether a finding on one attribute is about another: the same, or something in it. */
function concerns(marked: string, path: string): boolean {
  return path === marked || path.startsWith(`${marked}.`) || path.startsWith(`${marked}[`);
}

/** A value, or how it will come about. */
export function valueView(value: ShownValue | null): Markup {
  switch (value?.origin) {
    case undefined:
      return html`<span class="none">none</span>`;
    case "known":
      return html`<code>${value.text}</code>`;
    case "sensitive":
      return html`<span class="sensitive">sensitive, not shown</span>`;
    case "unset":
      return html`<span class="origin">left out</span>`;
    case "reference":
      return html`<span class="origin">will be</span> <code>${value.text}</code>`;
    case "template":
      return html`<span class="origin">will be made as</span> <code>${value.text}</code>`;
    case "unknown":
      return value.text === ""
        ? html`<span class="origin">decided at apply</span>`
        : html`<span class="origin">decided at apply, from</span> <code>${value.text}</code>`;
  }
}
