import { spawn, type ChildProcess } from "node:child_process";
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

interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string | Uint8Array;
}

/** A run of the command that is under way. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Outcome>;
  /** Resolves once it has said something on stderr; rejects when it ends before. */
  saw(text: string): Promise<void>;
}

/** Runs `plangate` as a user does, in a process of its own without a terminal. */
export function plangate(args: readonly string[], options: CommandOptions = {}): Promise<Outcome> {
  return startPlangate(args, options).ended;
}

/** Starts `plangate`, for whoever does something meanwhile. */
export function startPlangate(
  args: readonly string[],
  { cwd = ROOT, env = withoutCredentials, input = "" }: CommandOptions = {},
): Running {
  const child = spawn(
    process.execPath,
    ["-r", join(ROOT, "scripts", "register.cjs"), join(ROOT, "gate", "cli", "main.ts"), ...args],
    { cwd, env },
  );
  const said = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (said.out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said.err += text));
  // A command that does not read its input may have ended before it is written.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const ended = new Promise<Outcome>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...said }));
  });
  const saw = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (said.err.includes(text)) resolve();
      };
      child.stderr.on("data", look);
      look();
      void ended.then(() => reject(new Error(`it ended without saying "${text}":\n${said.err}`)));
    });
  return { child, ended, saw };
}
