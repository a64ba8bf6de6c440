import { isObject } from "../json";
import { isSensitive, managedInstances, withoutKeys, type ResourceChange, type TerraformPlan } from "../plan";

/** A managed resource of a plan that is there once it is applied. */
export interface Resource {
  readonly address: string;
  readonly type: string;
  /** Path of the construct below the stack, `web-tier/fleet/group`; in plain Terraform modules and block, `network/private["a"]`. */
  readonly construct: string;
  /** Without those that the plan marks sensitive. */
  readonly values: Readonly<Record<string, unknown>>;
  /** By attribute: the addresses that the configuration refers to. */
  readonly references: ReadonlyMap<string, ReadonlySet<string>>;
}

/** A stack as it was planned. */
export interface System {
  readonly stack: string;
  readonly resources: readonly Resource[];
}

type Module = NonNullable<NonNullable<TerraformPlan["configuration"]>["root_module"]>;

/** What a diagram needs to know of a plan. */
export function systemOf(plan: TerraformPlan, stack: string): System {
  const references = new Map<string, Resource["references"]>();
  collectReferences(plan.configuration?.root_module ?? {}, "", references);
  const resources = managedInstances(plan)
    .filter(({ change }) => isObject(change.after))
    .map((change) => ({
      address: change.address,
      type: change.type,
      construct: constructOf(change),
      values: valuesOf(change),
      references: references.get(withoutKeys(change.address)) ?? new Map<string, ReadonlySet<string>>(),
    }));
  return { stack, resources: resources.sort((a, b) => (a.address < b.address ? -1 : 1)) };
}

function valuesOf(change: ResourceChange): Resource["values"] {
  const { after, after_sensitive: marks } = change.change;
  const values = after as Resource["values"];
  if (marks === true) return {};
  if (!isObject(marks) || Object.keys(marks).length === 0) return values;
  return Object.fromEntries(Object.entries(values).filter(([name]) => !isSensitive(change, name)));
}

/**
 * `web-tier_fleet_group_6BC78143` as `web-tier/fleet/group`: CDKTF makes the name of the path, and ends it with a hash where the
 * path has several parts.
 */
function constructOf({ module_address: module, name, index }: ResourceChange): string {
  const path = /^.*(?=_[0-9A-F]{8}$)/.exec(name)?.[0].replaceAll("_", "/") ?? name;
  const modules =
    module === undefined ? "" : `${module.replace(/(^|\.)module\./g, (_, dot: string) => (dot ? "/" : ""))}/`;
  return `${modules}${path}${index === undefined ? "" : `[${JSON.stringify(index)}]`}`;
}

/** Fills block → what its attributes refer to, over a module and the modules it calls. */
function collectReferences(module: Module, prefix: string, references: Map<string, Resource["references"]>): void {
  for (const { address, expressions = {} } of module.resources ?? []) {
    const byAttribute = Object.entries(expressions).map(
      ([name, expression]) => [name, new Set(referencesIn(expression).map((to) => prefix + to))] as const,
    );
    references.set(prefix + address, new Map(byAttribute));
  }
  for (const [name, { module: called }] of Object.entries(module.module_calls ?? {})) {
    if (called !== undefined) collectReferences(called, `${prefix}module.${name}.`, references);
  }
}

function referencesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key === "references" && Array.isArray(member)
      ? member.flatMap((reference) => /^aws_\w+\.[\w-]+/.exec(String(reference)) ?? [])
      : referencesIn(member),
  );
}
