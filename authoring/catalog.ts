import type { ErrorObject } from "ajv";
import { InputError } from "../gate/errors";
import validate from "../policies/contract/catalog.schema.json";
import type { RuleMetadata } from "../policies/contract/rule";
import { graphRules } from "../policies/graph";
import { managedRules } from "./managed-rules";
import type { RegoRule } from "./metadata";
import { UNWRITTEN } from "./scaffold";

/** The contents of policies/bundle/catalog.json. */
export interface Catalog {
  readonly schemaVersion: "1.0.0";
  /** Sorted by id. */
  readonly rules: readonly RuleMetadata[];
}

/**
 * The catalog of all rules, Rego and TypeScript.
 *
 * @throws InputError that lists everything that is wrong with the rules' metadata
 */
export function catalogOf(
  regoRules: readonly RegoRule[],
  graph: readonly { metadata: RuleMetadata }[] = graphRules,
): Catalog {
  const rego = regoRules.map(({ metadata, file }) => ({ metadata, where: file }));
  const typescript = graph.map(({ metadata }) => ({ metadata, where: `graph rule ${metadata.id}` }));
  const stated = [...rego, ...typescript].sort((a, b) => compare(a.metadata.id, b.metadata.id));
  const problems = [
    ...regoRules.flatMap(misplaced),
    ...stated.flatMap(({ metadata, where }) => faults(metadata).map((fault) => `${where}: ${fault}`)),
    ...stated
      .slice(1)
      .flatMap(({ metadata, where }, index) =>
        stated[index]?.metadata.id === metadata.id
          ? [`${where}: ${metadata.id} is also the id of ${stated[index].where}`]
          : [],
      ),
  ];
  if (problems.length > 0) {
    throw new InputError({ what: problems.join("\n"), mend: "correct the METADATA of these rules" });
  }
  return { schemaVersion: "1.0.0", rules: stated.map(({ metadata }) => sorted(typed(metadata))) };
}

/** The id is the file's name, so that a reader who knows one knows the other. */
function misplaced({ metadata: { id }, file }: RegoRule): string[] {
  const expected = file.replace(/^.*\/|\.rego$/g, "").toUpperCase();
  return id === expected ? [] : [`${file}: its id is ${id}, and its file's name says ${expected}`];
}

function faults(metadata: RuleMetadata): string[] {
  const unwritten = Object.entries(metadata).filter(([, value]) => UNWRITTEN.test(JSON.stringify(value ?? "")));
  if (unwritten.length > 0) return unwritten.map(([field]) => `\`${field}\` still says "CHANGE ME"`);
  if (!validate({ schemaVersion: "1.0.0", rules: [metadata] })) return (validate.errors ?? []).map(explain);
  return [...unread(metadata), ...unmanaged(metadata)];
}

function explain({ instancePath, message, params }: ErrorObject): string {
  const field = instancePath.replace(/^\/rules\/0\/?/, "").replaceAll("/", ".");
  const extra = (params as { additionalProperty?: string }).additionalProperty;
  return `${field ? `\`${field}\` ` : ""}${message}${extra === undefined ? "" : ` (\`${extra}\`)`}`;
}

/** A type that is judged without reading anything of it would always be compliant. */
function unread({ resources, reads }: RuleMetadata): string[] {
  return resources
    .filter((type) => !(type in reads))
    .map((type) => `\`resources\` names ${type}, and \`reads\` does not`);
}

function unmanaged({ id, source, parameters }: RuleMetadata): string[] {
  const managed = managedRules().get(id);
  if (source === "plangate") {
    return managed ? [`${id} is a managed rule of AWS Config, so its \`source\` is aws-config`] : [];
  }
  if (!managed) return [`AWS Config has no managed rule ${id}; a rule of our own says \`source: plangate\``];
  const known = managed.parameters;
  if (!known) return [];
  const lacking = Object.keys(known)
    .filter((name) => !Object.hasOwn(parameters, name))
    .map((name) => `AWS Config's ${id} has a parameter ${name}: name it, as nobody could set it otherwise`);
  const different = Object.entries(parameters).flatMap(([name, parameter]) => {
    const real = known[name];
    if (!real) {
      return [`AWS Config's ${id} has no parameter ${name}; it has ${Object.keys(known).join(", ") || "none"}`];
    }
    // AWS Config leaves the choice to whoever deploys the rule; the default is ours then, for the gate and the deployed rule alike.
    if (real.required === true) {
      return parameter.default === undefined ? [`AWS Config demands a value of ${name}: give it a default`] : [];
    }
    return real.default === parameter.default
      ? []
      : [`AWS Config's default of ${name} is ${real.default ?? "none"}, not ${parameter.default ?? "none"}`];
  });
  return [...lacking, ...different];
}

/** With the types that AWS Config gives to the parameters. */
function typed(metadata: RuleMetadata): RuleMetadata {
  const known = managedRules().get(metadata.id)?.parameters ?? {};
  const parameters = Object.entries(metadata.parameters).map(([name, parameter]) => {
    const type = known[name]?.type ?? parameter.type;
    return [name, type === undefined ? parameter : { ...parameter, type }] as const;
  });
  return { ...metadata, parameters: Object.fromEntries(parameters) };
}

/** A copy whose objects have sorted keys, at every depth below the top; the top keeps the order of reading. */
function sorted(metadata: RuleMetadata): RuleMetadata {
  const { id, title, description, source, engine, service, aliases, severity, resources, ...rest } = metadata;
  const head = { id, title, description, source, engine, service, aliases, severity, resources };
  return { ...head, ...(sortKeys(rest) as typeof rest) };
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => compare(a, b))
      .map(([key, item]) => [key, sortKeys(item)]),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
