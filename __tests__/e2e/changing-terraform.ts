import { execFileSync } from "node:child_process";
import { fakeBinary, type Project } from "../gate/terraform/project";

/**
 * A Terraform that adds a byte to the plan file right after that was read for judging; all else it leaves to the real one.
 *
 * @param tools Where it is put.
 * @returns Its path.
 */
export function changingTerraform(tools: Project): string {
  return fakeBinary(
    tools,
    "terraform",
    `const { spawnSync } = require("node:child_process");
     const { appendFileSync } = require("node:fs");
     const args = process.argv.slice(2);
     const { status } = spawnSync(${JSON.stringify(realTerraform())}, args, { stdio: "inherit" });
     if (args[0] === "show" && args[1] === "-json") appendFileSync(args.at(-1), "x");
     process.exit(status ?? 1);`,
  );
}

/** What the gate would run. */
function realTerraform(): string {
  return (
    process.env["PLANGATE_TERRAFORM"] ?? execFileSync("sh", ["-c", "command -v terraform"], { encoding: "utf8" }).trim()
  );
}
