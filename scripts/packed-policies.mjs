// @ts-check
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";

/** The first moment that a zip archive can name: no time of a file goes into one, so that the same files give the same bytes. */
const mtime = new Date("1980-01-01T00:00:00");

/** @param {Record<string, Uint8Array>} files by their names */
export function zipOf(files) {
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, [bytes, { mtime }]])));
}

/**
 * What `loadPolicies` reads of a project's policies folder, as `policies/…`.
 *
 * @param {string} project directory
 * @returns {Record<string, Uint8Array>}
 */
export function packedPolicies(project) {
  const edited = readdirSync(join(project, "policies")).filter(
    (name) => name.endsWith(".json") && !name.endsWith(".schema.json"),
  );
  const files = ["bundle/policy.wasm", "bundle/catalog.json", "contract/relations.json", ...edited];
  return Object.fromEntries(files.map((file) => [`policies/${file}`, readFileSync(join(project, "policies", file))]));
}
