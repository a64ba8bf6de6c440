import { existsSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../gate/errors";

/** Where this package is: the facts about AWS Config that every project shares. */
export const PACKAGE = join(__dirname, "..");
export const MANAGED_RULES = join(PACKAGE, "policies", "contract", "aws-config-rules.json");

/** What OPA loads, relative to the project's root. The JSON files beside them would become `data`, so they are not among it. */
export const REGO_SOURCES: readonly string[] = ["policies/library", "policies/rules"];

/** The built policies of a project. */
export function bundleOf(root: string): string {
  return join(root, "policies", "bundle");
}

/** Which attributes name which resources, in a project. */
export function relationsOf(root: string): string {
  return join(root, "policies", "contract", "relations.json");
}

/** Whether a project has sources of rules, and not only what was built of them. */
export function hasSources(root: string): boolean {
  return missingSource(root) === undefined;
}

function missingSource(root: string): string | undefined {
  return [...REGO_SOURCES, "policies/contract/relations.json"].find((path) => !existsSync(join(root, path)));
}

/**
 * Makes sure that a project has policies of its own to work on.
 *
 * @throws InputError that says where to get them
 */
export function requireSources(root: string): void {
  const missing = missingSource(root);
  if (missing === undefined) return;
  throw new InputError({
    what: `The project has no ${missing}: there are no sources of rules here to work on.`,
    where: root,
    mend: "Start in the project that has them, or name it with -C. To begin with policies of your own, copy this package's `policies` folder into the project.",
  });
}
