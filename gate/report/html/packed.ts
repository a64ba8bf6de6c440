import type { AttributeDetails, Origin, ShownValue } from "../../details";

/** Attributes of many resources in little space: `[path, before, after, 1 changed + 2 read]`, a known value as its text. */
export type PackedAttribute = readonly [string, PackedValue, PackedValue, number];
type PackedValue = null | string | readonly [origin: number, text: string];

const ORIGINS: readonly Origin[] = ["known", "reference", "template", "unknown", "unset", "sensitive"];

export function pack({ path, before, after, changed, read }: AttributeDetails): PackedAttribute {
  return [path, packValue(before), packValue(after), (changed ? 1 : 0) + (read ? 2 : 0)];
}

export function unpack([path, before, after, flags]: PackedAttribute): AttributeDetails {
  return {
    path,
    before: unpackValue(before),
    after: unpackValue(after),
    changed: (flags & 1) !== 0,
    read: (flags & 2) !== 0,
  };
}

function packValue(value: ShownValue | null): PackedValue {
  if (value === null) return null;
  return value.origin === "known" ? value.text : [ORIGINS.indexOf(value.origin), value.text];
}

function unpackValue(value: PackedValue): ShownValue | null {
  if (value === null) return null;
  return typeof value === "string"
    ? { origin: "known", text: value }
    : { origin: ORIGINS[value[0]] ?? "unknown", text: value[1] };
}

/** Resources whose attributes are in one block of data: read when one of them is looked at. */
export const RESOURCES_PER_BLOCK = 100;
