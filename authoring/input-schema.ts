import type { RuleMetadata } from "../policies/contract/rule";

interface Schema {
  readonly [keyword: string]: unknown;
}

/** Type → attribute → what it may name. */
export interface Links {
  readonly [type: string]: { readonly [attribute: string]: readonly string[] };
}

/** Type → the attributes that some rule reads. */
type Reads = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * The schema of `input`, from what the rules read: with it `opa check` refuses a reference to a type, attribute or link that no rule
 * declares, which would be undefined, and so silent, at run time.
 *
 * OPA's type checker has no maps, so a map (`resources.aws_vpc`, by address) is written as an object with one stand-in key: iterating it
 * gives the type of its values. https://www.openpolicyagent.org/docs/policy-language#schema
 */
export function inputSchema(rules: readonly RuleMetadata[], links: Links): Schema {
  const managed = reads(rules, (type) => (type.startsWith("data.") ? undefined : type));
  const data = reads(rules, (type) => (type.startsWith("data.") ? type.slice("data.".length) : undefined));
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    ...record({
      plan: record({ format_version: text, terraform_version: text, destroy: flag, complete: flag }),
      resources: instances(managed, "resource"),
      removed: instances(managed, "resource"),
      data: instances(data, "data"),
      ambiguous: map(map(flag)),
      parameters: recordOf(rules, ({ id, parameters }) => [
        id,
        recordOf(Object.keys(parameters), (name) => [name, text]),
      ]),
    }),
    definitions: {
      ...definitions,
      ...Object.fromEntries([...managed].map((entry) => [`resource:${entry[0]}`, resource(...entry, links)])),
      ...Object.fromEntries([...data].map((entry) => [`data:${entry[0]}`, resource(...entry, links)])),
    },
  };
}

const text: Schema = { type: "string" };
const flag: Schema = { type: "boolean" };
const anything: Schema = {};
const list = (items: Schema): Schema => ({ type: "array", items });
const defined = (name: string): Schema => ({ $ref: `#/definitions/${name}` });

/** An object of exactly these properties. To OPA an object schema without any is one of all, so a stand-in takes their place. */
function record(properties: { readonly [name: string]: Schema }): Schema {
  const isEmpty = Object.keys(properties).length === 0;
  return { type: "object", additionalProperties: false, properties: isEmpty ? { "<none>": anything } : properties };
}

function recordOf<T>(items: Iterable<T>, property: (item: T) => readonly [name: string, schema: Schema]): Schema {
  return record(Object.fromEntries([...items].map(property)));
}

/** Every value of a map has this schema. */
function map(values: Schema): Schema {
  return { type: "object", properties: { "<any>": values } };
}

function instances(types: Reads, kind: string): Schema {
  return recordOf(types.keys(), (type) => [type, map(defined(`${kind}:${type}`))]);
}

function resource(type: string, attributes: ReadonlySet<string>, links: Links): Schema {
  const values = recordOf(attributes, (attribute) => [attribute, anything]);
  return record({
    address: text,
    type: text,
    action: text,
    provider: text,
    region: anything,
    before: values,
    after: values,
    documents: map(defined("policyDocument")),
    // `users[]` in relations.json says that `users` is a list.
    links: recordOf(Object.keys(links[type] ?? {}), (attribute) => [attribute.replace(/\[\]$/, ""), defined("link")]),
    companions: map(list(text)),
    depends_on: list(text),
  });
}

const definitions: { readonly [name: string]: Schema } = {
  link: record({ to: list(text), outside: flag, unresolved: flag }),
  principals: list(record({ type: text, values: list(anything) })),
  policyDocument: record({
    complete: flag,
    statements: list(
      record({
        sid: anything,
        effect: anything,
        principals: defined("principals"),
        not_principals: defined("principals"),
        actions: list(anything),
        not_actions: list(anything),
        resources: list(anything),
        not_resources: list(anything),
        conditions: list(record({ operator: text, key: text, values: list(anything) })),
      }),
    ),
  }),
};

/** What all rules together read of the types that `named` names. */
function reads(rules: readonly RuleMetadata[], named: (type: string) => string | undefined): Reads {
  const result = new Map<string, Set<string>>();
  for (const [declared, attributes] of rules.flatMap((rule) => Object.entries(rule.reads))) {
    const type = named(declared);
    if (type === undefined) continue;
    const known = result.get(type) ?? new Set();
    for (const attribute of attributes) known.add(attribute);
    result.set(type, known);
  }
  return result;
}
