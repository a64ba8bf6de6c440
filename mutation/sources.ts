import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Sources } from "./suites";

const FOLDERS = ["policies/library", "policies/rules"];

/** The Rego files of a project. */
export function readSources(root: string): Sources {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".rego"))
      .map((name) => join(folder, name).replaceAll("\\", "/"))
      .sort(),
  );
  return new Map(files.map((file) => [file, readFileSync(join(root, file), "utf8")]));
}
