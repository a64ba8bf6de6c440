import { blocksOf, toBlocks, addressOf, type Block, type Configuration } from "./configuration";
import type { Json, JsonObject } from "./json";
import { mapReferences } from "./text";

/** A configuration in another form, and where its resources are then. */
export interface Form {
  readonly configuration: Configuration;
  /** A child module in `./child`, where the form has one, and what the root passes to it. */
  readonly child?: { readonly configuration: JsonObject; readonly call: JsonObject };
  readonly addressOf: (address: string) => string;
}

const same = (address: string): string => address;

/** Every resource made by `for_each`, and named by its key. */
export function forEach(configuration: Configuration): Form {
  return repeated(configuration, { argument: { for_each: { only: true } }, own: "[each.key]", other: '["only"]' });
}

/** Every resource made by `count`, and named by its index. */
export function count(configuration: Configuration): Form {
  return repeated(configuration, { argument: { count: 1 }, own: "[count.index]", other: "[0]" });
}

function repeated(
  configuration: Configuration,
  how: { readonly argument: JsonObject; readonly own: string; readonly other: string },
): Form {
  const blocks = blocksOf(configuration.resource);
  const single = new Set(blocks.filter((block) => !isRepeated(block) && isOfAws(block)).map(addressOf));
  const indexed = (body: JsonObject, index: string) =>
    mapReferences(body, ({ address, index: given, rest }, isBare) =>
      single.has(address) && given === "" && !isBare ? address + index + rest : undefined,
    ) as JsonObject;
  return {
    configuration: {
      ...configuration,
      resource: toBlocks(
        blocks.map((block) =>
          single.has(addressOf(block))
            ? { ...block, body: { ...indexed(block.body, how.own), ...how.argument } }
            : { ...block, body: indexed(block.body, how.other) },
        ),
      ),
      data: toBlocks(blocksOf(configuration.data).map((block) => ({ ...block, body: indexed(block.body, how.other) }))),
    },
    addressOf: (address) => (single.has(address) ? address + how.other : address),
  };
}

/** What is decided at apply comes from a data source that is read at apply. */
export function dataSources(configuration: Configuration): Form {
  const sources: Block[] = [];
  const resource = mapReferences(configuration.resource, ({ address, rest }, isBare) => {
    if (!address.startsWith("terraform_data.") || isBare) return undefined;
    const name = address.slice("terraform_data.".length);
    if (!sources.some((source) => source.name === name)) {
      sources.push({ type: "aws_arn", name, body: { arn: `arn:aws:iam::123456789012:\${${address}${rest}}` } });
    }
    return `data.aws_arn.${name}.resource`;
  }) as unknown as Configuration["resource"];
  return {
    configuration: { ...configuration, resource, data: { ...configuration.data, ...toBlocks(sources) } },
    addressOf: same,
  };
}

/** What rules read is sensitive, where it is written as a literal. */
export function sensitive(
  configuration: Configuration,
  reads: { readonly [type: string]: ReadonlySet<string> },
  isAttribute: (type: string, path: readonly string[]) => boolean,
): Form {
  const hidden = (value: Json, type: string, path: readonly string[]): Json => {
    if (Array.isArray(value)) return value.map((item: Json) => hidden(item, type, path));
    if (typeof value === "object" && value !== null) {
      return Object.fromEntries(
        Object.entries(value).map(([name, member]) => [name, hidden(member, type, [...path, name])]),
      );
    }
    if (value === null || !isAttribute(type, path)) return value;
    if (typeof value === "string" && value.includes("${")) return value;
    return `\${sensitive(${JSON.stringify(value)})}`;
  };
  return {
    configuration: {
      ...configuration,
      resource: toBlocks(
        blocksOf(configuration.resource).map((block) => ({
          ...block,
          body: Object.fromEntries(
            Object.entries(block.body).map(([name, value]) => [
              name,
              reads[block.type]?.has(name) ? hidden(value, block.type, [name]) : value,
            ]),
          ),
        })),
      ),
    },
    addressOf: same,
  };
}

/**
 * Some types in a child module. What crosses its border goes through variables and outputs.
 *
 * @param isInside which types the module has
 */
