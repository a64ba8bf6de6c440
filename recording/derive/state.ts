import { createHash } from "node:crypto";
import { addressOf, blocksOf, withoutReferencesTo, type Block, type Configuration } from "./configuration";
import { isObject, type Json, type JsonObject } from "./json";
import { isRepeated } from "./forms";
import type { ResourceSchema, Schema, SchemaType } from "./schema";
import { partsOf, referencesOf } from "./text";

/** What a first plan says of an instance. */
export interface Planned {
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
  readonly after: JsonObject;
  readonly unknown: JsonObject;
}

/** An instance as the state has it. */
export interface Instance extends Omit<Planned, "after" | "unknown"> {
  readonly attributes: JsonObject;
}

/** What AWS decides where the author leaves it out, as far as rules ask for it; all else gets an empty value of its type. */
const DECIDED_BY_AWS: { readonly [attribute: string]: Json } = {
  backup_retention_period: 1,
  bucket_domain_name: "cases.s3.amazonaws.com",
  bucket_regional_domain_name: "cases.s3.us-east-1.amazonaws.com",
  ipv6_cidr_block: "2600:1f18:1234:5600::/56",
  parameter_group_name: "default",
  protocol: "HTTP",
  public_ip: "198.51.100.7",
  region: "us-east-1",
  replication_group_id: "",
  ssl_policy: "ELBSecurityPolicy-2016-08",
};

/** What the ids of EC2 begin with. */
const ID_PREFIXES: { readonly [type: string]: string } = {
  aws_ebs_volume: "vol",
  aws_instance: "i",
  aws_internet_gateway: "igw",
  aws_launch_template: "lt",
  aws_network_acl: "acl",
  aws_route_table: "rtb",
  aws_security_group: "sg",
  aws_subnet: "subnet",
  aws_vpc: "vpc",
};

/** Attributes that are the id as well, of types that are known by a name. */
const IDENTIFYING = ["bucket", "cluster_identifier", "function_name", "replication_group_id", "identifier", "name"];

/** A value cannot be told without applying: a function, or what is decided at apply. */
class NotTold extends Error {}

/**
 * The part of a configuration whose state can be told from its first plan: what refers to nothing that is decided at
 * apply, in no function, and to no data source.
 */
export function tellable(configuration: Configuration): Configuration {
  const kept = withoutReferencesTo(blocksOf(configuration.resource), (address) =>
    /^(terraform_data|data)\./.test(address),
  ).filter(({ type }) => type !== "terraform_data");
  const blocks = kept.filter(({ body }) => !JSON.stringify(body).includes("${jsonencode("));
  const resource: Record<string, Record<string, JsonObject>> = {};
  for (const { type, name, body } of blocks) (resource[type] ??= {})[name] = body;
  return { ...configuration, resource, data: {} };
}

/** The instances as they are after the first plan is applied: what it leaves unknown is told by the configuration, or made up. */
export class States {
  private readonly known = new Map<string, JsonObject>();
  private readonly blocks: ReadonlyMap<string, Block>;
  private readonly planned: ReadonlyMap<string, Planned>;

  constructor(
    configuration: Configuration,
    planned: readonly Planned[],
    private readonly schema: Schema,
  ) {
    this.blocks = new Map(blocksOf(configuration.resource).map((block) => [addressOf(block), block]));
    this.planned = new Map(planned.map((instance) => [instanceAddress(instance), instance]));
  }

  /** Every instance that can be told. */
  all(): Instance[] {
    return [...this.planned.values()].flatMap(({ type, name, index }) => {
      if (!this.blocks.has(`${type}.${name}`)) return [];
      try {
        const attributes = this.attributesOf(instanceAddress({ type, name, index }));
        return [{ type, name, ...(index === undefined ? {} : { index }), attributes }];
      } catch (error) {
        if (error instanceof NotTold) return [];
        throw error;
      }
    });
  }

