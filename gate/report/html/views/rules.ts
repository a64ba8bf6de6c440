import type { RuleMetadata } from "../../../../policies/contract/rule";
import type { Judgement } from "../../../decision";
import { pageOf } from "../../findings";
import type { Run } from "../../run";
import { controlNames } from "../controls";
import { html, type Markup } from "../markup";
import { grouped, STATUS_WORDS } from "../words";

const COUNTED = ["NON_COMPLIANT", "INSUFFICIENT_DATA", "COMPLIANT", "NOT_APPLICABLE"] as const;

/** The catalogue: every rule that judged, what it found, and the controls that it belongs to. */
export function rulesView({ rules, rulePages }: Pick<Run, "rules" | "rulePages">, judgement: Judgement): Markup {
  const counts = countsOf(judgement);
  const sorted = [...rules].sort((a, b) => (a.service + a.id < b.service + b.id ? -1 : 1));
  return html`<div class="rules">
    ${sorted.map((rule) => ruleView(rule, counts.get(rule.id), linksOf(rule, { rulePages })))}
  </div>`;
}

type Counts = { [status in (typeof COUNTED)[number]]: number };

/** Resources by rule and status. */
function countsOf({ evaluations }: Judgement): ReadonlyMap<string, Counts> {
  const counts = new Map<string, Counts>();
  let previous = { rule: "", resource: "" };
  for (const evaluation of evaluations) {
    const { rule, resource, status } = evaluation;
    // They come sorted, one for each attribute at fault.
    if (rule === previous.rule && resource === previous.resource) continue;
    previous = evaluation;
    const known = counts.get(rule) ?? { COMPLIANT: 0, NON_COMPLIANT: 0, NOT_APPLICABLE: 0, INSUFFICIENT_DATA: 0 };
    known[status] += 1;
    counts.set(rule, known);
  }
  return counts;
}

/** The rule's own page, where the project has such pages, and what the rule refers to. */
function linksOf(rule: RuleMetadata, { rulePages }: Pick<Run, "rulePages">): readonly string[] {
  const own = rulePages === null ? undefined : pageOf(rule, { rulePages });
  return own === undefined ? rule.related_resources : [own, ...rule.related_resources];
}

function ruleView(rule: RuleMetadata, counts: Counts | undefined, links: readonly string[]): Markup {
  const controls = Object.entries(rule.controls).map(([catalogue, ids]) => controlNames(catalogue, ids));
  const words = [rule.id, rule.title, rule.service, ...rule.aliases, ...controls].join(" ").toLowerCase();
  return html`<details class="rule" data-words="${words}">
    <summary>
      <span class="badge ${rule.severity}">${rule.severity}</span>
      <span class="name"><strong>${rule.title}</strong><code>${rule.id}</code></span>
      <span class="tally"
        >${
          counts === undefined
            ? html`<span class="none">nothing to judge</span>`
            : COUNTED.filter((status) => counts[status] > 0).map(
                (status) => html`<span class="count ${status}">${grouped(counts[status])} ${wordOf(status)}</span>`,
              )
        }</span
      >
    </summary>
    <div class="body">
      <p>${rule.description}</p>
      <dl>
        <div>
          <dt>Mirrors</dt>
          <dd>${rule.source === "aws-config" ? "the AWS Config managed rule of this name" : "no AWS Config rule"}</dd>
        </div>
        ${
          controls.length > 0 &&
          html`<div>
            <dt>Controls</dt>
            <dd>${controls.join("; ")}</dd>
          </div>`
        }
        <div>
          <dt>Judges</dt>
          <dd>${rule.resources.map((type) => html`<code>${type}</code> `)}</dd>
        </div>
        <div>
          <dt>Mend</dt>
          <dd>${rule.remediation}</dd>
        </div>
        ${
          rule.runtime !== undefined &&
          html`<div>
            <dt>At run time</dt>
            <dd>${rule.runtime}</dd>
          </div>`
        }
        ${
          links.length > 0 &&
          html`<div>
            <dt>See</dt>
            <dd>${links.map(link)}</dd>
          </div>`
        }
      </dl>
    </div>
  </details>`;
}

function wordOf(status: (typeof COUNTED)[number]): string {
  return status === "COMPLIANT" ? "compliant" : STATUS_WORDS[status].toLowerCase();
}

/** A rule comes from a policies folder that anybody may have written: only what leads to the web is a link. */
function link(address: string): Markup {
  return address.startsWith("https://")
    ? html`<a class="block" href="${address}" rel="noreferrer">${address}</a>`
    : html`<span class="block">${address}</span>`;
}
