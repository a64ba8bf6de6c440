import { all, one } from "./page";

/** The parts of one stack, of which one is shown. https://www.w3.org/WAI/ARIA/apg/patterns/tabs/ */
export class Tabs {
  private readonly tabs: readonly HTMLElement[];

  /** @param chosen is told the id of a panel that somebody opens */
  constructor(
    section: HTMLElement,
    private readonly chosen: (panel: string) => void,
  ) {
    this.tabs = all(section, "[role=tab]");
    for (const [index, tab] of this.tabs.entries()) {
      const panel = panelOf(tab);
      panel?.setAttribute("role", "tabpanel");
      panel?.setAttribute("aria-labelledby", tab.id);
      tab.addEventListener("click", () => this.select(tab));
      tab.addEventListener("keydown", (event) => this.move(event, index));
    }
    const [first] = this.tabs;
    if (first) this.show(first);
  }

  /** Opens a part by the end of its id, e.g. `findings`. */
  open(name: string): boolean {
    const tab = this.tabs.find((each) => each.getAttribute("aria-controls")?.endsWith(`-${name}`));
    if (tab) this.select(tab);
    return tab !== undefined;
  }

  private select(tab: HTMLElement): void {
    this.show(tab);
    this.chosen(tab.getAttribute("aria-controls") ?? "");
  }

  private show(chosen: HTMLElement): void {
    for (const tab of this.tabs) {
      tab.setAttribute("aria-selected", String(tab === chosen));
      tab.tabIndex = tab === chosen ? 0 : -1;
      panelOf(tab)?.classList.toggle("away", tab !== chosen);
    }
  }

  private move(event: KeyboardEvent, index: number): void {
    const last = this.tabs.length - 1;
    const targets: { readonly [key: string]: number } = {
      ArrowRight: index === last ? 0 : index + 1,
      ArrowLeft: index === 0 ? last : index - 1,
      Home: 0,
      End: last,
    };
    const tab = this.tabs[targets[event.key] ?? -1];
    if (tab === undefined) return;
    event.preventDefault();
    this.select(tab);
    tab.focus();
  }
}

function panelOf(tab: Element): HTMLElement | null {
  return document.getElementById(tab.getAttribute("aria-controls") ?? "");
}

/** Which stack is shown, where there are several; the address of the page remembers it, and the part of it. */
export class StackChoice {
  private readonly stacks = new Map<string, Tabs>();

  add(id: string, tabs: Tabs): void {
    this.stacks.set(id, tabs);
  }

  /** Shows what the address names, else the first stack that is denied, else the first. */
  start(): void {
    for (const link of all(document, "[data-stack]")) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        const id = link.dataset["stack"] ?? "";
        this.show(id);
        this.remember(id);
      });
    }
    window.addEventListener("hashchange", () => this.follow());
    if (!this.follow()) {
      const denied = one(document, "[data-stack].denied")?.dataset["stack"];
      this.show(denied ?? [...this.stacks.keys()][0] ?? "");
    }
  }

  remember(id: string): void {
    history.replaceState(null, "", `#${id}`);
  }

  private follow(): boolean {
    const [, id, part] = /^#(stack-\d+)(?:-([a-z]+))?$/.exec(location.hash) ?? [];
    const tabs = id === undefined ? undefined : this.stacks.get(id);
    if (id === undefined || tabs === undefined) return false;
    this.show(id);
    if (part !== undefined) tabs.open(part);
    return true;
  }

  private show(id: string): void {
    for (const known of this.stacks.keys()) {
      document.getElementById(known)?.classList.toggle("away", known !== id);
      const link = one(document, `[data-stack="${known}"]`);
      if (known === id) link?.setAttribute("aria-current", "true");
      else link?.removeAttribute("aria-current");
    }
  }
}
