import type { Symbolic, Value } from "../../policies/contract/plan-model";
import { isMarked, isSymbol, referencesIn, type ResourceChange, type Secrets } from "../plan";
import type { AttributeDetails, ShownValue } from "./details";

/** Longest text that is shown of a value, in characters. */
const LONGEST_TEXT = 1000;
const SENSITIVE: ShownValue = { origin: "sensitive", text: "" };

/** Values nested deeper than this are not taken apart. */
const DEEPEST = 32;

/** A value at a path, as it is shown, and what tells whether it changed. */
interface Leaf {
  readonly shown: ShownValue;
  readonly fingerprint: string;
}

/** Attributes of one resource before and after, as the plan model has them. */
export interface Planned {
  readonly before: { readonly [attribute: string]: Value } | null;
  readonly after: { readonly [attribute: string]: Value };
}

/**
 * The values of a resource, sensitive ones masked. Values that are the same as none (null, empty) are left out.
 *
 * @param change tells what is sensitive
 * @param reads the attributes that rules read
 * @param secrets what the plan marks sensitive anywhere: copies of it are masked, too
 */
export function attributesOf(
  { before, after }: Planned,
  { change }: ResourceChange,
  reads: ReadonlySet<string>,
  secrets: Secrets,
): AttributeDetails[] {
  const then = leavesOf(before ?? {}, change.before_sensitive, secrets);
  const now = leavesOf(after, change.after_sensitive, secrets);
  return [...new Set([...then.keys(), ...now.keys()])].map((path) => {
    const [was, is] = [then.get(path), now.get(path)];
    return {
      path,
      before: was?.shown ?? null,
      after: is?.shown ?? null,
      changed: was?.fingerprint !== is?.fingerprint,
      read: reads.has(/^[^.[]+/.exec(path)?.[0] ?? path),
    };
  });
}

function leavesOf(
  attributes: { readonly [attribute: string]: Value },
  marks: unknown,
  secrets: Secrets,
): Map<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  for (const [name, value] of Object.entries(attributes)) {
    collect(value, marks === true ? true : member(marks, name), name, { leaves, secrets });
  }
  return leaves;
}

interface Collection {
  readonly leaves: Map<string, Leaf>;
  readonly secrets: Secrets;
}

function collect(value: Value, mark: unknown, path: string, collection: Collection, depth = 0): void {
  if (isNothing(value)) return;
  const { leaves, secrets } = collection;
  const whole = isSymbol(value) || typeof value !== "object";
  if (mark === true || (whole ? isMarked(mark) || isCopied(value, secrets) : hasSecretKey(value, secrets))) {
    leaves.set(path, { shown: SENSITIVE, fingerprint: JSON.stringify(value) });
  } else if (whole) {
    const shown = isSymbol(value) ? symbol(value) : { origin: "known" as const, text: shorten(String(value)) };
    leaves.set(path, { shown, fingerprint: JSON.stringify(value) });
  } else if (depth === DEEPEST) {
    const shown = isMarked(mark) ? SENSITIVE : { origin: "known" as const, text: "(nested too deeply to be shown)" };
    leaves.set(path, { shown, fingerprint: "" });
  } else if (Array.isArray(value)) {
    const items = value as readonly Value[];
    items.forEach((item, index) => collect(item, member(mark, index), `${path}[${index}]`, collection, depth + 1));
  } else {
    for (const [key, item] of Object.entries(value as { readonly [key: string]: Value })) {
      const name = unescape(key);
      const step = /^[\w-]+$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
      collect(item, member(mark, name), path + step, collection, depth + 1);
    }
  }
}

/** Whether a value, or what is known of it, has a secret in it that is marked elsewhere. */
function isCopied(value: Value, secrets: Secrets): boolean {
  const known = isSymbol(value) ? (value.$symbol === "template" ? value.parts : []) : [value];
  return known.some((text) => typeof text === "string" && secrets.isIn(text));
}

/** Terraform marks all of a map that has a secret for a key. */
function hasSecretKey(value: Value, secrets: Secrets): boolean {
  return !Array.isArray(value) && Object.keys(value as object).some((key) => secrets.isIn(key));
}

/** Null, the empty list and the like; and what a resource of this type does not have. */
function isNothing(value: Value): boolean {
  if (value === null || value === "") return true;
  if (isSymbol(value)) return value.$symbol === "missing";
  return typeof value === "object" && Object.keys(value).length === 0;
}

function symbol(value: Symbolic): ShownValue {
  switch (value.$symbol) {
    case "reference":
      return { origin: "reference", text: nameOf(value) };
    case "template":
      return { origin: "template", text: shorten(value.parts.map(partOf).join("")) };
    case "unset":
    case "missing":
      return { origin: "unset", text: "" };
    case "unknown":
      return { origin: "unknown", text: shorten([...new Set(value.references)].join(", ")) };
  }
}

function partOf(part: string | Symbolic): string {
  if (typeof part === "string") return part;
  return `\${${part.$symbol === "reference" ? nameOf(part) : [...new Set(referencesIn(part))].join(", ")}}`;
}

function nameOf(reference: Symbolic & { readonly $symbol: "reference" }): string {
  return reference.attribute === "" ? reference.address : `${reference.address}.${reference.attribute}`;
}

function shorten(text: string): string {
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}… (${text.length} characters)` : text;
}

/** The plan model gives a key that reads like the mark of a symbol one more `$`; marks of sensitivity have it as it was. */
function unescape(key: string): string {
  return /^\$\$+symbol$/.test(key) ? key.slice(1) : key;
}

function member(object: unknown, key: string | number): unknown {
  if (typeof object !== "object" || object === null || !Object.hasOwn(object, key)) return undefined;
  return (object as Record<string | number, unknown>)[key];
}
