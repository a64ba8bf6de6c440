import { spawn } from "node:child_process";
import { constants } from "node:os";
import { ToolError } from "../errors";
import { INSIDE } from "./environment";
import type { Environment } from "./types";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs Terraform in the place of this process: its input, output and terminal are Terraform's own, and nothing of its
 * environment changes but the mark that keeps the stand-in from calling itself.
 *
 * @param path The binary.
 * @returns Its exit code; as a shell says it, 128 and its number, where a signal ended it.
 * @throws ToolError when it cannot be started.
 */
export function passThrough(
  path: string,
  args: readonly string[],
  { cwd, env }: { readonly cwd: string; readonly env: Environment },
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(path, args, { cwd, env: { ...env, [INSIDE]: "1" }, stdio: "inherit" });
    const onSignal = (signal: NodeJS.Signals): void => {
      // Ctrl-C of the terminal has reached Terraform already, and a second one would make it drop everything.
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    };
    for (const signal of SIGNALS) process.on(signal, onSignal);
    const release = (): void => {
      for (const signal of SIGNALS) process.removeListener(signal, onSignal);
    };
    child.once("error", (cause) => {
      release();
      reject(new ToolError({ what: `Cannot run ${path}: ${cause.message}`, where: cwd }, { cause }));
    });
    child.once("close", (code, signal) => {
      release();
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}
