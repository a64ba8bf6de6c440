import { resolve } from "node:path";
import { InputError } from "../errors";
import type { PlanOptions } from "../terraform";
import type { TerraformOptions } from "./options";

/**
 * What the command line hands on to `terraform plan`.
 *
 * @param directory What file names are relative to: Terraform itself runs elsewhere.
 * @throws InputError for a parallelism that is no positive number.
 */
export function planOptions(options: TerraformOptions, directory: string): PlanOptions {
  const { parallelism } = options;
  if (parallelism !== undefined && !/^[1-9]\d{0,3}$/.test(parallelism)) {
    throw new InputError({
      what: `--parallelism takes a number from 1 to 9999, not "${parallelism}".`,
      mend: "Leave it out for Terraform's default, 10.",
    });
  }
  return {
    vars: options.var,
    varFiles: options.varFile.map((file) => resolve(directory, file)),
    targets: options.target,
    ...(parallelism === undefined ? {} : { parallelism: Number(parallelism) }),
  };
}
