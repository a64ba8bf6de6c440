import { blocksOf, toBlocks, type Configuration } from "./configuration";
import { isObject, type Json, type JsonObject } from "./json";
import type { Schema, SchemaAttribute, SchemaBlock } from "./schema";

/** What rules read, by type. */
export interface Reads {
  readonly [type: string]: ReadonlySet<string>;
}

/** A text that is decided at apply, or the truth value or number in it. */
const UNDECIDED = "${terraform_data.undecided.output}";
/** A list or map of which even the length is decided at apply. */
const UNDECIDED_WHOLE = "${jsondecode(terraform_data.undecided.output)}";

/** What the provider does not take from what is decided at apply: it asks for a literal when it plans. */
const LITERALS: { readonly [type: string]: readonly string[] } = {
  aws_lambda_function: ["handler", "runtime"],
};

/** What rules read and the author leaves out, written as null: the same to Terraform. */
export function nulls(configuration: Configuration, reads: Reads, schema: Schema): Configuration {
  return withSettings(configuration, reads, schema, {
    attribute: (value, { optional }) => (value === undefined && optional === true ? null : value),
  });
}

/** What rules read and the author writes as a literal, decided at apply. */
export function undecided(configuration: Configuration, reads: Reads, schema: Schema): Configuration {
  return withUndecided(withSettings(configuration, reads, schema, { attribute: decidedAtApply }));
}

/** Beside every literal that rules read and that may have others beside it, one that is decided at apply. */
export function besideUndecided(configuration: Configuration, reads: Reads, schema: Schema): Configuration {
  return withUndecided(
    withSettings(configuration, reads, schema, {
      attribute: (value) => (value === undefined ? value : withAnother(value)),
      repeated: (blocks, block) => [
        ...blocks,
        inBlock(blocks.at(-1) as JsonObject, block, { attribute: decidedAtApply }),
      ],
    }),
  );
}

/** How settings change. */
interface Change {
  /** @param value undefined where the author leaves it out; so is what then stays out */
  readonly attribute: (value: Json | undefined, schema: SchemaAttribute) => Json | undefined;
  /** Of blocks of which there may be several. */
  readonly repeated?: (blocks: readonly JsonObject[], schema: SchemaBlock) => readonly JsonObject[];
}

function withSettings(configuration: Configuration, reads: Reads, schema: Schema, change: Change): Configuration {
  const blocks = blocksOf(configuration.resource).map((block) => {
    const own = schema.get(block.type)?.block;
    const isRead = (name: string) =>
      reads[block.type]?.has(name) === true && LITERALS[block.type]?.includes(name) !== true;
    return own === undefined ? block : { ...block, body: inBlock(block.body, own, change, isRead) };
  });
  return { ...configuration, resource: toBlocks(blocks) };
}

function inBlock(
  body: JsonObject,
  schema: SchemaBlock,
  change: Change,
  isRead: (name: string) => boolean = () => true,
): JsonObject {
  const changed: Record<string, Json> = { ...body };
  const dynamic = isObject(body["dynamic"]) ? body["dynamic"] : {};
  for (const [name, attribute] of Object.entries(schema.attributes ?? {})) {
    if (!isRead(name) || name in dynamic || (attribute.optional !== true && attribute.required !== true)) continue;
    const value = change.attribute(body[name], attribute);
    if (value !== undefined) changed[name] = value;
  }
  for (const [name, { block, max_items: most }] of Object.entries(schema.block_types ?? {})) {
    const written = body[name];
    if (!isRead(name) || written === undefined || written === null || name === "timeouts") continue;
    const each = (inner: Json): Json => (isObject(inner) ? inBlock(inner, block, change) : inner);
    const inner = Array.isArray(written) ? written.map(each) : [each(written)];
    const isFull = inner.length === 0 || (most !== undefined && inner.length >= most);
    const all = isFull || !inner.every(isObject) ? inner : (change.repeated?.(inner, block) ?? inner);
    changed[name] = !Array.isArray(written) && all.length === 1 ? (all[0] as Json) : all;
  }
  return changed;
}

function decidedAtApply(value: Json | undefined): Json | undefined {
  if (value === undefined || value === null || hasTemplate(value)) return value;
  return typeof value === "object" ? UNDECIDED_WHOLE : UNDECIDED;
}

function withUndecided(configuration: Configuration): Configuration {
  const { terraform_data: others, ...rest } = configuration.resource;
  return { ...configuration, resource: { ...rest, terraform_data: { ...others, undecided: { input: "undecided" } } } };
}

/** A list, map or policy with one more element. */
function withAnother(value: Json): Json {
  if (typeof value === "string") return withAnotherStatement(value);
  if (isObject(value)) return { ...value, Undecided: UNDECIDED };
  if (!Array.isArray(value) || value.length === 0) return value;
  if (value.every((item) => typeof item !== "object")) return [...(value as Json[]), UNDECIDED];
  return value.map((item: Json) =>
    isObject(item)
      ? Object.fromEntries(
          Object.entries(item).map(([name, member]) => [
            name,
            Array.isArray(member) ? withAnother(member as Json) : member,
          ]),
        )
      : item,
  );
}

/** A policy document with one more statement: as the last one, for a principal or resource that is decided at apply. */
function withAnotherStatement(text: string): string {
  if (!text.startsWith("{") || text.includes("${")) return text;
  const document = JSON.parse(text) as JsonObject;
  const statements = document["Statement"];
  const last = Array.isArray(statements) ? (statements.at(-1) as Json) : undefined;
  if (!Array.isArray(statements) || !isObject(last)) return text;
  const open = "Resource" in last ? { Resource: UNDECIDED } : { Principal: { AWS: UNDECIDED } };
  const another = Object.entries({ ...last, ...open }).filter(([name]) => name !== "Sid");
  return JSON.stringify({ ...document, Statement: [...(statements as readonly Json[]), Object.fromEntries(another)] });
}

function hasTemplate(value: Json): boolean {
  return JSON.stringify(value).includes("${");
}
