// @ts-check
import { chmod, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { schemaPlugin } from "./esbuild-schema-plugin.cjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/**
 * Leaves out what a bundled library loads at start and the command never uses, because it decides how fast `plangate
 * check` starts. Each stand-in throws when it is used after all, and a throw during evaluation is a denial.
 *
 * - opa-wasm's YAML and sprintf built-ins: policies are compiled against capabilities without them.
 * - commander's `node:child_process` (and with it the network stack): it starts subcommands that are executables of
 *   their own, of which there are none.
 *
 * @type {import("esbuild").Plugin}
 */
const unusedPlugin = {
  name: "unused",
  setup(build) {
    const unused = [
      { name: /^(yaml|sprintf-js)$/, importer: /[\\/]opa-wasm[\\/]/ },
      { name: /^node:child_process$/, importer: /[\\/]commander[\\/]/ },
    ];
    for (const { name, importer } of unused) {
      build.onResolve({ filter: name }, (args) =>
        importer.test(args.importer) ? { path: args.path, namespace: "unused" } : undefined,
      );
    }
    build.onLoad({ filter: /.*/, namespace: "unused" }, ({ path }) => ({
      contents: `const unused = () => { throw new Error(${JSON.stringify(`${path} is not part of this build`)}); };
        module.exports = { parse: unused, spawn: unused, stringify: unused, vsprintf: unused };`,
    }));
  },
};

await rm(join(root, "dist"), { recursive: true, force: true });
const outfile = join(root, "dist", "plangate.cjs");
await build({
  absWorkingDir: root,
  entryPoints: ["gate/cli/main.ts"],
  outfile,
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  banner: { js: "#!/usr/bin/env node" },
  // Names stay: they are part of messages and stack traces.
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "external",
  plugins: [schemaPlugin, unusedPlugin],
  logLevel: "warning",
});
await chmod(outfile, 0o755);
