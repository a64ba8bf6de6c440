import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { InputError } from "../errors";
import { isObject, type JsonObject } from "../json";
import { inJsonSyntax, readSources, withLocalModules } from "../hcl";
import type { SynthesizedStack } from "./types";

/** One provider that a configuration needs. */
export interface ProviderRequirement {
  /** Local name, e.g. `aws`. */
  readonly name: string;
  /** `namespace/type`, with the host in front where the configuration names one, e.g. `hashicorp/aws`. */
  readonly source: string;
  /** e.g. `5.100.0` or `~> 5.0`; null when any version will do. */
  readonly version: string | null;
}

const DEFAULT_HOST = /^registry\.(terraform\.io|opentofu\.org)\//;

/** What Terraform is given of a stack. */
export interface Configuration {
  /** Text of each file, by name. */
  readonly files: ReadonlyMap<string, string>;
  /** In JSON syntax; of plain Terraform what must be known of it before there is a plan. */
  readonly json: JsonObject;
}

/** Reads the configuration of a stack. InputError when its `cdk.tf.json` is missing or not a JSON object. */
export function readConfiguration({ directory, configurationPath }: SynthesizedStack): Configuration {
  if (configurationPath === null) {
    return { files: readSources(directory), json: inJsonSyntax(withLocalModules(directory)) };
  }
  const { text, json } = readSynthesized(configurationPath);
  return { files: new Map([[basename(configurationPath), text]]), json };
}

function readSynthesized(path: string): { text: string; json: JsonObject } {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    throw new InputError(
      { what: "Cannot read the synthesized configuration", where: path, mend: "Synthesize the project first." },
      { cause },
    );
  }
  return { text, json: parseConfiguration(text, path) };
}

/** InputError when the text is no JSON object; `where` is named in it. */
export function parseConfiguration(text: string, where: string): JsonObject {
  try {
    const json: unknown = JSON.parse(text);
    if (isObject(json)) return json;
  } catch {
    // Same message as for JSON that is no object.
  }
  throw new InputError({
    what: "The synthesized configuration is not a JSON object",
    where,
    mend: "Synthesize the project again.",
  });
}

/** `terraform.required_providers`, without those that are built into Terraform. */
export function requiredProviders(configuration: JsonObject): ProviderRequirement[] {
  const requirements: ProviderRequirement[] = [];
  for (const settings of objects(configuration["terraform"])) {
    for (const block of objects(settings["required_providers"])) {
      for (const [name, value] of Object.entries(block)) {
        const { source, version } = isObject(value) ? value : { source: undefined, version: value };
        const full = typeof source === "string" ? source.toLowerCase().replace(DEFAULT_HOST, "") : name;
        if (full.startsWith("terraform.io/builtin/")) continue;
        requirements.push({
          name,
          source: full.includes("/") ? full : `hashicorp/${full}`,
          version: typeof version === "string" ? version.trim() : null,
        });
      }
    }
  }
  return requirements.sort((a, b) => (a.source < b.source ? -1 : 1));
}

/** Local names under which the configuration knows the AWS provider; empty when it does not use it. */
export function awsProviderNames(configuration: JsonObject): string[] {
  const required = requiredProviders(configuration);
  const names = new Set(required.filter(({ source }) => source === "hashicorp/aws").map(({ name }) => name));
  const isOther = required.some(({ name, source }) => name === "aws" && source !== "hashicorp/aws");
  const implied = objects(configuration["provider"]).some((block) => "aws" in block) || hasType(configuration, "aws_");
  if (implied && !isOther) names.add("aws");
  return [...names];
}

/** Whether a stack's configuration has outputs. InputError when it cannot be read. */
export function hasOutputs(stack: SynthesizedStack): boolean {
  const { json } = readConfiguration(stack);
  return objects(json["output"]).some((outputs) => Object.keys(outputs).some((name) => name !== "//"));
}

function hasType(configuration: JsonObject, prefix: string): boolean {
  return ["resource", "data", "ephemeral"].some((kind) =>
    objects(configuration[kind]).some((block) => Object.keys(block).some((type) => type.startsWith(prefix))),
  );
}

/** JSON syntax lets a block be one object or a list of them. */
export function objects(value: unknown): JsonObject[] {
  return (Array.isArray(value) ? value : [value]).filter(isObject);
}
