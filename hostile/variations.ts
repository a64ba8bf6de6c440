import type { Json, Plan, ResourceChange } from "./plan";
import { swapped, VALUES, write } from "./values";

/** Text in place of a plan JSON, and what was done to the plan. */
export interface Variation {
  /** What was put where. */
  readonly description: string;
  readonly text: string;
  /** The place that was changed, as rules name attributes, e.g. `ingress[].cidr_blocks`; null where it is in no resource. */
  readonly path: string | null;
  /** Name of the value that was put there. */
  readonly value: string;
}

/** What a variation is aimed at. */
export interface Target {
  /** The violating resource. */
  readonly address: string;
  /** Its attributes that the rule reads. */
  readonly reads: readonly string[];
  /** The attribute that decides, as the evaluation names it, e.g. `ingress[0].cidr_blocks`; null where it names none. */
  readonly deciding: string | null;
}

/** Members that say which resource this is and what happens to it: with another one it is another plan, not a malformed one. */
const IDENTITY = new Set(["type", "mode", "name", "address", "module_address", "index", "actions", "previous_address"]);

/** A place in a document: a member of an object, or an element of a list. */
interface Place {
  readonly holder: object;
  readonly member: string;
  readonly path: readonly string[];
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

/**
 * The plan with one malformed place: six in ten where the rule decides, or on the way there; the others elsewhere in the
 * resource, in another one or in the rest of the document; a few end too early. The same random numbers give the same variation.
 */
export function vary(plan: Plan, target: Target, random: () => number): Variation {
  const kind = random();
  if (kind < 0.03) return cut(plan, random);
  const copy = structuredClone(plan);
  const own = copy.resource_changes.find(({ address }) => address === target.address);
  if (own?.change.after && kind < 0.6) {
    const place = decidingPlace(own.change.after, target, random);
    if (place !== undefined) return put(copy, target.address, place, random);
  }
  const change = kind < 0.7 ? own : kind < 0.85 ? pick(copy.resource_changes, random) : undefined;
  if (change?.change.after) {
    const place = placeIn(change.change.after, [], random, false);
    if (place !== undefined) return put(copy, change.address, place, random);
  }
  const place = placeIn(copy, [], random, true);
  if (place === undefined) throw new Error("A plan has members.");
  return put(copy, undefined, place, random);
}

/** The text, ending too early. */
function cut(plan: Plan, random: () => number): Variation {
  const text = JSON.stringify(plan);
  const at = Math.floor(random() * text.length);
  return {
    description: `cut after ${at} characters`,
    text: text.slice(0, at),
    path: null,
    value: "a cut",
  };
}

function put(copy: Plan, address: string | undefined, place: Place, random: () => number): Variation {
  const { holder, member, path } = place;
  const held = (holder as Record<string, Json>)[member];
  // A malformed value is one that is there. What the plan as a whole lacks is another plan.
  const removable = address !== undefined && !Array.isArray(holder);
  const kind = random();
  let value: string;
  if (removable && kind < 0.06) {
    Reflect.deleteProperty(holder, member);
    value = "absent";
  } else if (kind < 0.3) {
    const [name, other] = swapped(held ?? null);
    (holder as Record<string, Json>)[member] = other;
    value = name;
  } else {
    const [name, other] = pick(VALUES, random) ?? (["null", null] as const);
    (holder as Record<string, Json>)[member] = other;
    value = name;
  }
  const whole = [...path, member];
  return {
    description: `${address ?? "plan"}: ${whole.join(" › ")} is ${value}`,
    text: write(copy),
    path: address === undefined ? null : pathOf(whole),
    value,
  };
}

/** Of lists only that it is one of their elements: which of them it is says nothing. */
function pathOf([root = "", ...below]: readonly string[]): string {
  return root + below.map((member) => (/^\d+$/.test(member) ? "[]" : `.${member}`)).join("");
}

/** The deciding place, or one on the way to it, or one that the rule reads as well. */
function decidingPlace(after: ResourceChange["change"]["after"] & object, target: Target, random: () => number) {
  const named = target.deciding?.match(/[^.[\]]+/g) ?? [];
  const path = named.length > 0 && random() < 0.8 ? named : [pick(target.reads, random) ?? ""];
  const length = random() < 0.6 ? path.length : 1 + Math.floor(random() * path.length);
  let holder: Json | undefined = after;
  for (const member of path.slice(0, length - 1)) {
    if (typeof holder !== "object" || holder === null || !Object.hasOwn(holder, member)) return undefined;
    holder = (holder as Record<string, Json>)[member];
  }
  const member = path[length - 1];
  if (typeof holder !== "object" || holder === null || member === undefined) return undefined;
  if (Array.isArray(holder) && !/^\d+$/.test(member)) return undefined;
  return { holder, member, path: path.slice(0, length - 1) };
}

/** A member at any depth, found by a walk that stops anywhere; undefined where there is none that may be replaced. */
function placeIn(root: object, path: readonly string[], random: () => number, whole: boolean): Place | undefined {
  const members = Object.keys(root).filter((member) => !whole || !IDENTITY.has(member));
  const member = pick(members, random);
  if (member === undefined) return undefined;
  const value = (root as Record<string, Json>)[member];
  const deeper = typeof value === "object" && value !== null && random() < 0.75;
  const below = deeper ? placeIn(value, [...path, member], random, whole) : undefined;
  return below ?? { holder: root, member, path };
}

function pick<T>(items: readonly T[], random: () => number): T | undefined {
  return items[Math.floor(random() * items.length)];
}
