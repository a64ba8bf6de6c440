import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { basename, delimiter, isAbsolute, join, resolve } from "node:path";
import { ToolError } from "../errors";
import { terraformEnvironment } from "./environment";
import { run } from "./process";
import type { Engine, Environment } from "./types";

/** `plan -json`, `errored` in the plan JSON and `terraform_data` are all there from these versions on. */
const OLDEST = { terraform: "1.5.0", opentofu: "1.6.0" } as const;
const INSTALL =
  "Install Terraform (https://developer.hashicorp.com/terraform/install) or OpenTofu (https://opentofu.org/docs/intro/install/), or name the binary in PLANGATE_TERRAFORM.";

/**
 * The binary: PLANGATE_TERRAFORM or TERRAFORM_BINARY (a path, or a name on PATH), else `terraform`, else `tofu` on PATH.
 * Plangate's own stand-in is never taken. ToolError when there is none (says what to install) or it is too old.
 */
export async function findEngine(env: Environment = process.env): Promise<Engine> {
  const path = locateEngine(env);
  const version = await askVersion(path, env);
  const product = basename(realpathSync(path)).toLowerCase().includes("tofu") ? "opentofu" : "terraform";
  if (compareVersions(version.version, OLDEST[product]) < 0) {
    throw new ToolError({
      what: `${product} ${version.version} is too old: ${OLDEST[product]} or newer is needed`,
      where: path,
      mend: INSTALL,
    });
  }
  return { path, product, ...version };
}

/** Where the binary is, not asked for its version: see `findEngine`. ToolError when there is none. */
export function locateEngine(env: Environment = process.env): string {
  for (const name of ["PLANGATE_TERRAFORM", "TERRAFORM_BINARY"]) {
    const named = env[name];
    if (!named) continue;
    const path = isPath(named) ? resolve(named) : onPath(named, env);
    if (path !== null && isExecutable(path) && !isPlangate(path)) return path;
    throw new ToolError({
      what: isPlangate(path ?? "") ? `${name} names plangate itself` : `${name} names no executable: ${named}`,
      mend: "Set it to the terraform or tofu binary, or unset it to use the one on PATH.",
    });
  }
  const found = onPath("terraform", env) ?? onPath("tofu", env);
  if (found === null) throw new ToolError({ what: "Neither terraform nor tofu is on PATH", mend: INSTALL });
  return found;
}

function isPath(name: string): boolean {
  return isAbsolute(name) || name.includes("/") || name.includes("\\");
}

/** Windows: only real executables, because a `.cmd` shim needs a shell to run. */
function onPath(name: string, env: Environment): string | null {
  const search = env["PATH"] ?? env["Path"] ?? "";
  const file = process.platform === "win32" && !name.toLowerCase().endsWith(".exe") ? `${name}.exe` : name;
  for (const directory of search.split(delimiter)) {
    const path = resolve(join(directory, file));
    if (directory !== "" && isExecutable(path) && !isPlangate(path)) return path;
  }
  return null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The stand-in may be called `terraform` on PATH; running it from here would never end. */
function isPlangate(path: string): boolean {
  try {
    const real = realpathSync(path);
    const running = process.argv[1];
    return basename(real).startsWith("plangate") || (running !== undefined && real === realpathSync(running));
  } catch {
    return false;
  }
}

async function askVersion(path: string, env: Environment): Promise<{ version: string; platform: string }> {
  const { code, stdout, stderr } = await run({
    command: path,
    args: ["version", "-json"],
    cwd: process.cwd(),
    env: terraformEnvironment(env, false),
  });
  try {
    const answer: unknown = JSON.parse(stdout.toString("utf8"));
    if (code === 0 && typeof answer === "object" && answer !== null) {
      const { terraform_version: version, platform } = answer as { [key: string]: unknown };
      if (typeof version === "string" && typeof platform === "string") return { version, platform };
    }
  } catch {
    // Reported below, with what it printed.
  }
  throw new ToolError({
    what: `\`version -json\` gave no version (exit code ${code}): ${stderr.trim() || stdout.toString("utf8", 0, 200).trim() || "no output"}`,
    where: path,
    mend: INSTALL,
  });
}

/** Compares `1.10.0` with `1.9.1` as numbers; a pre-release counts as its release. */
export function compareVersions(left: string, right: string): number {
  const parts = (version: string): number[] => version.split(/[-+]/)[0]?.split(".").map(Number) ?? [];
  const [a, b] = [parts(left), parts(right)];
  for (let i = 0; i < 3; i += 1) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
}
