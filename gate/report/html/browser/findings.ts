import type { FindingGroup } from "../data";
import { findingsView, groupView } from "../views/findings";
import { count } from "../words";
import { hasAll, one, settled, ticked, words } from "./page";
import type { StackPage } from "./stack-page";

/** Findings, filtered by severity, verdict, words, and a box of the diagram. */
export class FindingsPane {
  private readonly panel: HTMLElement | null;
  private shown: readonly FindingGroup[] = [];
  private places: { readonly set: ReadonlySet<number>; readonly label: string } | null = null;

  constructor(private readonly stack: StackPage) {
    this.panel = stack.panel("findings");
    const update = settled(() => this.update());
    const form = this.panel && one(this.panel, "form");
    form?.addEventListener("input", update);
    form?.addEventListener("submit", (event) => event.preventDefault());
    this.panel?.addEventListener("click", ({ target }) => this.clicked(target as Element));
    window.addEventListener("beforeprint", () => this.panel?.classList.add("printed"));
  }

  /** Shows findings on some resources only. */
  only(addresses: readonly string[], label: string): void {
    const wanted = new Set(addresses);
    const { resources } = this.stack.data;
    const set = new Set([...resources.keys()].filter((place) => wanted.has(resources[place]?.address ?? "")));
    this.places = { set, label };
    this.update();
  }

  private clicked(target: Element): void {
    const all = target.closest<HTMLElement>("button[data-show]");
    if (all) this.showAll(all);
    if (target.closest("button[data-everywhere]")) {
      this.places = null;
      this.update();
    }
  }

  private showAll(button: HTMLElement): void {
    const key = button.dataset["show"] ?? "";
    const groups = this.shown.length > 0 ? this.shown : this.stack.data.findings;
    const group = groups.find(({ rule, status }) => `${status} ${rule}` === key);
    const article = button.closest("article");
    if (!group || !article) return;
    const holder = document.createElement("div");
    holder.innerHTML = groupView(group, this.stack.data.resources, this.stack.rules, Infinity).text;
    const whole = holder.firstElementChild;
    if (!whole) return;
    article.replaceWith(whole);
    whole.setAttribute("tabindex", "-1");
    (whole as HTMLElement).focus({ preventScroll: true });
  }

  private update(): void {
    const list = this.panel && one(this.panel, "[data-list=findings]");
    const result = this.panel && one(this.panel, "[data-result=findings]");
    if (!this.panel || !list || !result) return;
    const severities = ticked(this.panel, "severity");
    const statuses = ticked(this.panel, "status");
    const wanted = words(this.panel);
    const { data, rules, searchable } = this.stack;
    this.shown = data.findings
      .filter(({ severity, status }) => severities.values.has(severity) && statuses.values.has(status))
      .flatMap((group) => {
        const own = `${group.rule} ${rules.get(group.rule)?.title ?? ""} ${group.remediation}`.toLowerCase();
        return narrow(group, ({ resource, attribute }, message) => {
          if (this.places !== null && !this.places.set.has(resource)) return false;
          return (
            wanted.length === 0 ||
            hasAll(
              `${own} ${message.toLowerCase()} ${searchable[resource] ?? ""} ${attribute?.toLowerCase() ?? ""}`,
              wanted,
            )
          );
        });
      });
    list.innerHTML = findingsView(this.shown, data, rules).text;
    const number = (groups: readonly FindingGroup[]) => groups.reduce((sum, { resources }) => sum + resources, 0);
    const [some, all] = [number(this.shown), number(data.findings)];
    result.textContent = some === all ? "" : some === 0 ? "Nothing matches. " : `${count(some, "finding")} of ${all}. `;
    if (this.places !== null) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "chip";
      button.dataset["everywhere"] = "";
      button.textContent = `Only on ${this.places.label} ✕`;
      button.setAttribute("aria-label", `Stop showing only findings on ${this.places.label}`);
      result.append(button);
    }
  }
}

/** A group with the items that pass; nothing where none does. */
function narrow(
  group: FindingGroup,
  passes: (item: FindingGroup["messages"][number]["items"][number], message: string) => boolean,
): FindingGroup[] {
  const messages = group.messages
    .map((message) => ({ ...message, items: message.items.filter((item) => passes(item, message.message)) }))
    .filter(({ items }) => items.length > 0);
  const resources = new Set(messages.flatMap(({ items }) => items.map(({ resource }) => resource))).size;
  return resources === 0 ? [] : [{ ...group, messages, resources }];
}
