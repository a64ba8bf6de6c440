import { spawn } from "node:child_process";
import { join } from "node:path";

const ROOT = join(__dirname, "..", "..");

/** How a run of the command ended. */
export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The environment of the tests without AWS credentials. */
export const withoutCredentials: NodeJS.ProcessEnv = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_"))),
  AWS_SHARED_CREDENTIALS_FILE: join(ROOT, "no-such-file"),
  AWS_CONFIG_FILE: join(ROOT, "no-such-file"),
};

/** Runs `plangate` as a user does, in a process of its own without a terminal. */
export function plangate(
  args: readonly string[],
  {
    cwd = ROOT,
    env = withoutCredentials,
    input = "",
  }: { cwd?: string; env?: NodeJS.ProcessEnv; input?: string | Uint8Array } = {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ["-r", join(ROOT, "scripts", "register.cjs"), join(ROOT, "gate", "cli", "main.ts"), ...args],
      { cwd, env },
    );
    const said = { out: "", err: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => (said.out += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (said.err += text));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...said }));
    // A command that does not read its input may have ended before it is written.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
}
