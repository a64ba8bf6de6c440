/** An object of JSON whose members nobody has looked at yet. */
export interface JsonObject {
  readonly [name: string]: unknown;
}

/** Whether a value of JSON is an object: neither null nor a list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object itself; an empty one where the value is something else. */
export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** The list itself; an empty one where the value is something else. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** A member of its own of an object; undefined for anything else, so that nothing of a prototype is ever read. */
export function memberOf(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}
