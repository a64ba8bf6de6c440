// @ts-check
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { schemaPlugin } from "./esbuild-schema-plugin.cjs";
import { validatedPolicies } from "./validated-policies.cjs";

const scripts = dirname(fileURLToPath(import.meta.url));
const root = join(scripts, "..");
const dist = join(root, "dist");

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

/**
 * Puts the program and the style of the HTML report, which assets.cjs makes with esbuild, into the command as text.
 *
 * @type {import("esbuild").Plugin}
 */
const assetsPlugin = {
  name: "assets",
  setup(build) {
    build.onLoad({ filter: /[\\/]report[\\/]html[\\/]assets\.cjs$/ }, ({ path }) => ({
      contents: `module.exports = ${JSON.stringify(createRequire(path)(path))};`,
    }));
  },
};

/**
 * Tells the command which of the policies it comes with fit their schemas.
 *
 * @type {import("esbuild").Plugin}
 */
const validatedPlugin = {
  name: "validated",
  setup(build) {
    build.onLoad({ filter: /[\\/]evaluate[\\/]validated\.ts$/ }, () => ({
      contents: `export const VALIDATED = ${JSON.stringify(validatedPolicies(join(root, "policies")))};`,
    }));
  },
};

/**
 * What only an HTML report needs, in files of their own: the command requires them from where the build puts them (see
 * bin/plangate.cjs), and starts as fast as without them.
 */
const PARTS = [
  { imported: /^\.\/graphviz\.cjs$/, entry: "gate/diagram/graphviz.cjs", file: "graphviz.cjs" },
  { imported: /^\.\/html$/, entry: "gate/report/html.ts", file: "html-report.cjs" },
];

/** @type {import("esbuild").Plugin} */
const partsPlugin = {
  name: "parts",
  setup(build) {
    for (const { imported, file } of PARTS) {
      build.onResolve({ filter: imported }, () => ({ path: `../dist/${file}`, external: true }));
    }
  },
};

async function bundleParts() {
  for (const { entry, file } of PARTS) {
    await build({
      absWorkingDir: root,
      entryPoints: [entry],
      outfile: join(dist, file),
      bundle: true,
      platform: "node",
      format: "cjs",
      target: "node20",
      charset: "ascii",
      minifySyntax: true,
      minifyWhitespace: true,
      legalComments: "inline",
      plugins: [assetsPlugin],
      logLevel: "warning",
    });
  }
}

/** The whole command as one function of what a CommonJS module gets; see bin/plangate.cjs. */
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
    // A program that runs as a `vm.Script` has no loader for `import()`; what is left of them are Node's own modules.
    supported: { "dynamic-import": false },
    // bin/plangate.cjs reads it as such, which is faster.
    charset: "ascii",
    banner: { js: "(function (module, require, __filename, __dirname) {" },
    footer: { js: "})" },
    // Names stay: they are part of messages and stack traces.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "inline",
    plugins: [schemaPlugin, validatedPlugin, unusedPlugin, partsPlugin],
    logLevel: "warning",
  });
  const [output] = outputFiles;
  if (!output) {
    throw new Error("esbuild made no output");
  }
  return output;
}

/** @param {readonly (string | Uint8Array)[]} parts */
function sha256(parts) {
  return parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest("hex");
}

const program = await bundle();
const module = join(root, "policies", "bundle", "policy.wasm");
const policies = existsSync(module) ? readFileSync(module) : "";
// Of the program, of the Node that compiles it, of the policies, and of the files that say how.
const compilers = [
  join(scripts, "warm-up.cjs"),
  join(scripts, "optimize-policies.cjs"),
  join(root, "bin", "plangate.cjs"),
];
const digest = sha256([process.version, program.contents, policies, ...compilers.map((file) => readFileSync(file))]);
const name = `plangate-${digest.slice(0, 16)}.js`;
const cache = `${name}.v8`;
// The name by which gate/cli/machine-code.ts finds it.
const { platform, arch, version, config } = process;
const machineCode = `policies-${sha256([[sha256([policies]), platform, arch, version, JSON.stringify(config)].join("\n")])}.v8`;
mkdirSync(dist, { recursive: true });
await bundleParts();
if (![name, cache, machineCode].every((file) => existsSync(join(dist, file)))) {
  // Renamed when they are whole: whoever starts the command meanwhile gets the old program or the new one.
  const draft = join(dist, `${name}.draft`);
  writeFileSync(draft, program.contents);
  const plan = join(root, "__tests__", "plans", "as-built.json");
  rmSync(join(dist, machineCode), { force: true });
  for (const [script, file] of [
    ["warm-up.cjs", cache],
    ["optimize-policies.cjs", machineCode],
  ]) {
    const written = `${draft}.v8`;
    spawnSync(process.execPath, [join(scripts, script), draft, plan, written], { cwd: root, stdio: "ignore" });
    // Without it the command compiles for itself.
    if (existsSync(written)) renameSync(written, join(dist, file));
  }
  renameSync(draft, join(dist, name));
}
// What scripts/build-functions.mjs makes is not this program's.
const kept = [name, cache, machineCode, "functions", ...PARTS.map(({ file }) => file)];
for (const entry of readdirSync(dist)) {
  if (!kept.includes(entry)) {
    rmSync(join(dist, entry), { recursive: true, force: true });
  }
}
