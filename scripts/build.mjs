// @ts-check
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { schemaPlugin } from "./esbuild-schema-plugin.cjs";

const scripts = dirname(fileURLToPath(import.meta.url));
const root = join(scripts, "..");
const dist = join(root, "dist");
const launcher = join(dist, "plangate.cjs");

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

/** The whole command as one function of what a CommonJS module gets; see launcher.cjs. */
async function bundle() {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ["gate/cli/main.ts"],
    outfile: "plangate.js",
    write: false,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    banner: { js: "(function (module, require, __filename, __dirname) {" },
    footer: { js: "})" },
    // Names stay: they are part of messages and stack traces.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "inline",
    plugins: [schemaPlugin, unusedPlugin],
    logLevel: "warning",
  });
  const [output] = outputFiles;
  if (!output) {
    throw new Error("esbuild made no output");
  }
  return output;
}

/** Lets `npx plangate` work in the checkout as it does where the package is installed. */
function linkCommand() {
  const link = join(root, "node_modules", ".bin", "plangate");
  rmSync(link, { force: true });
  if (process.platform === "win32") {
    writeFileSync(`${link}.cmd`, '@node "%~dp0\\..\\..\\dist\\plangate.cjs" %*\r\n');
  } else {
    symlinkSync(relative(dirname(link), launcher), link);
  }
}

const program = await bundle();
const name = `plangate-${createHash("sha256").update(program.contents).digest("hex").slice(0, 16)}.js`;
mkdirSync(dist, { recursive: true });
writeFileSync(join(dist, name), program.contents);
// The launcher comes last and at once: whoever runs it meanwhile runs the old program or the new one, whole.
const draft = join(dist, `${name}.launcher.cjs`);
writeFileSync(draft, readFileSync(join(scripts, "launcher.cjs"), "utf8").replace("PROGRAM", name));
chmodSync(draft, 0o755);
const cache = join(dist, `${name}.v8`);
const plan = join(root, "__tests__", "plans", "as-built.json");
rmSync(cache, { force: true });
spawnSync(process.execPath, [join(scripts, "warm-up.cjs"), draft, plan, `${cache}.tmp`], {
  cwd: root,
  stdio: "ignore",
});
renameSync(`${cache}.tmp`, cache);
renameSync(draft, launcher);
linkCommand();
for (const entry of readdirSync(dist)) {
  if (![name, `${name}.v8`, "plangate.cjs"].includes(entry)) {
    rmSync(join(dist, entry), { recursive: true, force: true });
  }
}
