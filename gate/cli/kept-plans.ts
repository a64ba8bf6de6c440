import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../errors";
import { CONFIGURATION, PLAN_JSON } from "./plan-json";

/**
 * The files below a directory that may be plans, relative to it, sorted.
 *
 * @throws InputError where there is no such directory, or nothing of that kind in it
 */
export function findKeptPlans(directory: string): string[] {
  const mend = "Name a directory of plan JSON: `terraform show -json PLANFILE > plans/STACK.json`.";
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new InputError({ what: "There is no such directory.", where: directory, mend });
  }
  const found = filesBelow(directory, "").filter((file) => PLAN_JSON.test(file) && !CONFIGURATION.test(file));
  if (found.length === 0) throw new InputError({ what: "The directory has no plan JSON.", where: directory, mend });
  return found.sort();
}

/** A link that leads back up is not followed forever: links to directories are not followed at all. */
function filesBelow(directory: string, prefix: string): string[] {
  return readdirSync(join(directory, prefix), { withFileTypes: true }).flatMap((entry) => {
    const path = prefix === "" ? entry.name : `${prefix}/${entry.name}`;
    if (entry.isDirectory()) return filesBelow(directory, path);
    return entry.isFile() || (entry.isSymbolicLink() && statSync(join(directory, path)).isFile()) ? [path] : [];
  });
}

/** Whether JSON is a document of another kind than a plan, such as a list of plans: to be passed over, and said so. */
export function isOtherDocument(json: Uint8Array): boolean {
  try {
    const document: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(json));
    if (typeof document !== "object" || document === null) return true;
    return !["format_version", "resource_changes", "planned_values"].some((key) => Object.hasOwn(document, key));
  } catch {
    return false;
  }
}
