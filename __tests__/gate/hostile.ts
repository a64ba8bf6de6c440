/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | { [member: string]: Json };

/** A plan JSON that no Terraform writes, and what was done to it. */
export interface Variation {
  readonly description: string;
  readonly text: string;
}

/** Stands in a document for text that JSON.stringify cannot write. */
const RAW = "\u0001raw:";

/** Values that no attribute may have. None is a way to leave an attribute out, and none is an answer that a rule accepts. */
const VALUES: readonly (readonly [name: string, value: Json])[] = [
  ["a text", "☃"],
  ["a text with NUL", "\u0000tcp"],
  ["a lone surrogate", "\ud800"],
  ["a text that turns direction", "\u202e0.0.0.0/0"],
  ["a template", "${var.nobody}"],
  ["an open template", "${"],
  ["a huge text", "9".repeat(200_000)],
  ["a number", 0.5],
  ["a negative number", -7],
  ["an infinite number", `${RAW}1e400`],
  ["a very long number", `${RAW}${"1".repeat(400)}`],
  ["a list in a list", [["☃"]]],
  ["a list of many", Array.from({ length: 2_000 }, () => "☃")],
  ["a list of null", [null]],
  ["a map", { "☃": "☃" }],
  ["a deep list", `${RAW}${"[".repeat(20_000)}${"]".repeat(20_000)}`],
  ["a deep map", `${RAW}${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`],
  ["a map with __proto__", `${RAW}{"__proto__":{"publicly_accessible":false,"encrypted":true,"length":0}}`],
  ["a map with constructor", { constructor: { prototype: { encrypted: true } }, toString: "☃", hasOwnProperty: "☃" }],
  ["a forged unset", { $symbol: "unset" }],
  ["a forged reference", { $symbol: "reference", address: "aws_kms_key.main", attribute: "arn" }],
  ["a forged template", { $symbol: "template", parts: ["10.0.0.0/8"] }],
  ["a forged unknown", { $symbol: "unknown", references: [] }],
];

/** Members that say which resource this is and what happens to it: with another one it is another plan, not a malformed one. */
const IDENTITY = new Set(["type", "mode", "name", "address", "module_address", "index", "actions", "previous_address"]);

/**
 * Plans that differ from a given one in one malformed place. Deterministic: the same seed gives the same variations.
 *
 * @param aims addresses of resources whose values every other variation is about, one as often as it is named; the rest
 *   may be about anything
 */
export function* hostileVariations(
  plan: { [member: string]: Json },
  aims: readonly string[],
  random: () => number,
  count: number,
): Generator<Variation> {
  for (let i = 0; i < count; i += 1) {
    const kind = random();
    if (kind < 0.04) yield cut(plan, random);
    else yield varied(plan, kind < 0.6 ? aims : [], random);
  }
}

/** Numbers in [0, 1), the same for the same seed: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The text, ending too early. */
function cut(plan: Json, random: () => number): Variation {
  const text = JSON.stringify(plan);
  const at = Math.floor(random() * text.length);
  return { description: `cut after ${at} characters`, text: text.slice(0, at) };
}

function varied(plan: { [member: string]: Json }, aims: readonly string[], random: () => number): Variation {
  const copy = structuredClone(plan);
  const changes = copy["resource_changes"] as { [member: string]: Json }[];
  const aim = pick(aims, random);
  const target = changes.find((change) => change["address"] === aim);
  const place = target === undefined ? placeIn(copy, [], random) : placeIn(valuesOf(target), ["change.after"], random);
  if (place === undefined) return { description: "as it was", text: JSON.stringify(copy) };
  const { holder, member, path } = place;
  // What the configuration does not have, its author left out: only a value that is there can be malformed.
  const removable = path[0] === "change.after" && !Array.isArray(holder);
  let what: string;
  if (removable && random() < 0.1) {
    Reflect.deleteProperty(holder, member);
    what = "nothing";
  } else {
    const [name, value] = pick(VALUES, random) ?? VALUES[0] ?? ["null", null];
    (holder as Record<string, Json>)[member] = value;
    what = name;
  }
  const at = [target === undefined ? "plan" : aim, ...path, member].join(" › ");
  return { description: `${at} is ${what}`, text: write(copy) };
}

function valuesOf(change: { [member: string]: Json }): { [member: string]: Json } {
  return (change["change"] as { [member: string]: { [member: string]: Json } })["after"] ?? {};
}

interface Place {
  readonly holder: object;
  readonly member: string;
  readonly path: readonly string[];
}

/** A member at any depth, found by a walk that stops anywhere; undefined where there is none that may be replaced. */
function placeIn(root: object, path: readonly string[], random: () => number): Place | undefined {
  const members = Object.keys(root).filter((member) => path[0] === "change.after" || !IDENTITY.has(member));
  const member = pick(members, random);
  if (member === undefined) return undefined;
  const value = (root as Record<string, Json>)[member];
  const deeper = typeof value === "object" && value !== null && random() < 0.75;
  const below = deeper ? placeIn(value, [...path, member], random) : undefined;
  return below ?? { holder: root, member, path };
}

function pick<T>(items: readonly T[], random: () => number): T | undefined {
  return items[Math.floor(random() * items.length)];
}

function write(document: Json): string {
  return JSON.stringify(document).replace(
    /"\\u0001raw:((?:[^"\\]|\\.)*)"/g,
    (_, raw: string) => JSON.parse(`"${raw}"`) as string,
  );
}
