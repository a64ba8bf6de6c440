import { isSymbol, type Value } from "../../policies/contract/plan-model";
import { isObject } from "../json";

/** Names and indices, e.g. `["root_block_device", 0, "encrypted"]`. */
export type AttributePath = readonly (string | number)[];

/** Reads `root_block_device[0].encrypted`; null for what is no such path, e.g. with the key of a map. */
export function parsePath(text: string): AttributePath | null {
  if (!/^[a-z0-9_]+(\[\d+\])*(\.[a-z0-9_]+(\[\d+\])*)*$/.test(text)) return null;
  return [...text.matchAll(/[a-z0-9_]+|\[\d+\]/g)].map(([part]) =>
    part.startsWith("[") ? Number(part.slice(1, -1)) : part,
  );
}

/** The path as it is read by `parsePath`. */
export function formatPath(path: AttributePath): string {
  return path.map((part, at) => (typeof part === "number" ? `[${part}]` : at === 0 ? part : `.${part}`)).join("");
}

/** The path without indices. */
export function namesOf(path: AttributePath): readonly string[] {
  return path.filter((part) => typeof part === "string");
}

/**
 * Adds to a path without indices those of the blocks on the way: Terraform holds each block in a list.
 *
 * @param root the value of the path's first attribute
 * @returns null where a block is there several times or cannot be told, and the path does not say which is meant
 */
export function withIndices(path: AttributePath, root: Value): AttributePath | null {
  const indexed: (string | number)[] = [];
  let value: unknown = { [String(path[0])]: root };
  for (const [at, part] of path.entries()) {
    value = Array.isArray(value) || isObject(value) ? (value as Record<string | number, unknown>)[part] : undefined;
    indexed.push(part);
    if (at === path.length - 1) break;
    // Left out by the author, a block can be written; whatever else is not known cannot be told.
    if (isSymbol(value) && value.$symbol !== "unset") return null;
    const saysWhich = typeof part === "number" || typeof path[at + 1] === "number";
    if (saysWhich || (isObject(value) && !isSymbol(value))) continue;
    if (Array.isArray(value) && value.length > 1) return null;
    indexed.push(0);
    value = Array.isArray(value) ? (value as unknown[])[0] : undefined;
  }
  return indexed;
}

/** A copy of a value, changed at a path below it; what is missing on the way is made. */
export function changedAt(value: unknown, [part, ...rest]: AttributePath, leaf: unknown): unknown {
  if (part === undefined) return leaf;
  if (typeof part === "number") {
    const list: unknown[] = Array.isArray(value) ? [...(value as unknown[])] : [];
    list[part] = changedAt(list[part], rest, leaf);
    return list;
  }
  const object = isObject(value) && !isSymbol(value) ? value : {};
  return { ...object, [part]: changedAt(object[part], rest, leaf) };
}
