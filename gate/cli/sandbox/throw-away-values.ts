import { randomBytes } from "node:crypto";
import { readConfiguration, type SynthesizedStack } from "../../terraform";
import type { Session } from "../session";

/**
 * Secrets that nobody gave get a value that means nothing: a plan needs one, and a stand-in does not care.
 *
 * @param given `name=value` of the command line.
 * @param inFiles There are files with values as well: what they give is not known.
 * @returns Variables of the environment, in which Terraform finds them when it plans and when it applies.
 */
export function throwAwayValues(
  { progress }: Session,
  stacks: readonly SynthesizedStack[],
  given: readonly string[],
  inFiles: boolean,
): Record<string, string> {
  const names = given.map((assignment) => assignment.split("=")[0]);
  const values: Record<string, string> = {};
  for (const stack of stacks) {
    const { variable = {} } = readConfiguration(stack).json as {
      readonly variable?: Record<string, { default?: unknown; sensitive?: unknown }>;
    };
    for (const [name, { default: value = "", sensitive }] of Object.entries(variable)) {
      if (sensitive !== true || value !== "" || inFiles || names.includes(name)) continue;
      values[`TF_VAR_${name}`] ??= randomBytes(18).toString("base64url");
      progress.say(`${stack.name}: variable ${name} is not given: the sandbox makes a value of its own`);
    }
  }
  return values;
}