  private attributesOf(address: string): JsonObject {
    const known = this.known.get(address);
    if (known !== undefined) return known;
    const planned = this.planned.get(address);
    const block = this.blocks.get(address.replace(/\[.*$/, ""));
    const schema = planned && this.schema.get(planned.type);
    if (planned === undefined || block === undefined || schema === undefined) throw new NotTold(address);
    const attributes: Record<string, Json> = { ...planned.after };
    this.known.set(address, attributes);
    const names = Object.keys(planned.unknown).sort((a, b) => Number(b === "id") - Number(a === "id"));
    for (const name of names.filter((each) => each !== "tags_all")) {
      const { type } = schema.block.attributes?.[name] ?? {};
      const made = type === undefined ? [] : madeUp(name, type, planned);
      attributes[name] = this.told(planned.after[name], planned.unknown[name], block.body[name], made, planned);
    }
    if (planned.unknown["tags_all"] === true)
      attributes["tags_all"] = isObject(attributes["tags"]) ? attributes["tags"] : {};
    return attributes;
  }

  /** A value with its unknown parts filled in. */
  private told(
    value: Json | undefined,
    unknown: Json | undefined,
    written: Json | undefined,
    made: Json,
    of: Planned,
  ): Json {
    if (unknown === true) return written === undefined || written === null ? made : this.evaluate(written, of);
    if (Array.isArray(unknown)) {
      const items = Array.isArray(value) ? (value as readonly Json[]) : [];
      const texts = Array.isArray(written) ? (written as readonly Json[]) : [written];
      return unknown.map((mark: Json, i) =>
        this.told(items[i], mark, texts.length === unknown.length ? texts[i] : undefined, "", of),
      );
    }
    if (!isObject(unknown)) return value ?? null;
    const object: Record<string, Json> = isObject(value) ? { ...value } : {};
    for (const [name, mark] of Object.entries(unknown)) {
      if (mark === false) continue;
      object[name] = this.told(object[name], mark, isObject(written) ? written[name] : undefined, null, of);
    }
    return object;
  }

  private evaluate(written: Json, of: Planned): Json {
    if (Array.isArray(written)) return written.map((item: Json) => this.evaluate(item, of));
    if (isObject(written))
      return Object.fromEntries(Object.entries(written).map(([name, item]) => [name, this.evaluate(item, of)]));
    if (typeof written !== "string") return written;
    const values = partsOf(written).map(({ code, text }) => (code ? this.reference(text.trim(), of) : text));
    return values.length === 1
      ? (values[0] ?? null)
      : values.map((value) => (typeof value === "string" ? value : JSON.stringify(value))).join("");
  }

  private reference(code: string, of: Planned): Json {
    if (code === "each.key" || code === "count.index") return of.index ?? null;
    const [found, ...others] = referencesOf(`\${${code}}`);
    if (found === undefined || others.length > 0) throw new NotTold(code);
    const { address, index, rest } = found;
    if (address + index + rest !== code) throw new NotTold(code);
    const own = /^\[(each\.key|count\.index)\]$/.test(index) ? `[${JSON.stringify(of.index)}]` : index;
    const [, attribute, more] = /^\.(\w+)(.*)$/.exec(rest) ?? [];
    if (attribute === undefined || more !== "") throw new NotTold(code);
    const value = this.attributesOf(address + own)[attribute];
    if (value === undefined) throw new NotTold(code);
    return value;
  }
}

/** What Terraform's local backend reads. https://developer.hashicorp.com/terraform/internals/json-format describes the same content. */
export function stateFile(
  instances: readonly Instance[],
  configuration: Configuration,
  schema: Schema,
  { tainted = false }: { readonly tainted?: boolean } = {},
): JsonObject {
  const byBlock = new Map<string, Instance[]>();
  for (const instance of instances) {
    const address = addressOf(instance);
    byBlock.set(address, [...(byBlock.get(address) ?? []), instance]);
  }
  return {
    version: 4,
    terraform_version: "1.11.4",
    serial: 1,
    lineage: "00000000-0000-0000-0000-000000000000",
    outputs: {},
    resources: [...byBlock.values()].map((all): Json => {
      const [{ type, name }] = all as [Instance];
      const block = configuration.resource[type]?.[name];
      const provider = block?.["provider"];
      const alias = typeof provider === "string" ? provider.replace(/^aws/, "") : "";
      return {
        mode: "managed",
        type,
        name,
        provider: `provider["registry.terraform.io/hashicorp/aws"]${alias}`,
        ...(block !== undefined && isRepeated({ type, name, body: block })
          ? { each: "for_each" in block ? "map" : "list" }
          : {}),
        instances: all.map(({ index, attributes }) => ({
          ...(index === undefined ? {} : { index_key: index }),
          ...(tainted ? { status: "tainted" } : {}),
          schema_version: (schema.get(type) as ResourceSchema).version,
          attributes,
          sensitive_attributes: secretsOf(schema.get(type) as ResourceSchema),
        })),
      };
    }),
  };
}

/** Paths of what the provider hides. Where a state does not name them, the next plan updates the resource to hide them. */
function secretsOf({ block }: ResourceSchema): Json {
  const hidden = Object.entries(block.attributes ?? {}).filter(([, { sensitive }]) => sensitive === true);
  return hidden.map(([name]) => [{ type: "get_attr", value: name }]);
}

function instanceAddress({
  type,
  name,
  index,
}: {
  type: string;
  name: string;
  index?: string | number | undefined;
}): string {
  return index === undefined ? `${type}.${name}` : `${type}.${name}[${JSON.stringify(index)}]`;
}

function madeUp(attribute: string, type: SchemaType, planned: Planned): Json {
  const decided = DECIDED_BY_AWS[attribute];
  if (decided !== undefined) return decided;
  switch (typeof type === "string" ? type : type[0]) {
    case "string": {
      if (attribute === "id") return idOf(planned);
      if (attribute === "arn") return arnOf(planned);
      return attribute.endsWith("_id") || IDENTIFYING.includes(attribute) ? instanceAddress(planned) : "";
    }
    case "bool":
      return false;
    case "number":
      return 0;
    case "map":
    case "object":
      return {};
    default:
      return [];
  }
}

function arnOf({ type, after, ...instance }: Planned): string {
  if (type === "aws_s3_bucket" && typeof after["bucket"] === "string") return `arn:aws:s3:::${after["bucket"]}`;
  const service = type.split("_")[1] ?? "";
  return `arn:aws:${service}:us-east-1:123456789012:${instanceAddress({ type, ...instance })}`;
}

function idOf(planned: Planned): string {
  const { type, after } = planned;
  const prefix = ID_PREFIXES[type];
  if (prefix !== undefined) {
    return `${prefix}-${createHash("sha256").update(instanceAddress(planned)).digest("hex").slice(0, 17)}`;
  }
  const named = IDENTIFYING.map((attribute) => after[attribute]).find((value) => typeof value === "string");
  return typeof named === "string" ? named : instanceAddress(planned);
}
