import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../gate/errors";
import validate from "../policies/contract/catalog.schema.json";
import type { RuleMetadata } from "../policies/contract/rule";
import { WRITTEN } from "./markdown";
import { indexPage } from "./page-index";
import { rulePage } from "./page-rule";
import { bundleOf } from "./paths";

/** Where the pages of a project are. */
export const PAGES = "docs/policies/rules";

/** The pages of a project's rules, by file name: one a rule and the index. Made from the built catalog, so OPA is not needed. */
export function pages(root: string): ReadonlyMap<string, string> {
  const rules = readCatalog(root);
  return new Map([["README.md", indexPage(rules)], ...rules.map((rule) => [`${rule.id}.md`, rulePage(rule)] as const)]);
}

/**
 * Writes the pages, and takes away those of rules that are gone.
 *
 * @returns how many pages there are
 */
export function writePages(root: string): number {
  const wanted = pages(root);
  const directory = join(root, PAGES);
  mkdirSync(directory, { recursive: true });
  for (const name of written(directory).filter((page) => !wanted.has(page))) rmSync(join(directory, name));
  for (const [name, text] of wanted) writeFileSync(join(directory, name), text);
  return wanted.size;
}

/**
 * Makes sure that the pages are what the catalog says.
 *
 * @throws InputError that names those that are not
 */
export function checkPages(root: string): void {
  const wanted = pages(root);
  const directory = join(root, PAGES);
  const stale = [
    ...[...wanted].filter(([name, text]) => readPage(join(directory, name)) !== text).map(([name]) => name),
    ...written(directory).filter((name) => !wanted.has(name)),
  ].sort();
  if (stale.length === 0) return;
  const more = stale.length > 5 ? ` and ${stale.length - 5} more` : "";
  throw new InputError({
    what: `The pages of rules are not what the catalog says: ${stale.slice(0, 5).join(", ")}${more}.`,
    where: PAGES,
    mend: "plangate rule docs, and commit the result",
  });
}

function readPage(file: string): string | null {
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}

function written(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory).filter(
    (name) => name.endsWith(".md") && readPage(join(directory, name))?.includes(WRITTEN) === true,
  );
}

function readCatalog(root: string): readonly RuleMetadata[] {
  const file = join(bundleOf(root), "catalog.json");
  const mend = "plangate rule build";
  if (!existsSync(file)) throw new InputError({ what: "The project's policies are not built.", where: file, mend });
  const catalog: unknown = JSON.parse(readFileSync(file, "utf8"));
  if (!validate(catalog)) throw new InputError({ what: "The catalog of rules is malformed.", where: file, mend });
  return (catalog as { rules: readonly RuleMetadata[] }).rules;
}
