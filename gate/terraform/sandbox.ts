import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "../json";
import { copySynthesis, empty, offlineFiles, offlineOverride } from "./offline";
import { fileName, privateDirectory } from "./private-directory";
import type { SynthesizedStack, Workspace } from "./types";

/**
 * Name of the file that a sandbox adds beside the copied configuration; in a plan file it tells a plan that was made for a
 * stand-in.
 */
export const SANDBOX_OVERRIDE = "plangate_sandbox_override.tf.json";

/** Where the state of a sandbox lies, below the directory of its stack. */
const STATE = "terraform.tfstate";
const CONFIGURATION = "cdk.tf.json";

/**
 * Keys that no account has: whoever runs Terraform in this directory by hand reaches no account either. `max_retries`: what a
 * stand-in does not implement fails after seconds, not minutes.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs#argument-reference
 */
const STAND_IN = {
  access_key: "sandbox",
  secret_key: "sandbox",
  max_retries: 3,
  skip_credentials_validation: true,
  skip_metadata_api_check: "true",
  skip_region_validation: true,
};

/** What `initialize` made, and the state. */
const KEPT = /^(\.terraform|\.terraform\.lock\.hcl|terraform\.tfstate.*)$/;

/**
 * Makes a stack of its own for a local stand-in for AWS: a private copy with another
 * configuration and a local state. What was synthesized stays as it is, and knows nothing of it.
 *
 * @param configuration What of the stack's configuration the stand-in can hold.
 * @param projectDirectory Where the sandbox keeps its things: not the project itself, whose applies are of an account.
 */
export function prepareSandbox(
  stack: SynthesizedStack,
  configuration: JsonObject,
  projectDirectory: string,
): Workspace {
  const directory = sandboxDirectory(stack, projectDirectory);
  empty(directory, KEPT);
  copySynthesis(stack, directory);
  const text = JSON.stringify(withoutHome(configuration), null, 2);
  const files = offlineFiles({ files: new Map([[CONFIGURATION, text]]), json: configuration });
  const override = JSON.stringify(offlineOverride(configuration, STAND_IN), null, 2);
  for (const [name, content] of [...files, [SANDBOX_OVERRIDE, override] as const]) {
    writeFileSync(join(directory, name), content, { mode: 0o600 });
  }
  const configurationPath = join(directory, CONFIGURATION);
  return {
    stack: { ...stack, directory, configurationPath },
    offline: false,
    directory,
    projectDirectory,
    sandbox: true,
  };
}

/** The state file of a stack's sandbox, whether it is there or not. */
export function sandboxState(stack: SynthesizedStack, projectDirectory: string): string {
  return join(sandboxDirectory(stack, projectDirectory), STATE);
}

function sandboxDirectory(stack: SynthesizedStack, projectDirectory: string): string {
  return privateDirectory(projectDirectory, "stacks", fileName(stack.name));
}

/** Without the place where the stack's real state lies. */
function withoutHome(configuration: JsonObject): JsonObject {
  const strip = (settings: unknown): unknown => {
    if (Array.isArray(settings)) return settings.map(strip);
    if (typeof settings !== "object" || settings === null) return settings;
    return Object.fromEntries(Object.entries(settings).filter(([name]) => name !== "backend" && name !== "cloud"));
  };
  return { ...configuration, terraform: strip(configuration["terraform"]) };
}
