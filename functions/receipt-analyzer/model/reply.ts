import type { Category } from "../contract/categories";
import validate from "./reply.schema.json";

export interface Reply {
  readonly merchant: string | null;
  readonly category: Category;
  readonly certainty: "low" | "medium" | "high";
}

/**
 * A model's reply, if it is what was asked for. A code fence or a sentence around the object is cut off and capitals in
 * listed words are lowered; anything else that breaks the schema is refused, with what is wrong: by the schema, without
 * a word of the reply.
 */
export function parseReply(text: string): { readonly reply: Reply } | { readonly errors: string } {
  const object = /\{[\s\S]*\}/.exec(text)?.[0];
  if (object === undefined) return { errors: "there is no JSON object" };
  let value: unknown;
  try {
    value = JSON.parse(object);
  } catch {
    return { errors: "the object is not valid JSON" };
  }
  const repaired = lowered(value);
  if (validate(repaired)) return { reply: repaired as Reply };
  const errors = (validate.errors ?? []).map(
    ({ instancePath, message }) => `${instancePath || "the object"} ${message ?? ""}`,
  );
  return { errors: [...new Set(errors)].join("; ") };
}

function lowered(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]: [string, unknown]) => [
      name,
      (name === "category" || name === "certainty") && typeof member === "string"
        ? member.trim().toLowerCase()
        : member,
    ]),
  );
}

/**
 * Whether a name stands on the document, apart from case, marks and spaces: a model that invents one, or is talked into
 * one, is not believed.
 */
export function isPrinted(name: string, lines: readonly string[]): boolean {
  const folded = fold(name);
  return folded.length >= 2 && fold(lines.join("")).includes(folded);
}

function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase();
}
