import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { ToolError } from "../errors";
import { hasToken, isPlannedRemotely, planningHost } from "./cloud";
import { awsProviderNames, readConfiguration } from "./configuration";
import { variable } from "./environment";
import type { Environment, OfflineSetting, PlanMode, SynthesizedStack } from "./types";

/**
 * The setting that AWS credentials would come from, e.g. `AWS_PROFILE is set`; null when there is none. Looks where the
 * provider looks (https://registry.terraform.io/providers/hashicorp/aws/latest/docs#authentication-and-configuration):
 * the environment, then the default profile of the shared files. An instance role is not looked for, because that needs
 * a network call: say `offline: false` there.
 */
export function findCredentials(env: Environment = process.env, homeDirectory: string = homedir()): string | null {
  if (env["AWS_ACCESS_KEY_ID"] && env["AWS_SECRET_ACCESS_KEY"]) return "AWS_ACCESS_KEY_ID is set";
  if (env["AWS_PROFILE"]) return "AWS_PROFILE is set";
  if (env["AWS_WEB_IDENTITY_TOKEN_FILE"] && env["AWS_ROLE_ARN"]) return "AWS_WEB_IDENTITY_TOKEN_FILE is set";
  for (const name of ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI"]) {
    if (env[name]) return `${name} is set`;
  }
  const credentials = variable(env, "AWS_SHARED_CREDENTIALS_FILE") ?? join(homeDirectory, ".aws", "credentials");
  if (/^\s*aws_access_key_id\s*=\s*\S|^\s*credential_process\s*=\s*\S/m.test(defaultProfile(credentials))) {
    return "the shared credentials file has a default profile";
  }
  const config = variable(env, "AWS_CONFIG_FILE") ?? join(homeDirectory, ".aws", "config");
  const source =
    /^\s*(aws_access_key_id|credential_process|sso_session|sso_start_url|role_arn|login_session)\s*=\s*\S/m;
  return source.test(defaultProfile(config)) ? "the shared config file has a default profile" : null;
}

/** The lines of `[default]` in an AWS shared file; empty when there is no such file or profile. */
function defaultProfile(path: string): string {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return "";
  }
  let inside = false;
  return text
    .split(/\r?\n/)
    .filter((line) => {
      const section = /^\s*\[\s*([^\]]+?)\s*\]/.exec(line);
      if (section) inside = section[1] === "default" || section[1] === "profile default";
      return inside && !section;
    })
    .join("\n");
}

/**
 * Decides whether a stack is planned offline. Where HCP Terraform plans it, the account's credentials are there, and what
 * is needed here is a token. InputError when its configuration cannot be read.
 */
export function choosePlanMode(
  setting: OfflineSetting,
  stack: SynthesizedStack,
  env: Environment = process.env,
  homeDirectory: string = homedir(),
): PlanMode {
  if (setting !== "auto")
    return { offline: setting, because: setting ? "offline was asked for" : "online was asked for" };
  const { json } = readConfiguration(stack);
  const host = planningHost(json, env);
  if (host !== null) {
    return hasToken(host, json, env, homeDirectory)
      ? { offline: false, because: `${host} makes its plans` }
      : { offline: true, because: `no token for ${host} was found` };
  }
  if (awsProviderNames(json).length === 0) return { offline: false, because: "it does not use the AWS provider" };
  const found = findCredentials(env, homeDirectory);
  return { offline: found === null, because: found ?? "no AWS credentials were found" };
}

/** For `deploy`: ToolError when the stack could only be planned offline, before any time is spent on it. */
export function requireOnline(stack: SynthesizedStack, mode: PlanMode): void {
  if (!mode.offline) return;
  throw new ToolError({
    what: `Stack ${stack.name} cannot be deployed: ${mode.because}, and an offline plan is never applied`,
    mend: isPlannedRemotely(stack)
      ? "Run `terraform login`, with the host behind it where it is not HCP Terraform's, or set TF_TOKEN_…."
      : "Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; on a machine with an instance role, turn offline planning off.",
  });
}
