import type { Environment } from "./types";

/**
 * Set (to `1`) in the environment of every engine that is started. The stand-in for terraform refuses to run when it
 * sees it: it would be calling itself.
 */
export const INSIDE = "PLANGATE_INSIDE";

/**
 * Taken out of every child's environment: arguments that would change what is shown or applied behind the gate's back,
 * a data directory that all stacks would share, and the gate's own key.
 */
const REMOVED = [
  "TF_CLI_ARGS",
  "TF_CLI_ARGS_version",
  "TF_CLI_ARGS_show",
  "TF_CLI_ARGS_apply",
  "TF_DATA_DIR",
  "PLANGATE_SIGNING_KEY",
  "PLANGATE_SIGNING_KEY_FILE",
];

/** A port that nothing listens on (`discard`): a call to AWS ends at once instead of reaching an account. */
const NOWHERE = "http://127.0.0.1:9";

/** The environment in which Terraform runs. Offline: nothing of AWS in it, and AWS out of reach. */
export function terraformEnvironment(env: Environment, offline: boolean): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined || REMOVED.includes(name)) continue;
    if (offline && (name.startsWith("AWS_") || name === "TF_WORKSPACE")) continue;
    result[name] = value;
  }
  return {
    ...result,
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
    CHECKPOINT_DISABLE: "1",
    [INSIDE]: "1",
    ...(offline ? { AWS_EC2_METADATA_DISABLED: "true", AWS_ENDPOINT_URL: NOWHERE } : {}),
  };
}

/** The value of a variable; undefined when it is unset or empty, which the shell hardly tells apart. */
export function variable(env: Environment, name: string): string | undefined {
  return env[name] === "" ? undefined : env[name];
}
