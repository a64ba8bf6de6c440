import { readFileSync } from "node:fs";
import { join } from "node:path";
import { variable } from "./environment";
import type { Environment } from "./types";

/**
 * Text of the user's CLI configuration; empty when there is none.
 * https://developer.hashicorp.com/terraform/cli/config/config-file#locations
 */
export function readCliConfiguration(env: Environment, home: string): string {
  const usual =
    process.platform === "win32" ? join(env["APPDATA"] ?? home, "terraform.rc") : join(home, ".terraformrc");
  return textOf(variable(env, "TF_CLI_CONFIG_FILE") ?? usual);
}

/** What `terraform login` keeps, as text; empty when there is none. */
export function readCredentials(env: Environment, home: string): string {
  const directory =
    process.platform === "win32" ? join(env["APPDATA"] ?? home, "terraform.d") : join(home, ".terraform.d");
  return textOf(join(directory, "credentials.tfrc.json"));
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
