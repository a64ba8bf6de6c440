/** What tells a page that is written from one that somebody wrote. */
export const WRITTEN = "<!-- Written by `plangate rule docs` from the METADATA of the rules: do not edit. -->";

/** Text as Markdown that shows just this text, also in a cell of a table; code between backticks stays code. */
export function escaped(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith("`") ? part.replaceAll("|", "\\|") : part.replace(/[\\`*[\]<>|]/g, "\\$&")))
    .join("")
    .replace(/\s+/g, " ");
}

export function code(text: string): string {
  return `\`${text}\``;
}

/** A table, or nothing where there are no rows. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), `|${head.map(() => "---|").join("")}`, ...rows.map(line)];
}
