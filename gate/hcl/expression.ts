import { scan } from "./scan";

/**
 * An expression of native syntax as JSON syntax has it: literals, lists and objects as such, a text as a template, and whatever
 * else there is, such as a reference or a call, as a template of one interpolation.
 * https://developer.hashicorp.com/terraform/language/syntax/json#expression-mapping
 *
 * @returns undefined where that cannot be said for certain
 */
export function inJsonExpression(expression: string): unknown {
  const heredoc = /^\s*<<(-?)([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n([^]*?)^[ \t]*\2\s*$/mu.exec(expression);
  if (heredoc?.[0] === expression.trimEnd() || heredoc?.[0] === expression) return heredocText(heredoc);
  const text = withoutComments(expression)?.trim();
  return text === undefined || text === "" ? undefined : convert(text);
}

/**
 * The arguments of an expression that is one call of a function.
 *
 * @returns undefined where it is none
 */
export function callOf(
  expression: string,
): { readonly name: string; readonly arguments: readonly string[] } | undefined {
  const text = withoutComments(expression)?.trim() ?? "";
  const name = /^[a-z][a-z0-9_]*(?=\()/.exec(text)?.[0];
  if (name === undefined || closing(text, name.length) !== text.length - 1) return undefined;
  const parts = split(text.slice(name.length + 1, -1), ",");
  return parts === undefined ? undefined : { name, arguments: parts };
}

/**
 * The parts of `condition ? one : other`.
 *
 * @returns undefined where an expression is no such choice
 */
export function choiceOf(
  expression: string,
): { readonly condition: string; readonly branches: readonly [string, string] } | undefined {
  const text = withoutComments(expression)?.trim() ?? "";
  const [condition, rest] = splitFirst(text, "?");
  const [one, other, ...more] = (rest === undefined ? undefined : split(rest, ":")) ?? [];
  // A choice in a choice is for somebody else to read.
  if (one === undefined || other === undefined || more.length > 0 || splitFirst(other, "?").length > 1)
    return undefined;
  return { condition: condition.trim(), branches: [one, other] };
}

function convert(text: string): unknown {
  if (text === "true" || text === "false") return text === "true";
  if (text === "null") return null;
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (text.startsWith('"') && endOfText(text, 1) === text.length - 1) return template(text.slice(1, -1));
  if (text.startsWith("[") && !/^\[\s*for\b/.test(text) && closing(text, 0) === text.length - 1) return list(text);
  if (text.startsWith("{") && !/^\{\s*for\b/.test(text) && closing(text, 0) === text.length - 1) return object(text);
  return isBalanced(text) ? `\${${text}}` : undefined;
}

function list(text: string): unknown {
  const members = split(text.slice(1, -1), ",")?.map(convertTrimmed);
  return members?.includes(undefined) === true ? undefined : members;
}

function convertTrimmed(text: string): unknown {
  return convert(text.trim());
}

function object(text: string): unknown {
  const inside = text.slice(1, -1);
  const { attributes, blocks } = scan(inside);
  const members = new Map<string, unknown>();
  let at = 0;
  for (const { name, text: value, start, end } of attributes) {
    // What lies between two members and was not understood, such as a key in parentheses.
    if (!/^[\s,]*$/.test(inside.slice(at, start))) return undefined;
    const key = inside[start] === '"' ? template(name) : name;
    const member = convertTrimmed(value);
    if (key === undefined || members.has(key) || member === undefined) return undefined;
    members.set(key, member);
    at = end;
  }
  return blocks.length > 0 || !/^[\s,]*$/.test(inside.slice(at)) ? undefined : Object.fromEntries(members);
}

/** Escapes outside of interpolations; those that are made of numbers may stand for a sign of templates. */
const ESCAPES: { readonly [escape: string]: string } = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

/** The inside of a quoted text, its escapes read; undefined where it has a directive, of which not all text counts. */
function template(text: string): string | undefined {
  let read = "";
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (character === "\\") {
      const escape = ESCAPES[text[(at += 1)] ?? ""];
      if (escape === undefined) return undefined;
      read += escape;
    } else if (isTemplate(text, at)) {
      if (character === "%") return undefined;
      const end = closing(text, at + 1);
      if (end === undefined) return undefined;
      read += text.slice(at, end + 1);
      at = end;
    } else if (isEscapedTemplate(text, at)) {
      read += text.slice(at, at + 3);
      at += 2;
    } else read += character;
  }
  return read;
}

function heredocText([, indented, , body = ""]: RegExpExecArray): string | undefined {
  const lines = body.split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const indent = indented === "-" ? Math.min(...indents) : 0;
  const text = lines.map((line) => line.slice(Math.min(indent, line.length))).join("\n");
  return /(^|[^%])%\{/.test(text) ? undefined : text;
}

/** Without comments; undefined where a heredoc stands in it, or a text does not end. */
function withoutComments(text: string): string | undefined {
  let kept = "";
  for (let at = 0; at < text.length; at += 1) {
    const rest = text.slice(at, at + 2);
    if (text[at] === '"') {
      const end = endOfText(text, at + 1);
      if (end === undefined) return undefined;
      kept += text.slice(at, end + 1);
      at = end;
    } else if (text[at] === "#" || rest === "//") {
      const end = text.indexOf("\n", at);
      if (end < 0) return kept;
      at = end - 1;
    } else if (rest === "/*") {
      const end = text.indexOf("*/", at + 2);
      if (end < 0) return undefined;
      kept += " ";
      at = end + 1;
    } else if (rest === "<<") return undefined;
    else kept += text.charAt(at);
  }
  return kept;
}

function isTemplate(text: string, at: number): boolean {
  return (text[at] === "$" || text[at] === "%") && text[at + 1] === "{";
}

function isEscapedTemplate(text: string, at: number): boolean {
  return isTemplate(text, at + 1) && text[at] === text[at + 1];
}

/** Offset of the quotation mark that ends the text which begins at `at`. */
function endOfText(text: string, at: number): number | undefined {
  for (let i = at; i < text.length; i += 1) {
    if (text[i] === "\\") i += 1;
    else if (text[i] === '"') return i;
    else if (isEscapedTemplate(text, i)) i += 2;
    else if (isTemplate(text, i)) {
      const end = closing(text, i + 1);
      if (end === undefined) return undefined;
      i = end;
    }
  }
  return undefined;
}

const PAIRS: { readonly [opening: string]: string } = { "(": ")", "[": "]", "{": "}" };

/** Offset of the bracket that closes the one at `at`. */
function closing(text: string, at: number): number | undefined {
  const open: string[] = [];
  for (let i = at; i < text.length; i += 1) {
    const character = text[i] ?? "";
    const closes = PAIRS[character];
    if (character === '"') {
      const end = endOfText(text, i + 1);
      if (end === undefined) return undefined;
      i = end;
    } else if (closes !== undefined) open.push(closes);
    else if (/[)\]}]/.test(character)) {
      if (open.pop() !== character) return undefined;
      if (open.length === 0) return i;
    }
  }
  return undefined;
}

function isBalanced(text: string): boolean {
  return closing(`(${text})`, 0) === text.length + 1;
}

/** What stands between separators outside of brackets and texts; the last one may be empty, no other. */
function split(text: string, separator: string): readonly string[] | undefined {
  const parts: string[] = [];
  for (let rest = text; ;) {
    const [part, after] = splitFirst(rest, separator);
    if (after === undefined) {
      if (part.trim() !== "") parts.push(part.trim());
      return parts;
    }
    if (part.trim() === "") return undefined;
    parts.push(part.trim());
    rest = after;
  }
}

function splitFirst(text: string, separator: string): readonly [string, string?] {
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (character === separator) return [text.slice(0, at), text.slice(at + 1)];
    const end = character === '"' ? endOfText(text, at + 1) : PAIRS[character] !== undefined ? closing(text, at) : at;
    if (end === undefined) return [text];
    at = end;
  }
  return [text];
}
