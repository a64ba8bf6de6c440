import type { JudgedStack } from "../../run";
import { html, verbatim, type Markup } from "../markup";
import { count } from "../words";

/** The architecture as planned, with the findings on it. */
export function diagramView({ details, judgement }: JudgedStack, prefix: string): Markup {
  if (details === undefined) return html`<p class="empty">This report was made without the plan's details.</p>`;
  const { diagram } = details;
  if (diagram === null) {
    return html`<p class="empty">None of these resources is of a type that is drawn.</p>`;
  }
  const found = diagram.boxes.length;
  return html`<p class="lead">
      Drawn from the plan. An arrow is a reference in the configuration: what filters, serves, may reach or writes to
      what.
      ${
        found > 0
          ? "A box with findings is outlined in the colour of the worst, and leads to them; findings on details count with the box that they belong to."
          : "No box has an open finding."
      }${diagram.summary && " There are too many resources for one box each: a box stands for all of a type."}
    </p>
    <div class="zoom scripted" role="group" aria-label="Size of the diagram">
      <button type="button" data-zoom="in">Larger</button>
      <button type="button" data-zoom="out">Smaller</button>
      <button type="button" data-zoom="fit">Fit</button>
    </div>
    <div class="canvas" tabindex="0" role="region" aria-label="Diagram of ${judgement.plan.stack}">
      ${verbatim(own(diagram.svg, prefix))}
    </div>
    ${
      diagram.elsewhere.length > 0 &&
      html`<p class="basis">
        Not in the diagram: ${count(diagram.elsewhere.length, "resource")} with findings.
        <button type="button" class="link scripted" data-elsewhere>Show them</button>
      </p>`
    }`;
}

/** Ids of its own, since a page can have several diagrams. */
function own(svg: string, prefix: string): string {
  return svg
    .replaceAll(' id="', ` id="${prefix}`)
    .replaceAll('xlink:href="#', `xlink:href="#${prefix}`)
    .replace(/<svg width="(\d+)pt" height="\d+pt"/, '<svg class="drawing" width="$1pt" data-width="$1"');
}
