import { spawn } from "node:child_process";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { withoutCredentials } from "./command";

const ROOT = join(__dirname, "..", "..");
/** Where `.ci/tools cdktf-cli` puts it. */
const CLI = join(homedir(), ".cache", "plangate-tools", "cdktf-cli-0.21.0");

/** The gate under the name of Terraform, as the package ships it. */
export const STAND_IN = join(ROOT, "bin", "plangate-terraform.cjs");

export interface CdktfOutcome {
  readonly code: number | null;
  /** What it printed, without colours. */
  readonly out: string;
}

/** Something that looks like a terminal to the process in it; what of `node-pty` is used here. */
interface Terminal {
  onData(listener: (text: string) => void): void;
  onExit(listener: (event: { readonly exitCode: number }) => void): void;
  write(text: string): void;
  kill(signal: string): void;
}

/**
 * What tells programs that nobody is there, as of the package `is-ci` that the CLI brings: with any of these it draws
 * nothing before it ends, and waits for ever for the answer to a question that it has not shown.
 */
const NOBODY_THERE = new Set(["CI", "CONTINUOUS_INTEGRATION", "BUILD_NUMBER", "RUN_ID", "GITHUB_ACTIONS", "GITLAB_CI"]);

/** Runs the published CDKTF CLI in a project, with the gate as its Terraform. */
export function cdktf(args: readonly string[], project: string, env: NodeJS.ProcessEnv): Promise<CdktfOutcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli(), ...args], {
      cwd: project,
      env: environment(project, { CI: "1", ...env }),
      stdio: ["ignore", "pipe", "pipe"],
    });
    let out = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (out += text));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, out: stripVTControlCharacters(out) }));
  });
}

/** Milliseconds after which nobody at a terminal waits any longer. */
const PATIENCE = 240_000;

/**
 * The same on a terminal, where the CLI asks a person. Rejects, and ends the CLI, where it does not come to an end.
 *
 * @param answer What to type once the text is seen.
 */
export function cdktfOnTerminal(
  args: readonly string[],
  project: string,
  env: NodeJS.ProcessEnv,
  answer: { readonly to: string; readonly type: string },
): Promise<CdktfOutcome> {
  // It comes with the CLI, which runs Terraform on such a terminal itself.
  const { spawn: spawnTerminal } = createRequire(cli())("@cdktf/node-pty-prebuilt-multiarch") as {
    readonly spawn: (file: string, args: readonly string[], options: object) => Terminal;
  };
  return new Promise((resolve, reject) => {
    const entries = Object.entries(environment(project, env)).filter(([name]) => !NOBODY_THERE.has(name));
    const options = { cwd: project, env: Object.fromEntries(entries), cols: 160, rows: 60 };
    const terminal = spawnTerminal(process.execPath, [cli(), ...args], options);
    let out = "";
    let typing: NodeJS.Timeout | undefined;
    terminal.onData((text) => {
      out += stripVTControlCharacters(text);
      // The CLI listens some time after it has drawn the question, and does not say when: a key may come too early.
      if (out.includes(answer.to)) typing ??= setInterval(() => terminal.write(answer.type), 1_000);
    });
    const patience = setTimeout(() => {
      clearInterval(typing);
      terminal.kill("SIGKILL");
      reject(new Error(`The CDKTF CLI did not end. It printed:\n${out}`));
    }, PATIENCE);
    terminal.onExit(({ exitCode }) => {
      clearTimeout(patience);
      clearInterval(typing);
      resolve({ code: exitCode, out });
    });
  });
}

/** Removes what runs have left in a project. */
export function cleanUp(project: string): void {
  const left = readdirSync(project).filter((name) =>
    /^(cdktf\.out|\.plangate|terraform\..+\.tfstate(\.backup)?)$/.test(name),
  );
  for (const name of left) rmSync(join(project, name), { recursive: true });
}

function cli(): string {
  const path = join(CLI, "node_modules", "cdktf-cli", "bundle", "bin", "cdktf.js");
  if (!existsSync(path)) {
    throw new Error("The CDKTF CLI is not installed: run .ci/tools cdktf-cli");
  }
  return path;
}

function environment(project: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    ...withoutCredentials,
    TERRAFORM_BINARY_NAME: STAND_IN,
    // Not the user's.
    TF_PLUGIN_CACHE_DIR: join(project, "cdktf.out", "plugin-cache"),
    CHECKPOINT_DISABLE: "1",
    DISABLE_VERSION_CHECK: "1",
    ...env,
  };
}
