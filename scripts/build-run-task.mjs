// @ts-check
// Packs the run task for AWS Lambda: dist-functions/run-task.zip, with the code and the policies that it judges by.
// The same sources give the same bytes.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { zipSync } from "fflate";
import { schemaPlugin } from "./esbuild-schema-plugin.cjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const target = join(root, "dist-functions");

/** What `loadPolicies` reads. */
const POLICIES = [
  "policies/bundle/policy.wasm",
  "policies/bundle/catalog.json",
  "policies/contract/relations.json",
  ...readdirSync(join(root, "policies"))
    .filter((name) => name.endsWith(".json") && !name.endsWith(".schema.json"))
    .map((name) => `policies/${name}`),
];

const { outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: ["functions/run-task/lambda.ts"],
  outfile: "index.js",
  write: false,
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node22",
  minify: true,
  keepNames: true,
  legalComments: "none",
  plugins: [schemaPlugin],
  logLevel: "warning",
});
const code = outputFiles[0];
if (code === undefined) throw new Error("esbuild made no output");

// The first moment that a zip archive can name.
const mtime = new Date("1980-01-01T00:00:00");
const entry = (/** @type {Uint8Array} */ bytes) => /** @type {[Uint8Array, { mtime: Date }]} */ ([bytes, { mtime }]);
const archive = zipSync({
  "index.js": entry(code.contents),
  ...Object.fromEntries(POLICIES.map((file) => [file, entry(readFileSync(join(root, file)))])),
});
mkdirSync(target, { recursive: true });
const file = join(target, "run-task.zip");
writeFileSync(file, archive);
process.stdout.write(`${relative(root, file)}: ${(archive.byteLength / 1024).toFixed(0)} KiB\n`);
