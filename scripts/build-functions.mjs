// @ts-check
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { zipOf } from "./archive.mjs";
import { schemaPlugin } from "./esbuild-schema-plugin.cjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const functions = join(root, "functions");

/** The functions that are deployed as a bundle of their own. */
const NAMES = ["receipt-analyzer"];

/**
 * Bundles a function for Lambda: `dist/functions/NAME/index.mjs` with what is loaded later in files of its own, and the
 * archive of them, `dist/functions/NAME.zip`, that is uploaded under the code key of the environment.
 *
 * @param {string} name
 */
async function bundle(name) {
  const directory = join(root, "dist", "functions", name);
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: [join(functions, name, "index.ts")],
    outdir: directory,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    // What is imported later is a file of its own: a cold start does not pay for it.
    splitting: true,
    target: "node22",
    mainFields: ["module", "main"],
    // Libraries that are CommonJS ask for Node's modules by require.
    banner: {
      js: 'import { createRequire } from "node:module"; import { fileURLToPath as toPath } from "node:url"; const require = createRequire(import.meta.url), __filename = toPath(import.meta.url), __dirname = toPath(new URL(".", import.meta.url));',
    },
    minify: true,
    // Names are part of logs.
    keepNames: true,
    legalComments: "none",
    plugins: [schemaPlugin],
    logLevel: "warning",
  });
  const files = readdirSync(directory).sort();
  const entries = files.map((file) => /** @type {const} */ ([file, readFileSync(join(directory, file))]));
  const archive = zipOf(Object.fromEntries(entries));
  writeFileSync(`${directory}.zip`, archive);
  return archive.length;
}

for (const name of NAMES) {
  process.stdout.write(`dist/functions/${name}.zip: ${Math.round((await bundle(name)) / 1024)} KiB\n`);
}
