import { isOpen } from "../../../policies/contract/evaluation";
import { SEVERITIES } from "../../../policies/contract/rule";
import { wasJudged, type Judgement } from "../../decision";
import { isEstimated } from "../estimated";
import type { JudgedStack, Run } from "../run";
import { stackData, STATUSES, unknownsOf, type StackData } from "./data";
import { dataBlock, html, type Markup, type Renderable } from "./markup";
import { pack, RESOURCES_PER_BLOCK } from "./packed";
import { costView } from "./views/cost";
import { diagramView } from "./views/diagram";
import { exemptionsView } from "./views/exemptions";
import { findingsView, type Rules } from "./views/findings";
import { FIRST_RESOURCES, resourcesView } from "./views/resources";
import { rulesView } from "./views/rules";
import { FIRST_UNKNOWNS, unknownRows } from "./views/unknowns";
import { mark, verdictView } from "./views/verdict";
import { count, grouped, STATUS_WORDS, usd } from "./words";

/** The content of the page, piece by piece: a plan of thousands of resources makes a long one. */
export function* body(run: Run): Iterable<Markup> {
  const { stacks } = run;
  yield headerView(stacks);
  const pages = stacks.map((stack, index) => ({ stack, data: stackData(stack), id: `stack-${index}` }));
  yield html`<main id="content">
    ${stacks.length > 1 && overviewView(stacks)} ${pages.map((page) => stackView(page, run, stacks.length > 1))}
  </main>`;
  yield footerView(stacks);
  yield dataBlock(
    "rules",
    run.rules.map(({ id, title, controls }) => ({ id, title, controls })),
  );
  for (const page of pages) yield* dataBlocks(page);
}

function headerView(stacks: readonly JudgedStack[]): Markup {
  const names = stacks.map(({ judgement }) => judgement.plan.stack);
  return html`<a class="skip" href="#content">Skip to the verdict</a>
    <header class="top">
      <p class="brand">Plangate</p>
      <h1>${names.length === 1 ? names[0] : count(names.length, "stack")}</h1>
      <p class="kind">
        Judgement of ${names.length === 1 ? "a Terraform plan" : "Terraform plans"}, before anything is applied
      </p>
    </header>`;
}

function overviewView(stacks: readonly JudgedStack[]): Markup {
  const denied = stacks.filter(({ judgement }) => judgement.verdict !== "approved").length;
  return html`<section class="overview" aria-labelledby="overview-title">
    <h2 id="overview-title">
      ${denied === 0 ? `All ${stacks.length} stacks are approved` : `${denied} of ${count(stacks.length, "stack")} denied`}
    </h2>
    <nav aria-label="Stacks" class="stacks">
      ${stacks.map(({ judgement, cost }, index) => {
        const { verdict, plan } = judgement;
        return html`<a href="#stack-${index}" class="${verdict}" data-stack="stack-${index}">
          <span class="stamp">${mark(verdict)} ${verdict === "approved" ? "Approved" : "Denied"}</span>
          <strong>${plan.stack}</strong>
          <span
            >${wasJudged(judgement) ? found(judgement) : "not judged"}${cost && isEstimated(cost) && html`, ${usd(cost.monthly)} a month`}</span
          >
        </a>`;
      })}
    </nav>
  </section>`;
}

function found({ plan, summary }: Judgement): string {
  const { NON_COMPLIANT, INSUFFICIENT_DATA } = summary;
  return `${count(plan.resources, "resource")}, ${grouped(NON_COMPLIANT)} not compliant, ${grouped(INSUFFICIENT_DATA)} undecided`;
}

interface Section {
  readonly id: string;
  readonly title: string;
  /** Shown beside the title. */
  readonly number: number | null;
  readonly content: Renderable;
}

/** One stack, and the id that those of its elements begin with. */
interface StackOnPage {
  readonly stack: JudgedStack;
  readonly data: StackData;
  readonly id: string;
}

