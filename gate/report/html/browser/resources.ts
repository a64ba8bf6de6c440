import { FIRST_RESOURCES, resourceBody, resourcesView } from "../views/resources";
import { count, grouped } from "../words";
import { all, hasAll, one, settled, ticked, words } from "./page";
import type { StackPage } from "./stack-page";

/** Resources are added to the list by as many. */
const STEP = 200;

/** All resources, filtered, a few at a time; one shows its values when it is opened. */
export class ResourcesPane {
  private readonly panel: HTMLElement | null;
  private readonly list: HTMLElement | null;
  private places: readonly number[];
  private listed = FIRST_RESOURCES;

  constructor(private readonly stack: StackPage) {
    this.panel = stack.panel("resources");
    this.list = this.panel && one(this.panel, "[data-list=resources]");
    this.places = this.found();
    const update = settled(() => this.filter());
    const form = this.panel && one(this.panel, "form");
    form?.addEventListener("input", update);
    form?.addEventListener("submit", (event) => event.preventDefault());
    const more = this.panel && one(this.panel, "[data-more=resources]");
    more?.addEventListener("click", () => this.more());
    // `toggle` does not bubble.
    this.list?.addEventListener("toggle", ({ target }) => this.opened(target as HTMLDetailsElement), true);
    this.say();
  }

  /** Brings one resource into view, open. */
  show(place: number): void {
    if (!this.panel) return;
    const form = one(this.panel, "form");
    if (form instanceof HTMLFormElement) form.reset();
    this.places = this.found();
    this.listed = Math.max(this.listed, this.places.indexOf(place) + 1);
    this.draw();
    const row = one(this.panel, `details[data-index="${place}"]`);
    if (!(row instanceof HTMLDetailsElement)) return;
    row.open = true;
    row.scrollIntoView({ block: "start" });
    one(row, "summary")?.focus({ preventScroll: true });
  }

  private filter(): void {
    this.places = this.found();
    this.listed = FIRST_RESOURCES;
    this.draw();
  }

  private found(): readonly number[] {
    if (!this.panel) return [];
    const wanted = words(this.panel);
    const actions = ticked(this.panel, "action");
    const open = ticked(this.panel, "open").values.size > 0;
    const { searchable } = this.stack;
    return [...this.stack.data.resources.entries()]
      .filter(
        ([place, resource]) =>
          (!actions.any || resource.action === null || actions.values.has(resource.action)) &&
          (!open || resource.open > 0) &&
          hasAll(searchable[place] ?? "", wanted),
      )
      .map(([place]) => place);
  }

  private draw(): void {
    if (this.list) this.list.innerHTML = resourcesView(this.places.slice(0, this.listed), this.stack.data).text;
    this.say();
  }

  private more(): void {
    const next = this.places.slice(this.listed, this.listed + STEP);
    this.list?.insertAdjacentHTML("beforeend", resourcesView(next, this.stack.data).text);
    this.listed += next.length;
    this.say();
    // The button may be gone now, and with it the place of whoever uses the keyboard.
    const first = this.list && all(this.list, "summary").at(-next.length);
    first?.focus();
  }

  private say(): void {
    if (!this.panel) return;
    const total = this.stack.data.resources.length;
    const result = one(this.panel, "[data-result=resources]");
    const found = this.places.length;
    if (result) {
      result.textContent =
        found === 0 ? "Nothing matches." : found === total ? "" : `${count(found, "resource")} of ${grouped(total)}.`;
    }
    const more = one(this.panel, "[data-more=resources]");
    const left = found - this.listed;
    if (more) {
      more.hidden = left <= 0;
      more.textContent = `Show ${grouped(Math.min(STEP, left))} more of ${grouped(found)}`;
    }
  }

  private opened(row: HTMLDetailsElement): void {
    const body = one(row, ".body");
    if (!row.matches("details.resource") || !row.open || !body || body.childElementCount > 0) return;
    const place = Number(row.dataset["index"]);
    body.innerHTML = resourceBody(place, this.stack.attributesOf(place), this.stack.data, this.stack.rules).text;
  }
}
