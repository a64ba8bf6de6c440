import { SEVERITIES, type Severity } from "../../../../policies/contract/rule";
import { wasJudged, type Judgement, type Reason } from "../../../decision";
import { isEstimated } from "../../estimated";
import type { JudgedStack } from "../../run";
import { unjudgedText } from "../../unjudged";
import { html, type Markup } from "../markup";
import { actionWord, count, grouped, usd } from "../words";

/** Reasons that are shown before the others are asked for. */
const FIRST_REASONS = 8;

/** The verdict on one stack, why, and what was looked at. */
export function verdictView({ judgement, notes, cost }: JudgedStack): Markup {
  const { verdict, reasons } = judgement;
  return html`<div class="verdict ${verdict}">
      <div class="said">
        <p class="stamp">${mark(verdict)} ${verdict === "approved" ? "Approved" : "Denied"}</p>
        <p class="sum">${sentence(judgement)}</p>
      </div>
      ${reasons.length > 0 && reasonsView(judgement)}
    </div>
    ${
      notes.length > 0 &&
      html`<ul class="notes">
        ${notes.map((note) => html`<li>${note}</li>`)}
      </ul>`
    }
    ${wasJudged(judgement) && figuresView(judgement, cost)}`;
}

function figuresView(judgement: Judgement, cost: JudgedStack["cost"]): Markup {
  const { plan, policies, summary } = judgement;
  const unjudged = unjudgedText(judgement);
  return html`<dl class="figures">
      ${figure("Not compliant", summary.NON_COMPLIANT, "bad")} ${figure("Undecided", summary.INSUFFICIENT_DATA, "warn")}
      ${figure("Exempted", summary.exempted, "")} ${figure("Compliant", summary.COMPLIANT, "good")}
      ${figure("Not applicable", summary.NOT_APPLICABLE, "")}
      ${figure("Resources", plan.resources, "", actions(plan.actions))}
      ${cost && isEstimated(cost) && figure("USD a month", usd(cost.monthly).replace(" USD", ""), "", "an estimate, no bill")}
    </dl>
    <p class="basis">
      ${count(policies.rules, "rule")} judged ${count(resourcesJudged(judgement), "resource")} of the plan, made by
      Terraform ${plan.terraformVersion}. A rule's verdict on a resource counts once, however many of its attributes are
      at fault.${unjudged !== null && ` Beyond that, ${unjudged}.`}
    </p>`;
}

function reasonsView(judgement: Judgement): Markup {
  const reasons = bySeverity(judgement).map(
    ({ message, severity }) =>
      html`<li><span class="badge ${severity ?? "plan"}">${severity ?? "plan"}</span> <span>${message}</span></li>`,
  );
  return html`<div class="reasons">
    <h3>Why</h3>
    <ul>
      ${reasons.slice(0, FIRST_REASONS)}
    </ul>
    ${
      reasons.length > FIRST_REASONS &&
      html`<details>
        <summary>${count(reasons.length - FIRST_REASONS, "more reason")}</summary>
        <ul>
          ${reasons.slice(FIRST_REASONS)}
        </ul>
      </details>`
    }
  </div>`;
}

/** The reasons, those first that are no rule's (the plan is not whole), then by the severity of the rule that they name. */
function bySeverity({ reasons, evaluations }: Judgement): readonly (Reason & { readonly severity: Severity | null })[] {
  const severities = new Map(evaluations.map(({ rule, severity }) => [rule, severity]));
  const rank = (severity: Severity | null) => (severity === null ? -1 : SEVERITIES.indexOf(severity));
  return reasons
    .map((reason) => {
      const named = reason.message.match(/\b[A-Z][A-Z0-9_]+\b/g)?.find((word) => severities.has(word));
      return { ...reason, severity: named === undefined ? null : (severities.get(named) ?? null) };
    })
    .sort((a, b) => rank(a.severity) - rank(b.severity));
}

function sentence({ verdict, reasons, plan, summary }: Judgement): string {
  if (verdict === "approved") {
    if (plan.unjudged.resources === plan.resources) return "No rule judges any of its resources.";
    const left = summary.NON_COMPLIANT + summary.INSUFFICIENT_DATA - summary.exempted;
    return left > 0
      ? `Every rule that binds is met. ${count(left, "verdict")} of rules that only advise ${left === 1 ? "is" : "are"} open.`
      : "Every rule that binds is met. This plan may be applied as it is.";
  }
  return `This plan must not be applied: ${count(reasons.length, "reason")}.`;
}

function resourcesJudged({ evaluations }: Judgement): number {
  return new Set(evaluations.map(({ resource }) => resource)).size;
}

function actions(actions: Judgement["plan"]["actions"]): string {
  return Object.entries(actions)
    .filter(([, number]) => number > 0)
    .map(([action, number]) => `${grouped(number)} ${actionWord(action)}`)
    .join(", ");
}

function figure(name: string, value: number | string, tone: string, more = ""): Markup {
  const quiet = value === 0 ? "zero" : tone;
  return html`<div class="figure ${quiet}">
    <dt>${name}</dt>
    <dd>${typeof value === "number" ? grouped(value) : value}${more !== "" && html`<small>${more}</small>`}</dd>
  </div>`;
}

/** A tick or a cross; the word beside it says the same. */
export function mark(verdict: Judgement["verdict"]): Markup {
  const path =
    verdict === "approved" ? html`<path d="M5 12.5l4.5 4.5L19 7.5" />` : html`<path d="M6.5 6.5l11 11m0-11l-11 11" />`;
  return html`<svg class="mark" viewBox="0 0 24 24" aria-hidden="true">${path}</svg>`;
}
