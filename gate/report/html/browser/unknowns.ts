import type { UnknownData } from "../data";
import { FIRST_UNKNOWNS, unknownRows } from "../views/unknowns";
import { count, grouped } from "../words";
import { hasAll, one, settled, ticked, words } from "./page";
import type { StackPage } from "./stack-page";

/** Rows are added by as many. */
const STEP = 200;

/** Values that are decided at apply, filtered, a few at a time. */
export class UnknownsPane {
  private readonly panel: HTMLElement | null;
  private all: readonly UnknownData[] | undefined;
  private found: readonly UnknownData[] = [];
  private listed = FIRST_UNKNOWNS;

  constructor(private readonly stack: StackPage) {
    this.panel = stack.panel("unknowns");
    const form = this.panel && one(this.panel, "form");
    if (!this.panel || !form) return;
    form.addEventListener(
      "input",
      settled(() => this.filter()),
    );
    form.addEventListener("submit", (event) => event.preventDefault());
    const more = one(this.panel, "[data-more=unknowns]");
    more?.addEventListener("click", () => this.more());
    const number = Number(one(this.panel, "[data-list=unknowns]")?.dataset["total"] ?? 0);
    if (more) more.hidden = number <= FIRST_UNKNOWNS;
  }

  private filter(): void {
    if (!this.panel) return;
    this.all ??= this.stack.unknowns;
    const wanted = words(this.panel);
    const readOnly = ticked(this.panel, "read").values.size > 0;
    const { searchable } = this.stack;
    this.found = this.all.filter(
      ({ resource, path, text, read }) =>
        (read || !readOnly) && hasAll(`${searchable[resource] ?? ""} ${path} ${text}`.toLowerCase(), wanted),
    );
    this.listed = FIRST_UNKNOWNS;
    const list = one(this.panel, "[data-list=unknowns]");
    if (list) list.innerHTML = unknownRows(this.found.slice(0, this.listed), this.stack.data).text;
    this.say();
  }

  private more(): void {
    if (this.all === undefined) this.found = this.all = this.stack.unknowns;
    const next = this.found.slice(this.listed, this.listed + STEP);
    const list = this.panel && one(this.panel, "[data-list=unknowns]");
    list?.insertAdjacentHTML("beforeend", unknownRows(next, this.stack.data).text);
    this.listed += next.length;
    this.say();
  }

  private say(): void {
    if (!this.panel || !this.all) return;
    const result = one(this.panel, "[data-result=unknowns]");
    const [some, all] = [this.found.length, this.all.length];
    if (result) {
      result.textContent =
        some === 0 ? "Nothing matches." : some === all ? "" : `${count(some, "value")} of ${grouped(all)}.`;
    }
    const more = one(this.panel, "[data-more=unknowns]");
    if (more) more.hidden = some <= this.listed;
  }
}
