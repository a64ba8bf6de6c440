// @ts-check
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

/** The fork that is maintained: https://github.com/open-constructs/cdk-terrain */
const VERSION = "0.24.0";
const NOT_SOURCES = new Set(["node_modules", "dist", "lib", "cdktf.out", ".git", ".plangate", ".gen"]);

/**
 * Moves a CDKTF project to its maintained fork, cdktn: imports of `cdktf` become imports of `cdktn`, and package.json asks for it.
 *
 * The bindings of providers stay as they are. They import `cdktf`, which then is the same fork under its old name, so that the provider's
 * version, and with it every plan, stays what it was. Moving to `@cdktn/provider-aws` is a step of its own: it brings another
 * major version of the provider.
 *
 * @param {string} directory of the project
 * @returns {string[]} the files that were changed, relative to it
 */
export function migrate(directory) {
  const changed = sources(directory).filter((file) => rewrite(file));
  const manifest = join(directory, "package.json");
  const text = readFileSync(manifest, "utf8");
  const migrated = withFork(JSON.parse(text));
  const result = `${JSON.stringify(migrated, null, 2)}\n`;
  if (result !== text) {
    writeFileSync(manifest, result);
    changed.push(manifest);
  }
  return changed.map((file) => relative(directory, file));
}

/** @param {string} directory @returns {string[]} */
function sources(directory) {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) return NOT_SOURCES.has(entry.name) ? [] : sources(path);
    return /\.[cm]?[jt]sx?$/.test(entry.name) ? [path] : [];
  });
}

/**
 * The compiler finds the imports, so that a text which happens to read `from "cdktf"` stays as it is.
 *
 * @param {string} file
 */
function rewrite(file) {
  const text = readFileSync(file, "utf8");
  const { importedFiles } = ts.preProcessFile(text, true, true);
  const names = importedFiles.filter(({ fileName }) => /^cdktf(\/|$)/.test(fileName)).reverse();
  let result = text;
  for (const { fileName, pos } of names) {
    const start = text.indexOf(fileName, pos);
    result = result.slice(0, start) + fileName.replace(/^cdktf/, "cdktn") + result.slice(start + fileName.length);
  }
  if (result !== text) writeFileSync(file, result);
  return result !== text;
}

/**
 * @param {Record<string, Record<string, string>>} manifest
 * @returns {object}
 */
function withFork(manifest) {
  const kinds = ["dependencies", "devDependencies"];
  return Object.fromEntries(
    Object.entries(manifest).map(([field, value]) => {
      if (!kinds.includes(field) || !("cdktf" in value)) return [field, value];
      const entries = Object.entries({ ...value, cdktf: `npm:cdktn@${VERSION}`, cdktn: VERSION });
      return [field, Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))];
    }),
  );
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const directory = resolve(process.argv[2] ?? ".");
  for (const file of migrate(directory)) console.log(file);
  console.log("Install what package.json now asks for (npm install), and look at the change: the plans stay the same.");
}
