import { scan, type Block } from "./scan";
import type { SourceDirectory, Sources } from "./sources";
import { literal } from "./value";

/** A configuration as JSON syntax writes it: https://developer.hashicorp.com/terraform/language/syntax/json */
export interface JsonSyntax {
  readonly [block: string]: unknown;
}

/** Blocks of which only is asked which there are. */
const NAMED = ["resource", "data", "ephemeral", "module", "output", "provider"];

/**
 * What has to be known of a configuration before Terraform runs, as JSON syntax says it: settings of `terraform`, which
 * providers, modules, resources and outputs there are. Of modules beside it only what they need of providers.
 *
 * @param directories the configuration's own first
 */
export function inJsonSyntax([root, ...modules]: readonly SourceDirectory[]): JsonSyntax {
  const own = root === undefined ? [] : documentsOf(root.sources);
  const beside = modules.flatMap(({ sources }) => documentsOf(sources).map(needs));
  const documents = [...own, ...beside];
  const names = new Set(documents.flatMap((document) => Object.keys(document)));
  const merged = [...names].map((name) => [name, documents.flatMap((document) => listed(document[name]))] as const);
  const result: Record<string, unknown> = Object.fromEntries(merged);
  return {
    ...result,
    terraform: [...listed(result["terraform"]), { required_providers: impliedProviders(documents) }],
  };
}

/** Only the root decides where the state lies and how the providers are configured. */
function needs({ terraform, resource, data, module }: JsonSyntax): JsonSyntax {
  const required = listed(terraform).map((settings) => ({
    required_providers: (settings as JsonSyntax)["required_providers"],
  }));
  return { terraform: required, resource, data, module };
}

function documentsOf(sources: Sources): JsonSyntax[] {
  return [...sources].map(([name, text]) => (name.endsWith(".json") ? parse(text) : fromBlocks(scan(text).blocks)));
}

function parse(text: string): JsonSyntax {
  try {
    const document: unknown = JSON.parse(text);
    return typeof document === "object" && document !== null ? (document as JsonSyntax) : {};
  } catch {
    // Terraform says what is wrong with it.
    return {};
  }
}

function fromBlocks(blocks: readonly Block[]): JsonSyntax {
  const document: Record<string, unknown[]> = {};
  for (const block of blocks) {
    const { type, labels } = block;
    if (type === "terraform") (document[type] ??= []).push(settingsOf(block));
    else if (NAMED.includes(type)) (document[type] ??= []).push(nested(labels, literalsOf(block)));
  }
  return document;
}

/** `terraform { … }`: its providers, and where its state lies. */
function settingsOf({ blocks }: Block): JsonSyntax {
  const settings: Record<string, unknown> = {};
  for (const block of blocks) {
    if (block.type === "required_providers") settings[block.type] = literalsOf(block);
    if (block.type === "backend") settings[block.type] = nested(block.labels, literalsOf(block));
    if (block.type === "cloud") settings[block.type] = literalsOf(block);
  }
  return settings;
}

function literalsOf({ attributes }: Block): JsonSyntax {
  return Object.fromEntries(
    attributes.map(({ name, text }) => [name, literal(text)] as const).filter(([, value]) => value !== undefined),
  );
}

function nested(labels: readonly string[], body: JsonSyntax): JsonSyntax {
  return labels.reduceRight((inner, label) => ({ [label]: inner }), body);
}

/**
 * Providers that nobody requires by name, which the types of resources imply.
 * https://developer.hashicorp.com/terraform/language/providers/requirements#implicit-provider-requirement
 */
function impliedProviders(documents: readonly JsonSyntax[]): JsonSyntax {
  const required = new Set(
    documents.flatMap(({ terraform }) =>
      listed(terraform).flatMap((settings) => Object.keys(object((settings as JsonSyntax)["required_providers"]))),
    ),
  );
  const types = documents.flatMap(({ resource, data }) =>
    [...listed(resource), ...listed(data)].flatMap((block) => Object.keys(object(block))),
  );
  const implied = types.map((type) => type.split("_", 1)[0] ?? type);
  return Object.fromEntries(
    implied.filter((name) => name !== "terraform" && !required.has(name)).map((name) => [name, {}]),
  );
}

function listed(value: unknown): readonly unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? (value as unknown[]) : [value];
}

function object(value: unknown): object {
  return typeof value === "object" && value !== null ? value : {};
}
