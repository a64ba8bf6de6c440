import type { RuleMetadata } from "../policies/contract/rule";
import type { Schema, SchemaBlock, SchemaType } from "./derive";

/** What the provider's schema says of an attribute or block that a rule reads, as far as it decides which cases there can be. */
export interface ReadAttribute {
  /** The author may write it; all else is the provider's or AWS's to say. */
  readonly settable: boolean;
  readonly required: boolean;
  readonly block: boolean;
  /** It, or something in it, has elements: a list, a set, a map, several blocks. */
  readonly many: boolean;
  /** Attributes that may be left out of a block. */
  readonly optional: readonly string[];
}

export interface ReadAttributes {
  readonly [type: string]: { readonly [attribute: string]: ReadAttribute };
}

/** Of all that rules read of managed resources. */
export function readAttributesOf(rules: readonly RuleMetadata[], schema: Schema): ReadAttributes {
  const all: Record<string, Record<string, ReadAttribute>> = {};
  for (const { reads } of rules) {
    for (const [type, names] of Object.entries(reads)) {
      const block = schema.get(type)?.block;
      if (block === undefined) continue;
      for (const name of names) (all[type] ??= {})[name] = readAttribute(block, name);
    }
  }
  return sorted(all, (attributes) => sorted(attributes, (one) => one));
}

function readAttribute(schema: SchemaBlock, name: string): ReadAttribute {
  const attribute = schema.attributes?.[name];
  if (attribute !== undefined) {
    const required = attribute.required === true;
    const settable = required || attribute.optional === true;
    return { settable, required, block: false, many: isMany(attribute.type), optional: [] };
  }
  const inner = schema.block_types?.[name];
  if (inner === undefined) return { settable: false, required: false, block: true, many: false, optional: [] };
  const optional = Object.entries(inner.block.attributes ?? {}).flatMap(([each, { optional: may }]) =>
    may === true ? [each] : [],
  );
  const required = (inner.min_items ?? 0) > 0;
  return { settable: true, required, block: true, many: inner.max_items !== 1 || hasMany(inner.block), optional };
}

function hasMany({ attributes = {}, block_types: blocks = {} }: SchemaBlock): boolean {
  return (
    Object.values(attributes).some(({ type }) => isMany(type)) ||
    Object.values(blocks).some(({ max_items: most, block }) => most !== 1 || hasMany(block))
  );
}

function isMany(type: SchemaType | undefined): boolean {
  return Array.isArray(type) && type[0] !== "object";
}

function sorted<T, U>(object: { readonly [name: string]: T }, map: (member: T) => U): { [name: string]: U } {
  const names = Object.keys(object).sort();
  return Object.fromEntries(names.map((name) => [name, map(object[name] as T)]));
}
