import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { RuleMetadata } from "../policies/contract/rule";
import { CONTRACT } from "./paths";

interface Schema {
  readonly [keyword: string]: unknown;
}

/** Type → attribute → what it may name. */
interface Links {
  readonly [type: string]: { readonly [attribute: string]: readonly string[] };
}

const { links: LINKS } = JSON.parse(readFileSync(join(CONTRACT, "relations.json"), "utf8")) as { links: Links };

/**
 * The schema of `input`, from what the rules read: with it `opa check` refuses a reference to a type, attribute or link that no rule
 * declares, which would be undefined, and so silent, at run time.
 *
 * OPA's type checker has no maps, so a map (`resources.aws_vpc`, by address) is written as an object with one stand-in key: iterating it gives the
 * type of its values. https://www.openpolicyagent.org/docs/policy-language#schema
 */
export function inputSchema(rules: readonly RuleMetadata[]): Schema {
  const managed = readsByType(rules);
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    ...record({
      plan: record({
        format_version: text,
        terraform_version: text,
        destroy: { type: "boolean" },
        complete: { type: "boolean" },
      }),
      resources: resourcesByType(managed.get("managed") ?? new Map()),
      removed: resourcesByType(managed.get("managed") ?? new Map()),
      data: resourcesByType(managed.get("data") ?? new Map()),
      parameters: record(
        Object.fromEntries(
          rules.map(({ id, parameters }) => [
            id,
            record(Object.fromEntries(Object.keys(parameters).map((name) => [name, text]))),
          ]),
        ),
      ),
    }),
  };
}

const text: Schema = { type: "string" };
const texts: Schema = { type: "array", items: text };
const anything: Schema = {};

/** An object of exactly these properties. To OPA an object schema without any is one of all, so a stand-in takes their place. */
function record(properties: { readonly [name: string]: Schema }): Schema {
  const isEmpty = Object.keys(properties).length === 0;
  return { type: "object", additionalProperties: false, properties: isEmpty ? { "<none>": anything } : properties };
}

/** Every value of a map has this schema. */
function map(values: Schema): Schema {
  return { type: "object", properties: { "<any>": values } };
}

function resourcesByType(types: ReadonlyMap<string, ReadonlySet<string>>): Schema {
  return record(Object.fromEntries([...types].map(([type, attributes]) => [type, map(resource(type, attributes))])));
}

function resource(type: string, attributes: ReadonlySet<string>): Schema {
  const values = record(Object.fromEntries([...attributes].map((attribute) => [attribute, anything])));
  const link = record({ to: texts, outside: { type: "boolean" }, unresolved: { type: "boolean" } });
  return record({
    address: text,
    type: text,
    action: text,
    provider: text,
    region: anything,
    before: values,
    after: values,
    documents: map(document),
    links: record(
      Object.fromEntries(Object.keys(LINKS[type] ?? {}).map((attribute) => [attribute.replace(/\[\]$/, ""), link])),
    ),
    companions: map(texts),
    depends_on: texts,
  });
}

const values: Schema = { type: "array", items: anything };
const principals: Schema = { type: "array", items: record({ type: text, values }) };
const document: Schema = record({
  complete: { type: "boolean" },
  statements: {
    type: "array",
    items: record({
      sid: anything,
      effect: anything,
      principals,
      not_principals: principals,
      actions: values,
      not_actions: values,
      resources: values,
      not_resources: values,
      conditions: { type: "array", items: record({ operator: text, key: text, values }) },
    }),
  },
});

/** Mode (`managed` or `data`) → type → the attributes that some rule reads. */
function readsByType(rules: readonly RuleMetadata[]): ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>> {
  const managed = new Map<string, Set<string>>();
  const data = new Map<string, Set<string>>();
  for (const [type, attributes] of rules.flatMap(({ reads }) => Object.entries(reads))) {
    const types = type.startsWith("data.") ? data : managed;
    const name = type.replace(/^data\./, "");
    const known = types.get(name) ?? new Set();
    for (const attribute of attributes) known.add(attribute);
    types.set(name, known);
  }
  return new Map([
    ["managed", managed],
    ["data", data],
  ]);
}
