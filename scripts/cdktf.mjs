// @ts-check
// Runs the published CDKTF CLI with the gate as its Terraform: node scripts/cdktf.mjs deploy storefront
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const { dependencies } = JSON.parse(readFileSync(join(root, ".ci", "cdktf-cli", "package.json"), "utf8"));
const windows = process.platform === "win32";

const { status, error } = spawnSync(
  windows ? "npx.cmd" : "npx",
  ["--yes", `cdktf-cli@${dependencies["cdktf-cli"]}`, ...process.argv.slice(2)],
  {
    stdio: "inherit",
    // A `.cmd` needs a shell.
    shell: windows,
    env: { ...process.env, TERRAFORM_BINARY_NAME: join(root, "bin", "plangate-terraform.cjs") },
  },
);
if (error) {
  console.error(`error  npx could not be started: ${error.message}`);
}
process.exitCode = status ?? 3;
