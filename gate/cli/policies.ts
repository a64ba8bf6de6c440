import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { InputError } from "../errors";
import { loadPolicies, type Policies, type PolicyFiles } from "../evaluate";
import { bundledPolicies } from "../package-root";

/** What a command line says of the policies; paths are relative to the directory that it works in. */
export interface PolicyOptions {
  readonly policies?: string;
  readonly parameters?: string;
  readonly exemptions?: string;
  /** As for `loadPolicies`. */
  readonly keepUnknownExemptions?: boolean;
}

/**
 * The policies that judge a project: those that the command line names, else the project's own policies folder, else the
 * ones that come with this package, by the settings in that folder.
 *
 * @param directory The directory that the command works in.
 * @throws InputError or ToolError as `loadPolicies` does.
 */
export function findPolicies(directory: string, options: PolicyOptions): Policies {
  return loadPolicies(findPolicyFiles(directory, options));
}

/**
 * Where `findPolicies` finds them.
 *
 * @throws InputError where the folder that the command line names is not there
 */
export function findPolicyFiles(directory: string, options: PolicyOptions): PolicyFiles {
  const folder = resolve(directory, options.policies ?? "policies");
  if (options.policies !== undefined && !existsSync(folder)) {
    throw new InputError({
      what: "There is no such policies folder.",
      where: folder,
      mend: "Name one with --policies, or leave that out: then the project's own policies judge, or those of this package.",
    });
  }
  return {
    ...(HAS_RULES.some((part) => existsSync(join(folder, part)))
      ? { directory: folder }
      : { directory: bundledPolicies(), ...settingsIn(folder) }),
    keepUnknownExemptions: options.keepUnknownExemptions === true,
    ...(options.parameters === undefined ? {} : { parameters: resolve(directory, options.parameters) }),
    ...(options.exemptions === undefined ? {} : { exemptions: resolve(directory, options.exemptions) }),
  };
}

/** A folder with rules of its own has their sources, or what was built of them. */
const HAS_RULES = ["bundle", "library"];

/** What a folder without rules sets for the rules of this package. */
function settingsIn(folder: string): Pick<PolicyFiles, "parameters" | "enforcement" | "exemptions"> {
  const names = ["parameters", "enforcement", "exemptions"] as const;
  const files = names.map((name) => [name, join(folder, `${name}.json`)] as const);
  return Object.fromEntries(files.filter(([, file]) => existsSync(file)));
}
