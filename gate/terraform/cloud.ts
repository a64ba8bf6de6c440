import { homedir } from "node:os";
import { readCliConfiguration, readCredentials } from "./cli-configuration";
import type { JsonObject } from "../json";
import { objects, readConfiguration } from "./configuration";
import { variable } from "./environment";
import type { Environment, SynthesizedStack } from "./types";

const HCP_TERRAFORM = "app.terraform.io";

/**
 * Whether HCP Terraform makes a stack's plans: it has a `cloud` block or the older `remote` backend. InputError when its
 * configuration cannot be read.
 */
export function isPlannedRemotely(stack: SynthesizedStack): boolean {
  return planningHost(readConfiguration(stack).json, {}) !== null;
}

/** The host of HCP Terraform, or Terraform Enterprise, that a configuration names; null: plans are made here. */
export function planningHost(configuration: JsonObject, env: Environment): string | null {
  const settings = objects(configuration["terraform"]);
  const blocks = settings.flatMap(({ cloud, backend }) => [
    ...objects(cloud),
    ...objects(backend).flatMap(({ remote }) => objects(remote)),
  ]);
  const [block] = blocks;
  if (block === undefined) return null;
  const { hostname } = block;
  return typeof hostname === "string" && hostname !== ""
    ? hostname.toLowerCase()
    : (variable(env, "TF_CLOUD_HOSTNAME") ?? HCP_TERRAFORM);
}

/**
 * Whether a token for a host is where Terraform looks for one. A credentials helper is not asked, and counts.
 * https://developer.hashicorp.com/terraform/cli/config/config-file#credentials
 */
export function hasToken(host: string, configuration: JsonObject, env: Environment, home: string = homedir()): boolean {
  if (variable(env, `TF_TOKEN_${host.replaceAll("-", "__").replaceAll(".", "_")}`) !== undefined) return true;
  const blocks = objects(configuration["terraform"]).flatMap(({ cloud }) => objects(cloud));
  if (blocks.some(({ token }) => typeof token === "string")) return true;
  const quoted = JSON.stringify(host);
  const text = readCliConfiguration(env, home);
  if (/^\s*credentials_helper\s/m.test(text)) return true;
  return (
    text.split(/\bcredentials\s+/).some((part) => part.startsWith(quoted)) ||
    readCredentials(env, home).includes(quoted)
  );
}
