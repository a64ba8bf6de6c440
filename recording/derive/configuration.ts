import { asList, type Json, type JsonObject } from "./json";
import { mapReferences, referencesOf } from "./text";

/** type → name → block */
export interface Blocks {
  readonly [type: string]: { readonly [name: string]: JsonObject };
}

/** A configuration in JSON syntax, as far as cases use it. */
export interface Configuration {
  readonly resource: Blocks;
  readonly data: Blocks;
  /** Configurations of the AWS provider, and what Terraform itself is told. */
  readonly provider: readonly JsonObject[];
  readonly terraform: JsonObject;
}

/** A managed block, by its address without an index. */
export interface Block {
  readonly type: string;
  readonly name: string;
  readonly body: JsonObject;
}

export function addressOf({ type, name }: { readonly type: string; readonly name: string }): string {
  return `${type}.${name}`;
}

export function blocksOf(blocks: Blocks): Block[] {
  return Object.entries(blocks).flatMap(([type, named]) =>
    Object.entries(named).map(([name, body]) => ({ type, name, body })),
  );
}

export function toBlocks(blocks: readonly Block[]): Blocks {
  const all: Record<string, Record<string, JsonObject>> = {};
  for (const { type, name, body } of blocks) (all[type] ??= {})[name] = body;
  return all;
}

/** @param source `main.tf.json`, parsed */
export function configurationOf(source: JsonObject): Configuration {
  return {
    resource: (source["resource"] ?? {}) as unknown as Blocks,
    data: (source["data"] ?? {}) as unknown as Blocks,
    provider: asList((source["provider"] as JsonObject | undefined)?.["aws"] ?? []),
    terraform: (source["terraform"] ?? {}) as JsonObject,
  };
}

/** The name that a block of a base has where bases stand together. */
export function nameIn(base: string, name: string): string {
  return `${base.replaceAll("-", "_")}_${name}`;
}

/**
 * The configurations of several subjects as one: their names are prefixed, their modules, variables and local values left out with all that refers to them.
 *
 * @param bases by name; each `main.tf.json`, parsed
 * @param shared providers.tf.json, parsed
 */
export function merge(bases: ReadonlyMap<string, JsonObject>, shared: JsonObject): Configuration {
  const resources: Block[] = [];
  const data: Block[] = [];
  const providers = new Map<string, JsonObject>();
  for (const source of [shared, ...bases.values()]) {
    for (const provider of configurationOf(source).provider) {
      providers.set(text(provider["alias"]), provider);
    }
  }
  for (const [base, source] of bases) {
    const own = blocksOf(configurationOf(source).resource);
    const read = blocksOf(configurationOf(source).data);
    const declared = new Set([...own.map(addressOf), ...read.map((block) => `data.${addressOf(block)}`)]);
    const renamed = ({ type, name, body }: Block): Block => ({
      type,
      name: nameIn(base, name),
      body: mapReferences(body, ({ address, index, rest }) => {
        if (!declared.has(address)) return undefined;
        const dot = address.lastIndexOf(".") + 1;
        return address.slice(0, dot) + nameIn(base, address.slice(dot)) + index + rest;
      }) as JsonObject,
    });
    resources.push(...byThemselves(own).map(renamed));
    data.push(...byThemselves(read).map(renamed));
  }
  return {
    resource: toBlocks(resources),
    data: toBlocks(data),
    provider: [...providers.values()],
    terraform: configurationOf(shared).terraform,
  };
}

/** Without what refers to a module, a variable or a local value, directly or through others. */
function byThemselves(blocks: readonly Block[]): readonly Block[] {
  return withoutReferencesTo(blocks, (address) => /^(module|var|local)\./.test(address));
}

/** Without the blocks that refer to what `isLeftOut` says, and those that refer to them. */
export function withoutReferencesTo(
  blocks: readonly Block[],
  isLeftOut: (address: string, block: Block) => boolean,
): readonly Block[] {
  const kept = blocks.filter((block) => !referencesOf(block.body).some(({ address }) => isLeftOut(address, block)));
  if (kept.length === blocks.length) return kept;
  const gone = new Set(blocks.filter((block) => !kept.includes(block)).map(addressOf));
  return withoutReferencesTo(kept, (address) => gone.has(address));
}

function text(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}
