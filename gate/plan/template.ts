import { formatTraversal, readTraversal, parseTraversal, type Traversal } from "./address";

/**
 * Templates as JSON syntax writes them: text with `${expression}`; `$${` and `%%{` are escapes.
 * https://developer.hashicorp.com/terraform/language/syntax/json#expression-mapping
 *
 * Only traversals are understood. Any other expression is `opaque`: all that is kept is what it refers to.
 */
export type TemplatePart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "traversal"; readonly traversal: Traversal }
  | { readonly kind: "opaque"; readonly text: string; readonly references: readonly Traversal[] };

/** Names that begin an expression but refer to nothing. */
const KEYWORDS = new Set(["true", "false", "null", "for", "in", "if", "else", "endif", "endfor"]);
const MARKER = /[$%]/g;
const WORD = /[\p{ID_Continue}-]/u;

/** Splits a template into its parts; never fails: what cannot be read is an opaque part. Adjacent text is one part. */
export function parseTemplate(text: string): TemplatePart[] {
  if (!text.includes("${") && !text.includes("%{")) return text === "" ? [] : [{ kind: "text", text }];
  const parts: TemplatePart[] = [];
  let literal = "";
  const flush = () => {
    if (literal !== "") parts.push({ kind: "text", text: literal });
    literal = "";
  };
  for (let at = 0; at < text.length;) {
    const marker = text[at];
    if ((marker === "$" || marker === "%") && text.startsWith(`${marker}${marker}{`, at)) {
      literal += `${marker}{`;
      at += 3;
    } else if ((marker === "$" || marker === "%") && text[at + 1] === "{") {
      const end = endOfInterpolation(text, at + 2);
      flush();
      const inner = text.slice(at + 2, end).replace(/^~|~$/g, "");
      parts.push(
        marker === "%" ? { kind: "opaque", text: inner, references: traversalsIn(inner) } : readExpression(inner),
      );
      at = end + 1;
    } else {
      const next = nextMarker(text, at + 1);
      literal += text.slice(at, next);
      at = next;
    }
  }
  flush();
  return parts;
}

/** Offset of the next character that may begin an interpolation or an escape; the end of the text where there is none. */
function nextMarker(text: string, at: number): number {
  MARKER.lastIndex = at;
  return MARKER.exec(text)?.index ?? text.length;
}

function readExpression(text: string): TemplatePart {
  const traversal = parseTraversal(text);
  if (traversal !== undefined && !(traversal.steps.length === 0 && KEYWORDS.has(traversal.root))) {
    return { kind: "traversal", traversal };
  }
  return { kind: "opaque", text: text.trim(), references: traversalsIn(text) };
}

/** Offset of the brace that closes the interpolation whose content starts at `at`; the end of the text where none does. */
function endOfInterpolation(text: string, at: number): number {
  let depth = 1;
  for (let i = at; i < text.length; i += 1) {
    const character = text[i];
    if (character === '"') i = endOfString(text, i + 1);
    else if (character === "{") depth += 1;
    else if (character === "}" && --depth === 0) return i;
  }
  return text.length;
}

/** Offset of the quote that closes the string whose content starts at `at`, interpolations in it skipped. */
function endOfString(text: string, at: number): number {
  for (let i = at; i < text.length; i += 1) {
    const character = text[i];
    if (character === "\\") i += 1;
    else if (character === '"') return i;
    else if ((character === "$" || character === "%") && text[i + 1] === "{" && text[i - 1] !== character) {
      i = endOfInterpolation(text, i + 2);
    }
  }
  return text.length;
}

/** `for key, value in`: names that an expression gives to the elements of a collection, and that mean nothing outside of it. */
const ITERATION =
  /\bfor\s+([\p{ID_Start}_][\p{ID_Continue}-]*)(?:\s*,\s*([\p{ID_Start}_][\p{ID_Continue}-]*))?\s+in\b/gu;

/** Every traversal an expression mentions, also inside the templates of its strings; names of functions and of iterations are none. */
export function traversalsIn(expression: string): Traversal[] {
  const found = new Map<string, Traversal>();
  const iterated = new Set([...expression.matchAll(ITERATION)].flatMap(([, one, other]) => [one, other]));
  const add = (traversal: Traversal) => {
    if (!iterated.has(traversal.root)) found.set(formatTraversal(traversal), traversal);
  };
  for (let at = 0; at < expression.length;) {
    if (expression[at] === '"') {
      const end = endOfString(expression, at + 1);
      for (const part of parseTemplate(expression.slice(at + 1, end))) {
        if (part.kind === "traversal") add(part.traversal);
        else if (part.kind === "opaque") part.references.forEach(add);
      }
      at = end + 1;
      continue;
    }
    const before = at === 0 ? "" : (expression[at - 1] as string);
    const read = before === "." || WORD.test(before) ? undefined : readTraversal(expression, at);
    if (read === undefined) {
      at += 1;
      continue;
    }
    const { traversal, end } = read;
    const called = /^\s*\(/.test(expression.slice(end, end + 16));
    if (!called && traversal.steps.length > 0 && !KEYWORDS.has(traversal.root)) add(traversal);
    at = end;
  }
  return [...found.values()];
}
