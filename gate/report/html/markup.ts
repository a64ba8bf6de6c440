import { printable } from "../printable";

/** HTML that is safe to put into a page as it is. Only this file makes it. */
export class Markup {
  constructor(readonly text: string) {}
}

export type Renderable = Markup | string | number | null | undefined | false | readonly Renderable[];

/**
 * A template of HTML. Whatever is put into it is text, wherever it comes from: characters that mean something in HTML are
 * escaped, and those that steer how text is read are shown. Only other templates stay as they are.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Renderable[]): Markup {
  let text = parts[0] ?? "";
  for (const [index, value] of values.entries()) text += textOf(value) + (parts[index + 1] ?? "");
  return new Markup(text);
}

/** HTML that somebody else made, such as Graphviz' SVG, or the program and style of the page itself. */
export function verbatim(text: string): Markup {
  return new Markup(text);
}

/** Data for the program of the page. In a script element only `<` could mean anything but data. */
export function dataBlock(id: string, data: unknown): Markup {
  const json = JSON.stringify(data).replaceAll("<", "\\u003c");
  return html`<script type="application/json" id="${id}">
    ${verbatim(json)}
  </script> `;
}

function textOf(value: Renderable): string {
  if (value === null || value === undefined || value === false) return "";
  if (value instanceof Markup) return value.text;
  if (typeof value === "object") return value.map(textOf).join("");
  return escape(printable(String(value)));
}

const ESCAPES: { readonly [character: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}
