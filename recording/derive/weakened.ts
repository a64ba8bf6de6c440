import { addressOf, nameIn } from "./configuration";
import type { Json } from "./json";
import type { Instance } from "./state";

/** A resource of a subject that was, in what a rule reads, as another one is: both by their names. */
export interface Weakening {
  readonly base: string;
  readonly type: string;
  /** What it was like. */
  readonly from: string;
  /** What it is now. */
  readonly to: string;
  readonly attributes: readonly string[];
}

/** A permission can only be replaced, and to plan that the provider asks AWS for the snapshot. */
const NOT_PLANNED: ReadonlySet<string> = new Set(["aws_snapshot_create_volume_permission"]);

/** Of what such a resource can lead to it names one only, and the provider fails to plan that it names another kind. */
const ONE_OF_MANY: ReadonlySet<string> = new Set(["aws_route", "aws_vpc_security_group_ingress_rule"]);

/**
 * The state before what protects was taken away: what a plan makes weak still has the settings of what is strong. A resource has
 * those of one only in what several rules read, since a mixture need not be strong.
 */
export function weakened(instances: readonly Instance[], weakenings: readonly Weakening[]): Instance[] {
  const after = new Map(instances.map((instance) => [addressOf(instance), instance.attributes]));
  const before = new Map<string, Record<string, Json>>();
  for (const { base, type, from, to, attributes } of weakenings) {
    const address = addressOf({ type, name: nameIn(base, to) });
    const strong = after.get(addressOf({ type, name: nameIn(base, from) }));
    const weak = after.get(address);
    if (strong === undefined || weak === undefined || NOT_PLANNED.has(type)) continue;
    if (ONE_OF_MANY.has(type) && attributes.some((name) => isGiven(strong[name]) !== isGiven(weak[name]))) continue;
    const settings = attributes.map((name): [string, Json] => [name, strong[name] ?? null]);
    const known = before.get(address) ?? {};
    if (settings.some(([name, value]) => name in known && !isSame(known[name], value))) continue;
    before.set(address, { ...known, ...Object.fromEntries(settings) });
  }
  return instances.map((instance) => ({
    ...instance,
    attributes: { ...instance.attributes, ...before.get(addressOf(instance)) },
  }));
}

function isGiven(value: Json | undefined): boolean {
  return value !== undefined && value !== null && value !== "";
}

function isSame(a: Json | undefined, b: Json | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
