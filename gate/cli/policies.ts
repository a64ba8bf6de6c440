import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
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
 * ones that come with this package.
 *
 * @param directory The directory that the command works in.
 * @throws InputError or ToolError as `loadPolicies` does.
 */
export function findPolicies(directory: string, options: PolicyOptions): Policies {
  return loadPolicies(findPolicyFiles(directory, options));
}

/** Where `findPolicies` finds them. */
export function findPolicyFiles(directory: string, options: PolicyOptions): PolicyFiles {
  const own = join(directory, "policies");
  const chosen =
    options.policies === undefined
      ? existsSync(join(own, "bundle"))
        ? own
        : bundledPolicies()
      : resolve(directory, options.policies);
  return {
    directory: chosen,
    keepUnknownExemptions: options.keepUnknownExemptions === true,
    ...(options.parameters === undefined ? {} : { parameters: resolve(directory, options.parameters) }),
    ...(options.exemptions === undefined ? {} : { exemptions: resolve(directory, options.exemptions) }),
  };
}
