/**
 * Variants: the cases of several subjects in one plan, in another form – by `for_each`, in a child module, in HCL, as they
 * are after they have been applied, … The verdicts must be those of the subjects, except where `expected.json` says why not.
 */
import { addressOf, blocksOf, merge, nameIn, toBlocks, type Block, type Configuration } from "./configuration";
import type { JsonObject } from "./json";
import { childModule, count, dataSources, forEach, isOfAws, moved, sensitive, type Form } from "./forms";
import { toHcl } from "./hcl";
import { isAttribute, type Schema } from "./schema";
import { besideUndecided, nulls, undecided } from "./settings";
import { stateFile, States, tellable, type Planned } from "./state";
import { referencesOf } from "./text";
import { weakened, type Weakening } from "./weakened";

export { readSchema, schemaOf, schemaText, type Schema, type SchemaBlock, type SchemaType } from "./schema";
export { addressOf, blocksOf, configurationOf, nameIn, type Block, type Configuration } from "./configuration";
export type { Json, JsonObject } from "./json";
export type { Planned } from "./state";
export { referencesOf } from "./text";
export type { Weakening } from "./weakened";

/** On a first plan, and of what exists. */
export const FORMS = [
  "for-each",
  "count",
  "data-sources",
  "sensitive",
  "module-outputs",
  "module-variables",
  "hcl",
  "nulls",
  "undecided",
  "undecided-data-sources",
  "undecided-module-outputs",
  "beside-undecided",
  "targeted",
  "existing",
  "moved",
  "replaced",
  "forgotten",
  "deleted",
  "destroyed",
  "unprotected",
  "weakened",
] as const;

export type FormName = (typeof FORMS)[number];

export interface Sources {
  /** Of the subjects, by name: each `main.tf.json`. */
  readonly bases: ReadonlyMap<string, JsonObject>;
  /** providers.tf.json */
  readonly shared: JsonObject;
  /** Types that relations lead to: in a child module they are what others refer to. */
  readonly targets: ReadonlySet<string>;
  /** What rules read, by type. */
  readonly reads: { readonly [type: string]: ReadonlySet<string> };
  /** Types that protect others, or the account. */
  readonly protections: ReadonlySet<string>;
  readonly weakenings: readonly Weakening[];
}

/** What is planned. */
export interface Variant {
  /** By name below the directory that is planned. */
  readonly files: { readonly [name: string]: string };
  readonly state?: JsonObject;
  readonly plan: { readonly targets?: readonly string[]; readonly destroy?: boolean };
}

/** A resource that no rule judges, so that something stays where all else leaves. */
const BYSTANDER: JsonObject = {
  aws_resourcegroups_group: { bystander: { name: "bystander", resource_query: { query: "{}" } } },
};

