// @ts-check
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { schemaPlugin } from "./esbuild-schema-plugin.cjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const lib = join(root, "lib");

// The gate as a library, for the package alone: one file, and the types of what it exports.
rmSync(lib, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: ["gate/index.ts"],
  outfile: join(lib, "index.cjs"),
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  legalComments: "inline",
  plugins: [schemaPlugin],
  logLevel: "warning",
});
const { status } = spawnSync(
  process.execPath,
  [join(root, "node_modules", "typescript", "bin", "tsc"), "-p", join(root, "tsconfig.library.json")],
  { cwd: root, stdio: "inherit" },
);
process.exitCode = status ?? 1;
