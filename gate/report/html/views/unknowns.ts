import type { StackData, UnknownData } from "../data";
import { html, type Markup } from "../markup";
import { valueView } from "./resources";

/** Values that are listed before somebody asks for more. */
export const FIRST_UNKNOWNS = 50;

/** Rows of the table of values that are known only after apply. */
export function unknownRows(unknowns: readonly UnknownData[], { resources }: StackData): Markup {
  return html`${unknowns.map(
    ({ resource, path, origin, text, read }) =>
      html`<tr>
        <td><code>${resources[resource]?.address}</code></td>
        <td><code>${path}</code></td>
        <td>${valueView({ origin, text })}</td>
        <td>${read ? "yes" : "no"}</td>
      </tr>`,
  )}`;
}
