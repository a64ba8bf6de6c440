import { all, one } from "./page";
import type { StackPage } from "./stack-page";

/** Points of a drawing to CSS pixels. */
const PIXELS_PER_POINT = 96 / 72;
const STEP = 1.25;

/** The drawing: its size, and the way from a box to its findings. */
export class DiagramPane {
  private scale: number | null = null;

  /** @param choose is told the resources of a box that somebody asks for */
  constructor(stack: StackPage, choose: (resources: readonly string[], label: string) => void) {
    const panel = stack.panel("diagram");
    const drawing = panel?.querySelector<SVGSVGElement>("svg.drawing");
    if (!panel) return;
    if (drawing) {
      for (const button of all(panel, "button[data-zoom]")) {
        button.addEventListener("click", () => this.zoom(drawing, button.dataset["zoom"] ?? "fit"));
      }
    }
    panel.addEventListener("click", (event) => {
      const target = event.target as Element;
      const box = target.closest("g.finding");
      if (box) {
        event.preventDefault();
        const found = stack.diagram.boxes.find(({ id }) => `${stack.section.id}-${id}` === box.id);
        if (found) choose(found.resources, found.label);
      } else if (target.closest("button[data-elsewhere]")) {
        choose(stack.diagram.elsewhere, "what is not drawn");
      }
    });
    // A link in SVG is followed by Enter as any other.
    one(panel, ".canvas")?.classList.add("ready");
  }

  private zoom(drawing: SVGSVGElement, direction: string): void {
    const natural = Number(drawing.dataset["width"]) * PIXELS_PER_POINT;
    const now = this.scale ?? drawing.getBoundingClientRect().width / natural;
    this.scale = direction === "fit" ? null : now * (direction === "in" ? STEP : 1 / STEP);
    drawing.setAttribute("width", String(Math.round(natural * (this.scale ?? 1))));
    drawing.classList.toggle("sized", this.scale !== null);
  }
}
