import { cpSync, mkdirSync, readdirSync, statSync, symlinkSync } from "node:fs";
import { dirname, join, sep } from "node:path";

/** What Terraform settles on: the versions of providers, with their checksums. */
export const LOCK = ".terraform.lock.hcl";

/** What belongs to an earlier run in a directory that Terraform works in, not to the configuration. */
const OF_A_RUN = /^(\.terraform|\.terraform\.lock\.hcl|\.plangate|\.git|.*\.tfstate(\..*)?|plan|.*\.tfplan)$/;

/** Whether an entry of a directory was left by a run. */
export function isOfARun(entry: string): boolean {
  return OF_A_RUN.test(entry);
}

/**
 * Makes directories that have what others have: links to what lies in them, which may be large, but for files, and for
 * directories that are made in their own right. What a run has left is not among them.
 *
 * @param placeOf Where the copy of a directory is made.
 */
export function linkTrees(directories: readonly string[], placeOf: (directory: string) => string): void {
  const made = new Set(directories);
  // Between two of them lie directories that cannot be links, since one of the copies lies in them.
  for (const directory of directories) {
    for (let above = dirname(directory); directories.some((other) => lies(above, other)); above = dirname(above)) {
      made.add(above);
    }
  }
  for (const directory of made) mkdirSync(placeOf(directory), { recursive: true });
  for (const directory of made) linkEntries(directory, placeOf(directory), made);
}

function linkEntries(from: string, to: string, made: ReadonlySet<string>): void {
  for (const entry of readdirSync(from)) {
    const target = join(from, entry);
    if (isOfARun(entry) || made.has(target)) continue;
    const isDirectory = statSync(target, { throwIfNoEntry: false })?.isDirectory();
    // A link to a file needs a right on Windows that few have; a junction needs none.
    if (isDirectory === true) symlinkSync(target, join(to, entry), "junction");
    else if (isDirectory === false) cpSync(target, join(to, entry));
  }
}

/** Whether a path lies in a directory, or is it. */
function lies(path: string, directory: string): boolean {
  return path === directory || path.startsWith(directory.endsWith(sep) ? directory : directory + sep);
}

/** The nearest directory that all of them are, or lie in. */
export function commonDirectory([first = sep, ...others]: readonly string[]): string {
  let common = first;
  const holds = (path: string): boolean => lies(path, common);
  while (!others.every(holds) && dirname(common) !== common) common = dirname(common);
  return common;
}
