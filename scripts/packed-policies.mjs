// @ts-check
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

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