function stackView({ stack, data, id }: StackOnPage, run: Run, several: boolean): Markup {
  const catalog = run.rules;
  const rules: Rules = new Map(catalog.map((rule) => [rule.id, rule]));
  const { unknowns, unset } = unknownsOf(stack);
  const sections: readonly Section[] = [
    findings(stack, data, rules, id),
    resources(data, id),
    {
      id: "unknowns",
      title: "Decided at apply",
      number: stack.details === undefined ? null : unknowns.length,
      content: unknownsSection(stack, unknowns, unset, data, id),
    },
    { id: "diagram", title: "Diagram", number: null, content: diagramView(stack, `${id}-`) },
    {
      id: "exemptions",
      title: "Exemptions",
      number: stack.judgement.summary.exempted,
      content: exemptionsView(stack, data),
    },
    { id: "cost", title: "Cost", number: null, content: costView(stack.cost) },
    ...(catalog.length === 0
      ? []
      : [{ id: "rules", title: "Rules", number: catalog.length, content: rulesSection(run, stack, id) }]),
  ];
  const tabs = sections.map(
    (section, index) =>
      html`<button
        type="button"
        role="tab"
        id="${id}-${section.id}-tab"
        aria-controls="${id}-${section.id}"
        aria-selected="${index === 0 ? "true" : "false"}"
        tabindex="${index === 0 ? 0 : -1}"
      >
        ${section.title}${section.number !== null && html` <span class="number">${grouped(section.number)}</span>`}
      </button>`,
  );
  return html`<section class="stack" id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title" class="${several ? "" : "hidden"}">${several ? stack.judgement.plan.stack : "Verdict"}</h2>
    ${verdictView(stack)}
    <div class="tabs scripted" role="tablist" aria-label="Parts of the report on ${stack.judgement.plan.stack}">
      ${tabs}
    </div>
    ${sections.map(
      (section) =>
        html`<section class="panel" id="${id}-${section.id}" aria-labelledby="${id}-${section.id}-title">
          <h3 id="${id}-${section.id}-title">${section.title}</h3>
          ${section.content}
        </section>`,
    )}
  </section>`;
}

function* dataBlocks({ stack, data, id }: StackOnPage): Iterable<Markup> {
  const { diagram, resources: described = [] } = stack.details ?? {};
  yield dataBlock(`${id}-data`, data);
  yield dataBlock(`${id}-unknown-values`, unknownsOf(stack).unknowns);
  yield dataBlock(`${id}-boxes`, { boxes: diagram?.boxes ?? [], elsewhere: diagram?.elsewhere ?? [] });
  for (let start = 0; start < described.length; start += RESOURCES_PER_BLOCK) {
    const block = described.slice(start, start + RESOURCES_PER_BLOCK).map(({ attributes }) => attributes.map(pack));
    yield dataBlock(`${id}-attributes-${start / RESOURCES_PER_BLOCK}`, block);
  }
}

function findings({ judgement }: JudgedStack, data: StackData, rules: Rules, id: string): Section {
  const all = data.findings;
  const nothing =
    judgement.evaluations.length === 0
      ? "No rule has looked at anything."
      : "Nothing is open: no rule found a resource that does not comply, and none was undecided.";
  const open = all.filter(({ status }) => isOpen(status));
  const number = open.reduce((sum, group) => sum + group.resources, 0);
  const content = html`<form class="filters scripted" role="search" aria-label="Filter findings">
      ${searchView(`${id}-findings-search`, "Search findings", "rule, resource, file or text")}
      <fieldset>
        <legend>Severity</legend>
        ${SEVERITIES.filter((severity) => all.some((group) => group.severity === severity)).map((severity) =>
          choice(`${id}-${severity}`, "severity", severity, severity),
        )}
      </fieldset>
      <fieldset>
        <legend>Verdict</legend>
        ${STATUSES.filter((status) => all.some((group) => group.status === status)).map((status) =>
          choice(`${id}-${status}`, "status", status, STATUS_WORDS[status]),
        )}
      </fieldset>
    </form>
    <p class="result scripted" role="status" data-result="findings"></p>
    <div class="list" data-list="findings">${findingsView(all, data, rules)}</div>
    ${open.length === 0 && html`<p class="empty">${nothing}</p>`}`;
  return { id: "findings", title: "Findings", number, content };
}

function resources(data: StackData, id: string): Section {
  const first = [...data.resources.keys()].slice(0, FIRST_RESOURCES);
  const actions = [...new Set(data.resources.flatMap(({ action }) => action ?? []))];
  const content = html`<form class="filters scripted" role="search" aria-label="Filter resources">
      ${searchView(`${id}-resources-search`, "Search resources", "address, construct or file")}
      ${
        actions.length > 1 &&
        html`<fieldset>
          <legend>Action</legend>
          ${actions.map((action) => choice(`${id}-action-${action}`, "action", action, action))}
        </fieldset>`
      }
      <fieldset>
        <legend>Show</legend>
        ${choice(`${id}-open`, "open", "open", "with findings only", false)}
      </fieldset>
    </form>
    <p class="result scripted" role="status" data-result="resources"></p>
    <noscript
      ><p class="basis">
        Values before and after are shown by the page's own program, which is switched off
        here.${data.resources.length > FIRST_RESOURCES && ` The first ${FIRST_RESOURCES} of ${grouped(data.resources.length)} resources:`}
      </p></noscript
    >
    <div class="list" data-list="resources">${resourcesView(first, data)}</div>
    <p class="more scripted"><button type="button" class="quiet" data-more="resources">Show more</button></p>`;
  return { id: "resources", title: "Resources", number: data.resources.length, content };
}

