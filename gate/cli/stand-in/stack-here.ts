import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { readSynthesis, type SynthesizedStack } from "../../terraform";

/** A synthesized stack, and the project that it is of. */
export interface StackHere {
  readonly stack: SynthesizedStack;
  /** The directory of cdktf.json. */
  readonly project: string;
}

/**
 * The stack whose directory Terraform is run in; null when the directory is none of a CDKTF project's.
 *
 * @throws InputError when the manifest of the synthesis cannot be read.
 */
export function stackHere(directory: string): StackHere | null {
  const output = upwards(directory, "manifest.json");
  const project = output === null ? null : upwards(output, "cdktf.json");
  if (output === null || project === null) return null;
  const stack = readSynthesis(output).stacks.find((candidate) => candidate.directory === directory);
  return stack === undefined ? null : { stack, project };
}

/** The nearest directory, this one or one above it, that has the file. */
function upwards(directory: string, file: string): string | null {
  if (existsSync(join(directory, file))) return directory;
  const parent = dirname(directory);
  return parent === directory ? null : upwards(parent, file);
}