/** Where a resource of a subject is in a variant; undefined where the variant does not have it. */
export function addressIn(form: FormName, sources: Sources): (base: string, address: string) => string | undefined {
  const merged = merge(sources.bases, sources.shared);
  const where = formOf(form, merged, sources).addressOf;
  return (base, address) => {
    const [, type = "", name = "", index = ""] = /^([^.]+)\.([^[]+)(.*)$/.exec(address) ?? [];
    if (merged.resource[type]?.[nameIn(base, name)] === undefined) return undefined;
    const plain = `${type}.${nameIn(base, name)}`;
    const found = where(plain);
    return found === plain ? plain + index : `${found}${index}`;
  };
}

/**
 * @param planned the instances of the subjects' own plans, under their names in the variant
 * @param schema of the provider
 */
export function variantOf(form: FormName, sources: Sources, planned: readonly Planned[], schema: Schema): Variant {
  const merged = merge(sources.bases, sources.shared);
  const told = tellable(merged);
  const states = () =>
    new States(merged, planned, schema).all().filter(({ type, name }) => told.resource[type]?.[name]);
  const { configuration, child } = formOf(form, merged, sources, schema);
  switch (form) {
    case "hcl":
      return {
        files: { "main.tf": toHcl(configuration, schema), "main.tf.json": json({ ...providersOf(configuration) }) },
        plan: {},
      };
    case "targeted":
      return {
        files: written(configuration),
        plan: { targets: mostOf(configuration).map(addressOf) },
      };
    case "existing":
      return { files: written(keep(told, states())), state: stateFile(states(), merged, schema), plan: {} };
    case "replaced":
      return {
        files: written(keep(told, states())),
        state: stateFile(states(), merged, schema, { tainted: true }),
        plan: {},
      };
    case "moved": {
      const kept = keep(told, states());
      const { configuration: after, moves } = moved(kept);
      return { files: written(after, { moved: moves }), state: stateFile(states(), merged, schema), plan: {} };
    }
    case "forgotten": {
      const kept = keep(told, states());
      const removed = blocksOf(kept.resource).map((block) => ({
        from: addressOf(block),
        lifecycle: { destroy: false },
      }));
      return {
        files: written({ ...kept, resource: BYSTANDER as unknown as Configuration["resource"] }, { removed }),
        state: stateFile(states(), merged, schema),
        plan: {},
      };
    }
    case "deleted":
      return {
        files: written({ ...told, resource: BYSTANDER as unknown as Configuration["resource"] }),
        state: stateFile(states(), merged, schema),
        plan: {},
      };
    case "destroyed":
      return {
        files: written(keep(told, states())),
        state: stateFile(states(), merged, schema),
        plan: { destroy: true },
      };
    case "unprotected": {
      const kept = keep(told, states());
      const bare = withoutTypes(kept, sources.protections);
      return { files: written(bare), state: stateFile(states(), merged, schema), plan: {} };
    }
    case "weakened":
      return {
        files: written(keep(told, states())),
        state: stateFile(weakened(states(), sources.weakenings), merged, schema),
        plan: {},
      };
    default: {
      const files = written(configuration, child === undefined ? {} : { module: { child: child.call } });
      return {
        files: child === undefined ? files : { ...files, "child/main.tf.json": json(child.configuration) },
        plan: {},
      };
    }
  }
}

function formOf(form: FormName, merged: Configuration, sources: Sources, schema: Schema = new Map()): Form {
  switch (form) {
    case "for-each":
      return forEach(merged);
    case "count":
      return count(merged);
    case "data-sources":
      return dataSources(merged);
    case "sensitive":
      return sensitive(merged, sources.reads, (type, path) => isAttribute(schema, type, path));
    case "module-outputs":
      return childModule(merged, (type) => sources.targets.has(type));
    case "module-variables":
      return childModule(merged, (type) => type.startsWith("aws_") && !sources.targets.has(type));
    case "moved":
      return moved(tellable(merged));
    case "nulls":
      return sameAddresses(nulls(merged, sources.reads, schema));
    case "undecided":
      return sameAddresses(undecided(merged, sources.reads, schema));
    case "undecided-data-sources":
      return dataSources(undecided(merged, sources.reads, schema));
    case "undecided-module-outputs":
      return childModule(undecided(merged, sources.reads, schema), (type) => type === "terraform_data");
    case "beside-undecided":
      return sameAddresses(besideUndecided(merged, sources.reads, schema));
    default:
      return sameAddresses(merged);
  }
}

/** Two of three resources of each type. */
function mostOf({ resource }: Configuration): Block[] {
  return Object.entries(resource).flatMap(([type, named]) =>
    blocksOf({ [type]: named }).filter((block, at) => isOfAws(block) && at % 3 !== 2),
  );
}

function sameAddresses(configuration: Configuration): Form {
  return { configuration, addressOf: (address) => address };
}

/** Only the blocks that have all their instances in the state. */
function keep(
  configuration: Configuration,
  instances: readonly { readonly type: string; readonly name: string }[],
): Configuration {
  const known = new Set(instances.map(addressOf));
  return {
    ...configuration,
    resource: toBlocks(blocksOf(configuration.resource).filter((block) => known.has(addressOf(block)))),
  };
}

function withoutTypes(configuration: Configuration, types: ReadonlySet<string>): Configuration {
  const isLeft = new Set(
    blocksOf(configuration.resource)
      .filter(({ type }) => types.has(type))
      .map(addressOf),
  );
  const blocks = blocksOf(configuration.resource).filter(
    (block) => !isLeft.has(addressOf(block)) && !referencesOf(block.body).some(({ address }) => isLeft.has(address)),
  );
  return { ...configuration, resource: toBlocks(blocks) };
}

function written(configuration: Configuration, more: JsonObject = {}): { readonly "main.tf.json": string } {
  const { resource, data } = configuration;
  return {
    "main.tf.json": json({
      ...providersOf(configuration),
      ...(Object.keys(resource).length > 0 ? { resource: resource } : {}),
      ...(Object.keys(data).length > 0 ? { data: data } : {}),
      ...more,
    }),
  };
}

function providersOf({ provider, terraform }: Configuration): JsonObject {
  return { terraform, provider: { aws: provider } };
}

function json(value: JsonObject): string {
  return JSON.stringify(value, null, 1);
}