function unknownsSection(
  { details }: JudgedStack,
  unknowns: ReturnType<typeof unknownsOf>["unknowns"],
  unset: number,
  data: StackData,
  id: string,
): Markup {
  if (details === undefined) return html`<p class="empty">This report was made without the plan's details.</p>`;
  const number = (origin: string) => unknowns.filter((each) => each.origin === origin).length;
  return html`<p class="lead">
      Before anything exists, a plan cannot know ids, ARNs and the like. The gate follows each to where it comes from,
      so that rules can judge what is certain about it all the same.
    </p>
    <dl class="figures small">
      <div class="figure">
        <dt>Exactly another resource's attribute</dt>
        <dd>${grouped(number("reference"))}</dd>
      </div>
      <div class="figure">
        <dt>Text with parts of others in it</dt>
        <dd>${grouped(number("template"))}</dd>
      </div>
      <div class="figure">
        <dt>By an expression, or not traceable</dt>
        <dd>${grouped(number("unknown"))}</dd>
      </div>
      <div class="figure">
        <dt>Left out, for the provider or AWS</dt>
        <dd>${grouped(unset)}</dd>
      </div>
    </dl>
    ${
      unknowns.length > 0 &&
      html`<form class="filters scripted" role="search" aria-label="Filter values">
          ${searchView(`${id}-unknowns-search`, "Search values", "resource, attribute or source")}
          <fieldset>
            <legend>Show</legend>
            ${choice(`${id}-read`, "read", "read", "read by a rule only", false)}
          </fieldset>
        </form>
        <p class="result scripted" role="status" data-result="unknowns"></p>
        <div class="wide" tabindex="0" role="region" aria-label="Values decided at apply">
          <table>
            <thead>
              <tr>
                <th scope="col">Resource</th>
                <th scope="col">Attribute</th>
                <th scope="col">Resolved to</th>
                <th scope="col">A rule reads it</th>
              </tr>
            </thead>
            <tbody data-list="unknowns" data-total="${unknowns.length}">
              ${unknownRows(unknowns.slice(0, FIRST_UNKNOWNS), data)}
            </tbody>
          </table>
        </div>
        <p class="more scripted"><button type="button" class="quiet" data-more="unknowns">Show more</button></p>`
    }`;
}

function rulesSection(run: Run, { judgement }: JudgedStack, id: string): Markup {
  return html`<form class="filters scripted" role="search" aria-label="Filter rules">
      ${searchView(`${id}-rules-search`, "Search rules", "name, service or control, e.g. RDS.3")}
    </form>
    <p class="result scripted" role="status" data-result="rules"></p>
    ${rulesView(run, judgement)}`;
}

function searchView(id: string, label: string, hint: string): Markup {
  return html`<p class="search scripted">
    <label for="${id}">${label}</label
    ><input type="search" id="${id}" placeholder="${hint}" autocomplete="off" spellcheck="false" />
  </p>`;
}

function choice(id: string, name: string, value: string, label: string, checked = true): Markup {
  return html`<label class="choice" for="${id}"
    ><input type="checkbox" id="${id}" name="${name}" value="${value}" ${checked && html` checked`} />${label}</label
  >`;
}

function footerView(stacks: readonly JudgedStack[]): Markup {
  return html`<footer>
    <h2>What was judged</h2>
    <div class="wide" tabindex="0" role="region" aria-label="Digests">
      <table>
        <thead>
          <tr>
            <th scope="col">Stack</th>
            <th scope="col">SHA-256 of the plan</th>
            <th scope="col">SHA-256 of the policies</th>
          </tr>
        </thead>
        <tbody>
          ${stacks.map(
            ({ judgement: { plan, policies } }) =>
              html`<tr>
                <th scope="row">${plan.stack}</th>
                <td><code>${plan.sha256}</code></td>
                <td><code>${policies.sha256}</code></td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p>
      An approval is of exactly this plan under exactly these policies. Values that the plan marks sensitive are not in
      this file.
    </p>
  </footer>`;
}
