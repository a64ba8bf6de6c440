import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { awsProviderNames, objects, readConfiguration, type JsonObject } from "./configuration";
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

/** What belongs to an earlier run in the synthesized directory, not to the configuration. */
const NOT_COPIED = /^(\.terraform|\.terraform\.lock\.hcl|terraform\.tfstate.*|.*\.tfstate|.*\.tfstate\.backup|plan)$/;

/**
 * Online: the synthesized directory itself. Offline: a private copy in `.plangate/offline/<stack>/` with the override
 * file; the copy has no backend but an empty local one, so that no real state is read.
 */
export function prepareWorkspace(stack: SynthesizedStack, mode: PlanMode, projectDirectory: string): Workspace {
  if (!mode.offline) return { stack, offline: false, directory: stack.directory, projectDirectory };
  const { text, json } = readConfiguration(stack.configurationPath);
  const directory = privateDirectory(projectDirectory, "offline", fileName(stack.name));
  empty(directory);
  for (const entry of readdirSync(stack.directory)) {
    if (NOT_COPIED.test(entry) || entry === basename(stack.configurationPath)) continue;
    cpSync(join(stack.directory, entry), join(directory, entry), { recursive: true, dereference: true });
  }
  writeFileSync(join(directory, basename(stack.configurationPath)), offlineConfiguration(text, json), { mode: 0o600 });
  writeFileSync(join(directory, OFFLINE_OVERRIDE), JSON.stringify(offlineOverride(json), null, 2), { mode: 0o600 });
  return { stack, offline: true, directory, projectDirectory };
}

/** Everything but what `initialize` made: the link to the shared data directory and the lock file. */
function empty(directory: string): void {
  mkdirSync(directory, { recursive: true });
  for (const entry of readdirSync(directory)) {
    if (entry === ".terraform" || entry === ".terraform.lock.hcl") continue;
    rmSync(join(directory, entry), { recursive: true, force: true });
  }
}

/**
 * The copied configuration: the text itself, unless a provider block assumes a role or names a profile. An override
 * file can add arguments, but cannot take a block away.
 */
export function offlineConfiguration(text: string, json: JsonObject): string {
  const names = awsProviderNames(json);
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

/**
 * The override file: merged by Terraform into each provider block of the same name and alias.
 * https://developer.hashicorp.com/terraform/language/files/override
 */
export function offlineOverride(configuration: JsonObject): JsonObject {
  const provider: Record<string, JsonObject[]> = {};
  for (const name of awsProviderNames(configuration)) {
    const blocks = objects(configuration["provider"]).flatMap((providers) => objects(providers[name]));
    const aliases = new Set(blocks.map((block) => (typeof block["alias"] === "string" ? block["alias"] : null)));
    provider[name] = [...aliases].map((alias) => (alias === null ? WITHOUT_ACCOUNT : { alias, ...WITHOUT_ACCOUNT }));
    if (aliases.size === 0) provider[name].push(WITHOUT_ACCOUNT);
  }
  // An empty `provider` is an error to Terraform.
  return { terraform: { backend: { local: {} } }, ...(Object.keys(provider).length > 0 && { provider }) };
}
