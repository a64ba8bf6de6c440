import type { Json } from "./json";

/** A reference to a resource, or the data source with `data.`: its address, what follows it (`["a"]`, `[count.index]`), and the rest. */
export interface Found {
  readonly address: string;
  readonly index: string;
  readonly rest: string;
}

const REFERENCE =
  /(?<![\w."-])((?:data\.)?[a-z][a-z0-9_]*\.[A-Za-z_][\w-]*)((?:\[(?:"[^"]*"|[\w.]+)\])?)((?:\.(?:[A-Za-z_]\w*|\*|\d+)|\[\d+\])*)/g;

/** Arguments whose texts are addresses and not templates. */
const BARE = new Set(["depends_on", "replace_triggered_by"]);

/**
 * A value with its references replaced: in templates, and in arguments that are addresses.
 *
 * @param replace what to write for a reference; undefined to leave it
 */
export function mapReferences(value: Json, replace: (found: Found, isBare: boolean) => string | undefined): Json {
  return mapTexts(value, (text, isBare) => {
    const inside = (code: string) =>
      code.replace(
        REFERENCE,
        (whole, address: string, index: string, rest: string) => replace({ address, index, rest }, isBare) ?? whole,
      );
    return isBare ? inside(text) : mapCode(text, inside);
  });
}

/** The references of a value. */
export function referencesOf(value: Json): Found[] {
  const all: Found[] = [];
  mapReferences(value, (found) => {
    all.push(found);
    return undefined;
  });
  return all;
}

export function mapTexts(value: Json, change: (text: string, isBare: boolean) => Json, isBare = false): Json {
  if (typeof value === "string") return change(value, isBare);
  if (Array.isArray(value)) return value.map((item: Json) => mapTexts(item, change, isBare));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, mapTexts(member, change, isBare || BARE.has(name))]),
  );
}

/** A part of a text: a literal, or the code between `${` and its `}`. */
export interface Part {
  readonly code: boolean;
  readonly text: string;
}

export function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (let at = text.indexOf("${"); at !== -1; at = text.indexOf("${", from)) {
    let depth = 1;
    let end = at + 2;
    for (; depth > 0; end += 1) {
      const character = text[end];
      if (character === undefined) throw new Error(`A template does not end: ${text}`);
      depth += character === "{" ? 1 : character === "}" ? -1 : 0;
    }
    if (at > from) parts.push({ code: false, text: text.slice(from, at) });
    parts.push({ code: true, text: text.slice(at + 2, end - 1) });
    from = end;
  }
  if (from < text.length) parts.push({ code: false, text: text.slice(from) });
  return parts;
}

function mapCode(text: string, change: (code: string) => string): string {
  if (!text.includes("${")) return text;
  return partsOf(text)
    .map(({ code, text: part }) => (code ? `\${${change(part)}}` : part))
    .join("");
}
