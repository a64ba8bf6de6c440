import { SYMBOL, type Symbolic, type Unknown, type Value } from "../../policies/contract/plan-model";
import { formatTraversal, type Traversal } from "./address";

export function unknown(references: readonly string[]): Unknown {
  return { $symbol: "unknown", references: [...new Set(references)] };
}

export function isSymbol(value: unknown): value is Symbolic {
  return typeof value === "object" && value !== null && Object.hasOwn(value, SYMBOL);
}

/**
 * A value that the plan knows, safe to stand among symbols: a key that reads like the mark of a symbol gets one more `$`.
 *
 * @param each makes the members' values; the function itself by default
 */
export function escapeKnown(value: unknown, each: (member: unknown) => Value = escapeKnown): Value {
  if (typeof value !== "object" || value === null) return value as Value;
  if (Array.isArray(value)) return value.map((member) => each(member));
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [/^\$+symbol$/.test(key) ? `$${key}` : key, each(member)]),
  );
}

/**
 * What a value is made from, as `address.attribute`.
 *
 * @param name stands for a known value, which has no references of its own
 */
export function referencesIn(value: Value | string, name?: Traversal): string[] {
  if (isSymbol(value)) {
    switch (value.$symbol) {
      case "reference":
        return [value.attribute === "" ? value.address : `${value.address}.${value.attribute}`];
      case "template":
        return value.parts.flatMap((part) => referencesIn(part));
      case "unknown":
        return [...value.references];
      default:
        return name === undefined ? [] : [formatTraversal(name)];
    }
  }
  if (typeof value === "object" && value !== null)
    return Object.values(value).flatMap((member: Value) => referencesIn(member));
  return [];
}
