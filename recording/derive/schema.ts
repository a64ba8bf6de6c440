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

/** Whether a path, without indices, leads to an attribute, or into the value of one. */
export function isAttribute(schema: Schema, type: string, path: readonly string[]): boolean {
  let block = schema.get(type)?.block;
  for (const name of path) {
    if (block?.attributes?.[name] !== undefined) return true;
    block = block?.block_types?.[name]?.block;
  }
  return false;
}
