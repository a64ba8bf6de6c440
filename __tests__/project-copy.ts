import { cpSync, symlinkSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "..");

/** What the stacks are synthesized from. */
export const PROJECT = [
  ...["main.ts", "cdktf.json", "package.json", "tsconfig.json"],
  ...["environments", "functions", "modules", "policies", "stacks", "synth"],
];

/**
 * Copies this project into a directory, so that a test may change it and synthesize it there.
 *
 * @param directory made where it is not there
 * @param more files and folders of the project to copy besides
 */
export function copyProject(directory: string, more: readonly string[] = []): void {
  for (const part of [...PROJECT, ...more]) {
    cpSync(join(ROOT, part), join(directory, part), { recursive: true, filter: (file) => !file.includes("cdktf.out") });
  }
}

/** Lets what lies in a directory use the packages that are installed here. */
export function linkPackages(directory: string): void {
  symlinkSync(join(ROOT, "node_modules"), join(directory, "node_modules"), "junction");
}
