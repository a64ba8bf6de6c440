import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { plainStack, readSynthesis, type SynthesizedStack } from "../../terraform";

/** A stack, and the project that it is of. */
export interface StackHere {
  readonly stack: SynthesizedStack;
  /** The directory of cdktf.json; of plain Terraform its own. */
  readonly project: string;
}

/**
 * The stack whose directory Terraform is run in; null when the directory is no stack of the CDKTF project that it lies in,
 * and there is no Terraform in it either.
 *
 * @throws InputError when the manifest of the synthesis cannot be read.
 */
export function stackHere(directory: string): StackHere | null {
  const output = upwards(directory, "manifest.json");
  const project = output === null ? null : upwards(output, "cdktf.json");
  if (output === null || project === null) {
    const stack = plainStack(directory);
    return stack === null ? null : { stack, project: directory };
  }
  const stack = readSynthesis(output).stacks.find((candidate) => candidate.directory === directory);
  return stack === undefined ? null : { stack, project };
}

/** The nearest directory, this one or one above it, that has the file. */
function upwards(directory: string, file: string): string | null {
  if (existsSync(join(directory, file))) return directory;
  const parent = dirname(directory);
  return parent === directory ? null : upwards(parent, file);
}