export function childModule(configuration: Configuration, isInside: (type: string) => boolean): Form {
  const blocks = blocksOf(configuration.resource);
  const inside = new Set(blocks.filter(({ type }) => isInside(type)).map(addressOf));
  const everywhere = new Set([
    ...blocks.map(addressOf),
    ...blocksOf(configuration.data).map((b) => `data.${addressOf(b)}`),
  ]);
  const variables: Record<string, JsonObject> = {};
  const passed: Record<string, Json> = {};
  const outputs: Record<string, JsonObject> = {};
  const inChild = (body: JsonObject) =>
    mapReferences(body, ({ address, index, rest }, isBare) => {
      if (!everywhere.has(address) || inside.has(address)) return undefined;
      if (isBare) return undefined;
      const { name, crossing, left } = crossingOf(address, index, rest);
      variables[name] = {};
      passed[name] = `\${${crossing}}`;
      return `var.${name}${left}`;
    }) as JsonObject;
  const inRoot = (body: JsonObject) =>
    mapReferences(body, ({ address, index, rest }, isBare) => {
      if (!inside.has(address)) return undefined;
      if (isBare) return "module.child";
      const { name, crossing, left } = crossingOf(address, index, rest);
      outputs[name] = { value: `\${${crossing}}`, sensitive: false };
      return `module.child.${name}${left}`;
    }) as JsonObject;
  const within = blocks.filter((block) => inside.has(addressOf(block)));
  const child = toBlocks(
    within.map((block) => ({ ...block, body: inChild(withoutOuterDependencies(block.body, inside)) })),
  );
  const rest = toBlocks(
    blocks.filter((block) => !inside.has(addressOf(block))).map((block) => ({ ...block, body: inRoot(block.body) })),
  );
  const data = toBlocks(blocksOf(configuration.data).map((block) => ({ ...block, body: inRoot(block.body) })));
  const aliases = configuration.provider.flatMap(({ alias }) => (typeof alias === "string" ? [`aws.${alias}`] : []));
  return {
    configuration: { ...configuration, resource: rest, data },
    child: {
      configuration: {
        resource: child,
        ...(Object.keys(variables).length > 0 ? { variable: variables } : {}),
        output: outputs,
        terraform: { required_providers: { aws: { source: "hashicorp/aws", configuration_aliases: aliases } } },
      },
      call: {
        source: "./child",
        providers: Object.fromEntries(["aws", ...aliases].map((name) => [name, name])),
        ...passed,
      },
    },
    addressOf: (address) => (inside.has(address.replace(/\[.*$/, "")) ? `module.child.${address}` : address),
  };
}

/** An attribute crosses by itself; of what `count` or `for_each` made, all of it does. */
function crossingOf(address: string, index: string, rest: string): { name: string; crossing: string; left: string } {
  const [, attribute = "", left = ""] = /^(\.\w+)?(.*)$/.exec(rest) ?? [];
  const name = address.replaceAll(".", "__");
  if (index !== "" || attribute === "" || rest.startsWith("[")) return { name, crossing: address, left: index + rest };
  return { name: `${name}__${attribute.slice(1)}`, crossing: address + attribute, left };
}

/** A module cannot name what is outside of it. */
function withoutOuterDependencies(body: JsonObject, inside: ReadonlySet<string>): JsonObject {
  const { depends_on: on, ...rest } = body;
  if (!Array.isArray(on)) return body;
  const kept = (on as readonly Json[]).filter((address) => typeof address === "string" && inside.has(address));
  return kept.length === 0 ? rest : { ...rest, depends_on: kept };
}

/** Every resource under a new name, `moved` from the old one. */
export function moved(configuration: Configuration): Form & { readonly moves: readonly JsonObject[] } {
  const blocks = blocksOf(configuration.resource);
  const declared = new Set(blocks.map(addressOf));
  const rename = (body: JsonObject) =>
    mapReferences(body, ({ address, index, rest }) =>
      declared.has(address) ? `${address}_moved${index}${rest}` : undefined,
    ) as JsonObject;
  return {
    configuration: {
      ...configuration,
      resource: toBlocks(blocks.map(({ type, name, body }) => ({ type, name: `${name}_moved`, body: rename(body) }))),
    },
    moves: [...declared].map((from) => ({ from, to: `${from}_moved` })),
    addressOf: (address) => address.replace(/^([^.]+\.[^[]+)/, "$1_moved"),
  };
}

export function isRepeated({ body }: Block): boolean {
  return "for_each" in body || "count" in body;
}

export function isOfAws({ type }: { readonly type: string }): boolean {
  return type.startsWith("aws_");
}
