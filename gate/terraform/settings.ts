import { InputError } from "../errors";
import type { ApplySettings } from "./types";

/**
 * Command line of what `plan` and `apply` both take. InputError for a parallelism that Terraform would refuse.
 * https://developer.hashicorp.com/terraform/cli/commands/apply#apply-options
 */
export function settingArguments({ parallelism, lock, lockTimeout }: ApplySettings): string[] {
  if (parallelism !== undefined && !(Number.isInteger(parallelism) && parallelism > 0)) {
    throw new InputError({ what: `-parallelism must be a whole number above 0, not ${parallelism}` });
  }
  return [
    ...(parallelism === undefined ? [] : [`-parallelism=${parallelism}`]),
    ...(lock === false ? ["-lock=false"] : []),
    ...(lockTimeout === undefined ? [] : [`-lock-timeout=${lockTimeout}`]),
  ];
}
