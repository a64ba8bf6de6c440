import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { readPlan, type TerraformPlan } from "../gate/plan";

/** A managed resource of a recorded plan. */
export interface Resource {
  readonly address: string;
  readonly type: string;
  /** Path of the construct below the stack, `web-tier/fleet/group`: CDKTF makes the resource's name of it. */
  readonly construct: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** By attribute: the addresses that the configuration refers to. */
  readonly references: ReadonlyMap<string, ReadonlySet<string>>;
}

/** A stack as it was planned. */
export interface System {
  readonly stack: string;
  readonly resources: readonly Resource[];
}

/** @throws InputError where the file is no plan */
export function readSystem(file: string): System {
  const plan = readPlan(readFileSync(file), file);
  const references = readReferences(plan);
  const resources = (plan.resource_changes ?? [])
    .filter(({ mode, change }) => mode === "managed" && typeof change.after === "object" && change.after !== null)
    .map(({ address, type, name, change }) => ({
      address,
      type,
      construct: constructOf(name),
      values: change.after as Readonly<Record<string, unknown>>,
      references: references.get(withoutKey(address)) ?? new Map<string, ReadonlySet<string>>(),
    }));
  return { stack: basename(file, ".json"), resources: resources.sort((a, b) => (a.address < b.address ? -1 : 1)) };
}

/** `web-tier_fleet_group_6BC78143` as `web-tier/fleet/group`: the hash is there where the path has several parts. */
function constructOf(name: string): string {
  return name.replace(/_[0-9A-F]{8}$/, "").replaceAll("_", "/");
}

/** An instance as its block is called, which is also how others refer to it. */
export function withoutKey(address: string): string {
  return address.replace(/\[[^\]]*\]$/, "");
}

function readReferences(plan: TerraformPlan): ReadonlyMap<string, Resource["references"]> {
  const blocks = plan.configuration?.root_module?.resources ?? [];
  return new Map(
    blocks.map(({ address, expressions = {} }) => [
      address,
      new Map(
        Object.entries(expressions).map(([name, expression]) => [name, new Set(referencesIn(expression))] as const),
      ),
    ]),
  );
}

function referencesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key === "references" && Array.isArray(member)
      ? member.flatMap((reference) => /^aws_\w+\.[\w-]+/.exec(String(reference)) ?? [])
      : referencesIn(member),
  );
}
