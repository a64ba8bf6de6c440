// @ts-check
// Packs the run task for AWS Lambda: dist-functions/run-task.zip, with the code and the policies that it judges by, and the
// replay of a fleet's plans, which judges by the same. The same sources give the same bytes.
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { zipOf } from "./archive.mjs";
import { schemaPlugin } from "./esbuild-schema-plugin.cjs";
import { packedPolicies } from "./packed-policies.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const target = join(root, "dist-functions");

/** By the name of their file in the archive, which is the first part of a handler's name. */
const ENTRY_POINTS = {
  receiver: "functions/run-task/aws/receiver.ts",
  worker: "functions/run-task/aws/worker.ts",
  replay: "functions/fleet-replay/lambda.ts",
};

/**
 * The HTML report, which no function writes, and what it is made with.
 *
 * @type {import("esbuild").Plugin}
 */
const withoutHtml = {
  name: "without-html",
  setup: (build) => build.onResolve({ filter: /^\.\/html$/ }, ({ path }) => ({ path, external: true })),
};

const { outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: ENTRY_POINTS,
  outdir: ".",
  write: false,
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node22",
  minify: true,
  keepNames: true,
  legalComments: "none",
  plugins: [schemaPlugin, withoutHtml],
  logLevel: "warning",
});
const archive = zipOf({
  ...Object.fromEntries(outputFiles.map(({ path, contents }) => [basename(path), contents])),
  ...packedPolicies(root),
});
mkdirSync(target, { recursive: true });
const file = join(target, "run-task.zip");
writeFileSync(file, archive);
process.stdout.write(`${relative(root, file)}: ${(archive.byteLength / 1024).toFixed(0)} KiB\n`);
