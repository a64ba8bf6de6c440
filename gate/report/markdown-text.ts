import { printable } from "./printable";

/** Longest text of a plan that a report for people repeats, in characters. */
const LONGEST = 400;

/**
 * Text that Markdown (GitHub's and GitLab's) shows as it is: no markup, no HTML, no link, nobody mentioned and no issue
 * referred to, whatever a plan says.
 */
export function plainText(text: string): string {
  return (
    clipped(printable(text))
      .replace(/[\\`*{}[\]()~|^$]/g, "\\$&")
      // Inside a word it marks nothing.
      .replace(/(?<![a-z0-9_])_|_(?![a-z0-9_])/gi, "\\_")
      .replace(/&/g, "&amp;")
      .replace(/</g, "&lt;")
      .replace(/>/g, "&gt;")
      .replace(/^(\s*)([-+=])/, "$1\\$2")
      .replace(/^(\s*\d+)\./, "$1\\.")
      .replace(/[@#]|:\/(?=\/)|\bwww(?=\.)|\bmailto(?=:)/gi, "$&<!-- -->")
  );
}

/** Code in a line of text. */
export function codeSpan(text: string): string {
  const code = clipped(printable(text));
  const longest = Math.max(0, ...[...code.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return longest > 0 || code === "" ? `${fence} ${code} ${fence}` : `${fence}${code}${fence}`;
}

/** Code in a cell of a table, where a pipe ends the cell even inside a code span. */
export function codeInTable(text: string): string {
  return text.includes("|") ? codeInHtml(text) : codeSpan(text);
}

/** Code between HTML tags. Markdown reads on there; a character that is written as its number is never markup. */
export function codeInHtml(text: string): string {
  const code = clipped(printable(text));
  return `<code>${code.replace(/[^a-z0-9_ ]|(?<![a-z0-9])_|_(?![a-z0-9])/giu, numbered)}</code>`;
}

function numbered(character: string): string {
  return `&#${character.codePointAt(0)};`;
}

function clipped(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
