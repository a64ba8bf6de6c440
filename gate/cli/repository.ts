import { existsSync, realpathSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/**
 * Where a project lies in its Git repository, with forward slashes: what code hosts need to find a line of it. Empty where
 * it is the repository's root, or in none.
 */
export function pathInRepository(directory: string): string {
  const project = existsSync(directory) ? realpathSync(directory) : directory;
  for (let root = project; ; root = dirname(root)) {
    // A file in worktrees and submodules.
    if (existsSync(join(root, ".git"))) return relative(root, project).replaceAll("\\", "/");
    if (dirname(root) === root) return "";
  }
}
