import { scan } from "./scan";

/** A quoted text without templates. */
const PLAIN_TEXT = /^"(?:[^"\\$%]|\\["\\nrt]|[$%](?!\{))*"$/;

/** What an expression says; undefined where it is not written out literally. */
export function literal(expression: string): unknown {
  if (PLAIN_TEXT.test(expression)) return unquoted(expression);
  if (expression === "true" || expression === "false") return expression === "true";
  if (/^\d+(\.\d+)?$/.test(expression)) return Number(expression);
  if (!/^\{[^]*\}$/.test(expression)) return undefined;
  return Object.fromEntries(
    scan(expression.slice(1, -1)).attributes.map(({ name, text }) => [name, literal(text)] as const),
  );
}

/** The escapes that are JSON's, too, are all that are understood. */
function unquoted(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
