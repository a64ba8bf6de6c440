import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { InputError } from "../errors";
import { hasSources } from "../hcl";
import type { Synthesis, SynthesizedStack } from "./types";

/** Directories that are looked into for a project, and how many of them an error names. */
const DEPTH = 3;
const NAMED = 8;

/** A directory of plain Terraform as a stack, by the directory's name; null where there is no Terraform in it. */
export function plainStack(directory: string): SynthesizedStack | null {
  if (!hasSources(directory)) return null;
  return {
    name: basename(resolve(directory)),
    directory: resolve(directory),
    configurationPath: null,
    dependencies: [],
  };
}

/**
 * A directory of plain Terraform, which nothing has to be synthesized of; null where it is a CDKTF project. InputError where
 * it is neither or both.
 */
export function plainTerraform(directory: string): Synthesis | null {
  const isProject = existsSync(join(directory, "cdktf.json"));
  const stack = plainStack(directory);
  if (isProject && stack !== null) {
    throw new InputError({
      what: "There is a cdktf.json here, and Terraform files: it is not clear which of them to plan",
      where: directory,
      mend: "Move one of them to a directory of its own, and name it: -C DIRECTORY.",
    });
  }
  if (isProject) return null;
  if (stack !== null) return { directory: stack.directory, stacks: [stack] };
  throw new InputError({
    what: existsSync(directory)
      ? "There is nothing to plan here: neither Terraform files (*.tf) nor a cdktf.json"
      : "There is no such directory",
    where: directory,
    mend: insteadOf(directory),
  });
}

function insteadOf(directory: string): string {
  const found = existsSync(directory) ? [...projectAbove(directory), ...projectsBelow(directory, DEPTH)] : [];
  const names = found.slice(0, NAMED).map((path) => relative(directory, path));
  const others = found.length > NAMED ? `, and ${found.length - NAMED} more` : "";
  return found.length === 0
    ? "Name the directory of a project: plangate plan -C DIRECTORY. Or judge a plan that exists: terraform show -json PLANFILE | plangate check -"
    : `Name one of these: plangate plan -C DIRECTORY, with ${names.join(", ")}${others}`;
}

/** The nearest directory above with a cdktf.json, where there is one: somebody works in a folder of the project. */
function projectAbove(directory: string): string[] {
  const parent = dirname(directory);
  if (parent === directory) return [];
  return existsSync(join(parent, "cdktf.json")) ? [parent] : projectAbove(parent);
}

/** Directories with something to plan; modules are planned by who calls them. */
function projectsBelow(directory: string, depth: number): string[] {
  if (depth === 0) return [];
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !/^(\.|node_modules$|modules$|cdktf\.out$)/.test(entry.name))
    .map(({ name }) => join(directory, name))
    .flatMap((path) =>
      existsSync(join(path, "cdktf.json")) || hasSources(path) ? [path] : projectsBelow(path, depth - 1),
    );
}
