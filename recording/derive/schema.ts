/** What `terraform providers schema -json` says of a block. https://developer.hashicorp.com/terraform/cli/commands/providers/schema */
export interface SchemaBlock {
  readonly attributes?: { readonly [name: string]: SchemaAttribute };
  readonly block_types?: {
    readonly [name: string]: {
      readonly nesting_mode: string;
      readonly min_items?: number;
      readonly max_items?: number;
      readonly block: SchemaBlock;
    };
  };
}

export interface SchemaAttribute {
  readonly type?: SchemaType;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
  readonly optional?: boolean;
  readonly required?: boolean;
}

/** `"string"`, or `["list", "string"]`, `["object", {…}]`, … */
export type SchemaType = string | readonly [string, SchemaType | { readonly [name: string]: SchemaType }];

export interface ResourceSchema {
  readonly version: number;
  readonly block: SchemaBlock;
}

/** Resource types of all providers. */
export type Schema = ReadonlyMap<string, ResourceSchema>;

/** @param json the command's output */
export function readSchema(json: string): Schema {
  const { provider_schemas: providers } = JSON.parse(json) as {
    provider_schemas: { [provider: string]: { resource_schemas?: { [type: string]: ResourceSchema } } };
  };
  return new Map(Object.values(providers).flatMap((provider) => Object.entries(provider.resource_schemas ?? {})));
}

/** The schema of some types as text, without descriptions: what variants are made by, kept so that it needs no Terraform. */
export function schemaText(schema: Schema, types: ReadonlySet<string>): string {
  const kept = [...schema].filter(([type]) => types.has(type)).sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = kept.map(([type, { version, block }]) => JSON.stringify([type, { version, block: bare(block) }]));
  return `[\n${lines.join(",\n")}\n]\n`;
}

/** @param text as `schemaText` has made it */
export function schemaOf(text: string): Schema {
  return new Map(JSON.parse(text) as [string, ResourceSchema][]);
}

function bare({ attributes = {}, block_types: blocks = {} }: SchemaBlock): SchemaBlock {
  return {
    attributes: Object.fromEntries(
      Object.entries(attributes).map(([name, { type, computed, sensitive, optional, required }]) => [
        name,
        { type, computed, sensitive, optional, required } as SchemaAttribute,
      ]),
    ),
    block_types: Object.fromEntries(
      Object.entries(blocks).map(([name, { nesting_mode: nesting, min_items: least, max_items: most, block }]) => [
        name,
        {
          nesting_mode: nesting,
          ...(least === undefined ? {} : { min_items: least }),
          ...(most === undefined ? {} : { max_items: most }),
          block: bare(block),
        },
      ]),
    ),
  };
}

/** Whether a path, without indices, leads to an attribute, or into the value of one. */
export function isAttribute(schema: Schema, type: string, path: readonly string[]): boolean {
  let block = schema.get(type)?.block;
  for (const name of path) {
    if (block?.attributes?.[name] !== undefined) return true;
    block = block?.block_types?.[name]?.block;
  }
  return false;
}
