import { isSymbol, type Unknown, type Value } from "../../policies/contract/plan-model";

export { isSymbol };

export function unknown(references: readonly string[]): Unknown {
  return { $symbol: "unknown", references: references.length < 2 ? references : [...new Set(references)] };
}

/** Keys that would read like the mark of a symbol, or like a mark that was escaped before. */
const FORGED = /^\$+symbol$/;

/**
 * A value that the plan knows, safe to stand among symbols: a key that reads like the mark of a symbol gets one more `$`.
 * A number that JavaScript cannot hold (1e400) is not known: written as JSON again, it would be null.
 */
export function escapeKnown(value: unknown): Value {
  if (isUnsafe(value))
    return typeof value === "number" ? { $symbol: "missing" } : mapMembers(value as object, escapeKnown);
  return value as Value;
}

/** Almost no plan has such a value, and then nothing is copied. */
function isUnsafe(value: unknown): boolean {
  if (typeof value === "number") return !Number.isFinite(value);
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some(isUnsafe);
  for (const key in value) {
    if ((key.startsWith("$") && FORGED.test(key)) || isUnsafe((value as Record<string, unknown>)[key])) return true;
  }
  return false;
}

/** Adds a member of the plan to an object: escaped, and never as the object's prototype. */
export function setMember(object: Record<string, Value>, key: string, value: Value): void {
  const name = escapeKey(key);
  if (name === "__proto__") Object.defineProperty(object, name, { value, enumerable: true });
  else object[name] = value;
}

function escapeKey(key: string): string {
  return key.startsWith("$") && FORGED.test(key) ? `$${key}` : key;
}

/** A list or map with every member replaced; keys that read like a mark are escaped. */
export function mapMembers(value: object, replace: (member: unknown) => Value): Value {
  if (Array.isArray(value)) return value.map((member) => replace(member));
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [escapeKey(key), replace(member)]));
}

/** What a value is made from, as `address.attribute`; a known value is made from nothing. */
export function referencesIn(value: Value | string): string[] {
  if (isSymbol(value)) {
    switch (value.$symbol) {
      case "reference":
        return [value.attribute === "" ? value.address : `${value.address}.${value.attribute}`];
      case "template":
        return value.parts.flatMap((part) => referencesIn(part));
      case "unknown":
        return [...value.references];
      default:
        return [];
    }
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap((member: Value) => referencesIn(member));
}
