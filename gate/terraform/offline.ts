import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { inJsonSyntax, scan, withLocalModules } from "../hcl";
import type { JsonObject } from "../json";
import { awsProviderNames, objects, parseConfiguration, readConfiguration, type Configuration } from "./configuration";
import { commonDirectory, isOfARun, linkTrees, LOCK } from "./copy";
import { fileName, privateDirectory } from "./private-directory";
import type { PlanMode, SynthesizedStack, Workspace } from "./types";

/** Name of the file that an offline plan adds beside the copied configuration; in a plan file it tells an offline plan. */
export const OFFLINE_OVERRIDE = "plangate_offline_override.tf.json";

/** Arguments of the provider that lead to an account, or would be checked against one. */
const ACCOUNT_SETTINGS = [
  "profile",
  "token",
  "shared_config_files",
  "shared_credentials_files",
  "assume_role",
  "assume_role_with_web_identity",
  "allowed_account_ids",
  "forbidden_account_ids",
  "endpoints",
];

/**
 * Keys that no account has, and the provider's own switches for work without one. `max_retries`: a data source that
 * asks AWS fails at once instead of after minutes.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs#argument-reference
 */
const WITHOUT_ACCOUNT = {
  access_key: "offline",
  secret_key: "offline",
  max_retries: 1,
  skip_credentials_validation: true,
  skip_requesting_account_id: true,
  skip_metadata_api_check: "true",
  skip_region_validation: true,
};

/** What `initialize` made: the link to the shared data directory and the lock file. */
const KEPT = /^\.terraform(\.lock\.hcl)?$/;

/**
 * Online: the stack's directory itself. Offline: a private copy in `.plangate/offline/<stack>/` with the override file;
 * the copy has no backend but an empty local one, so that no real state is read.
 */
export function prepareWorkspace(stack: SynthesizedStack, mode: PlanMode, projectDirectory: string): Workspace {
  if (!mode.offline) return { stack, offline: false, directory: stack.directory, projectDirectory };
  const configuration = readConfiguration(stack);
  const copy = privateDirectory(projectDirectory, "offline", fileName(stack.name));
  empty(copy, KEPT);
  const directory = stack.configurationPath === null ? copySources(stack.directory, copy) : copySynthesis(stack, copy);
  for (const [name, text] of offlineFiles(configuration)) writeFileSync(join(directory, name), text, { mode: 0o600 });
  writeOverride(directory, offlineOverride(configuration.json));
  return { stack, offline: true, directory, projectDirectory };
}

/** Copies what was synthesized, with its assets. */
export function copySynthesis(stack: SynthesizedStack, directory: string): string {
  for (const entry of readdirSync(stack.directory)) {
    if (isOfARun(entry)) continue;
    cpSync(join(stack.directory, entry), join(directory, entry), { recursive: true, dereference: true });
  }
  return directory;
}

/**
 * Of plain Terraform its sources and those of its modules, each where it lies from the others.
 *
 * @returns the copy of the configuration's own directory
 */
function copySources(directory: string, copy: string): string {
  const [own, ...modules] = withLocalModules(directory);
  const directories = (own === undefined ? [] : [own, ...modules]).map((each) => each.directory);
  const above = commonDirectory(directories);
  const placeOf = (path: string): string => join(copy, relative(above, path));
  linkTrees(directories, placeOf);
  for (const { directory: from, sources } of modules) {
    const json = inJsonSyntax([{ directory: from, sources }]);
    const files = offlineFiles({ files: sources, json });
    for (const [name, text] of files) writeFileSync(join(placeOf(from), name), text, { mode: 0o600 });
    // An old-fashioned module, which configures its provider itself.
    if ("provider" in json) writeOverride(placeOf(from), { provider: offlineOverride(json)["provider"] });
  }
  const lock = join(directory, LOCK);
  // What the project has settled on, and not what a registry has by now.
  if (existsSync(lock)) cpSync(lock, join(placeOf(directory), LOCK));
  return placeOf(directory);
}

function writeOverride(directory: string, override: JsonObject): void {
  writeFileSync(join(directory, OFFLINE_OVERRIDE), JSON.stringify(override, null, 2), { mode: 0o600 });
}

/** Empties a private copy of all that an earlier run left, but for what this one goes on with. */
export function empty(directory: string, kept: RegExp): void {
  mkdirSync(directory, { recursive: true });
  for (const entry of readdirSync(directory)) {
    if (kept.test(entry)) continue;
    rmSync(join(directory, entry), { recursive: true, force: true });
  }
}

/** The files of the copied configuration: as they are, but for what in provider blocks leads to an account. */
export function offlineFiles({ files, json }: Configuration): ReadonlyMap<string, string> {
  const names = awsProviderNames(json);
  return new Map(
    [...files].map(([name, text]) => [
      name,
      name.endsWith(".json") ? offlineConfiguration(text, name, names) : withoutAccount(text, names),
    ]),
  );
}

/**
 * The text itself, unless a provider block assumes a role or names a profile. An override file can add arguments, but
 * cannot take a block away.
 */
function offlineConfiguration(text: string, path: string, names: readonly string[]): string {
  const json = parseConfiguration(text, path);
  const strip = (block: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(block).filter(([name]) => !ACCOUNT_SETTINGS.includes(name)));
  const stripProvider = ([name, blocks]: [string, unknown]): [string, unknown] =>
    names.includes(name) ? [name, objects(blocks).map(strip)] : [name, blocks];
  const providers = objects(json["provider"]);
  const blocks = providers.flatMap((provider) => names.flatMap((name) => objects(provider[name])));
  if (!blocks.some((block) => ACCOUNT_SETTINGS.some((setting) => setting in block))) return text;
  const provider = providers.map((entry) => Object.fromEntries(Object.entries(entry).map(stripProvider)));
  return JSON.stringify({ ...json, provider }, null, 2);
}

/** The same in native syntax; lines stay where they are. */
function withoutAccount(text: string, names: readonly string[]): string {
  const cut = scan(text)
    .blocks.filter(({ type, labels: [label = ""] }) => type === "provider" && names.includes(label))
    .flatMap(({ attributes, blocks }) => [
      ...attributes.filter(({ name }) => ACCOUNT_SETTINGS.includes(name)),
      ...blocks.filter(({ type, labels }) => [type, ...labels].some((name) => ACCOUNT_SETTINGS.includes(name))),
    ])
    .sort((a, b) => b.start - a.start);
  return cut.reduce(
    (rest, { start, end }) => rest.slice(0, start) + rest.slice(start, end).replace(/[^\n]/g, "") + rest.slice(end),
    text,
  );
}

/**
 * The override file: merged by Terraform into each provider block of the same name and alias.
 * https://developer.hashicorp.com/terraform/language/files/override
 */
export function offlineOverride(configuration: JsonObject, settings: JsonObject = WITHOUT_ACCOUNT): JsonObject {
  const provider: Record<string, JsonObject[]> = {};
  for (const name of awsProviderNames(configuration)) {
    const blocks = objects(configuration["provider"]).flatMap((providers) => objects(providers[name]));
    const aliases = new Set(blocks.map((block) => (typeof block["alias"] === "string" ? block["alias"] : null)));
    provider[name] = [...aliases].map((alias) => (alias === null ? settings : { alias, ...settings }));
    if (aliases.size === 0) provider[name].push(settings);
  }
  // An empty `provider` is an error to Terraform.
  return { terraform: { backend: { local: {} } }, ...(Object.keys(provider).length > 0 && { provider }) };
}
