import { isSymbol, SYMBOL, type PlanModel, type Resource, type Symbolic, type Value } from "../contract/plan-model";

/** Whether the author left the attribute out. */
export function isUnset(value: Value | undefined): boolean {
  return value === undefined || value === null || (isSymbol(value) && value.$symbol === "unset");
}

/** The elements of a list; undefined where the list itself is not known. An attribute left out has none. */
export function elements(value: Value | undefined): readonly Value[] | undefined {
  if (isUnset(value)) return [];
  return Array.isArray(value) ? (value as readonly Value[]) : undefined;
}

const UNREADABLE: Symbolic = { [SYMBOL]: "unknown", references: [] };

/** A member of a block; unreadable where the block is, such as one decided at apply, or has none. */
export function member(block: Value, name: string): Value {
  if (typeof block !== "object" || block === null || isSymbol(block) || !Object.hasOwn(block, name)) return UNREADABLE;
  return (block as { readonly [key: string]: Value })[name] ?? null;
}

export function instancesOf(model: PlanModel, ...types: readonly string[]): Resource[] {
  return types.flatMap((type) => Object.values(model.resources[type] ?? {}));
}

/** The surviving instance at an address. */
export function find(model: PlanModel, address: string, ...types: readonly string[]): Resource | undefined {
  for (const type of types) {
    const resources = model.resources[type];
    if (resources !== undefined && Object.hasOwn(resources, address)) return resources[address];
  }
  return undefined;
}

/** The surviving resources of some types that certainly name this one. */
export function companions(model: PlanModel, resource: Resource, ...types: readonly string[]): Resource[] {
  return types.flatMap((type) =>
    (resource.companions[type] ?? []).flatMap((address) => find(model, address, type) ?? []),
  );
}

/** The surviving resources that an attribute names, and whether it may also name others. */
export function linked(
  model: PlanModel,
  resource: Resource,
  attribute: string,
  ...types: readonly string[]
): { readonly resources: readonly Resource[]; readonly open: boolean } {
  const link = resource.links[attribute];
  if (link === undefined) return { resources: [], open: true };
  const resources = link.to.flatMap((address) => find(model, address, ...types) ?? []);
  return { resources, open: link.outside || link.unresolved || resources.length < link.to.length };
}

const unresolvedByModel = new WeakMap<PlanModel, Map<string, readonly Resource[]>>();

/** The surviving resources of some types of which the plan does not tell what an attribute names: it may be any resource. */
export function unresolved(model: PlanModel, attribute: string, ...types: readonly string[]): readonly Resource[] {
  const cache = unresolvedByModel.get(model) ?? new Map<string, readonly Resource[]>();
  unresolvedByModel.set(model, cache);
  const key = [attribute, ...types].join(" ");
  const found =
    cache.get(key) ?? instancesOf(model, ...types).filter((resource) => resource.links[attribute]?.unresolved);
  cache.set(key, found);
  return found;
}
