import { spawn, type ChildProcess, type StdioOptions } from "node:child_process";
import { ToolError } from "../errors";
import type { Environment } from "./types";

export interface Command {
  /** Absolute path of a binary, or a shell command line when `shell` is set. */
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Environment;
  readonly shell?: boolean;
  /** Called for each line of standard output as it comes. Without it standard output is collected. */
  readonly onLine?: (line: string) => void;
  /** Standard output and error go to these file descriptors instead, so that they outlive this process. */
  readonly outputTo?: { readonly stdout: number; readonly stderr: number };
  /** Told the process id once it runs. */
  readonly onStart?: (pid: number) => void;
  /** Told when a signal has been passed on, and how many there were: the child may take its time to end. */
  readonly onInterrupt?: (signals: number) => void;
}

/** The user interrupted the process, and it has ended. */
export class Interrupted extends ToolError {}

export interface Outcome {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: Buffer;
  /** The last 64 KiB. */
  readonly stderr: string;
}

const STDERR_KEPT = 64 * 1024;
/** Terraform gives its providers five seconds then. */
const GRACE_AFTER_SECOND_SIGNAL_MS = 8_000;
/**
 * One interrupt may come as several signals: of the terminal, and of npm, which passes it on. The CDKTF CLI types Ctrl-C on its
 * terminal and goes, which hangs up. Nobody asks twice within this time, and a terminal that is gone asks for nothing more.
 */
const SAME_INTERRUPT_MS = 1_000;
const POSIX = process.platform !== "win32";
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs a process to its end. Rejects with ToolError when it cannot be started, with Interrupted when the user stopped it.
 *
 * The child leads a process group of its own, so that Ctrl-C of the terminal reaches it once, from here, and not twice:
 * Terraform takes a second interrupt as the order to drop everything.
 */
export function run(spec: Command): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const stdio: StdioOptions = spec.outputTo
      ? ["ignore", spec.outputTo.stdout, spec.outputTo.stderr]
      : ["ignore", "pipe", "pipe"];
    const child = spawn(spec.command, spec.args, {
      cwd: spec.cwd,
      env: spec.env,
      stdio,
      shell: spec.shell ?? false,
      detached: POSIX,
      windowsHide: true,
    });
    const supervised = supervise(child, spec);
    const stdout: Buffer[] = [];
    const lines = spec.onLine ? new LineSplitter(spec.onLine) : null;
    let stderr = "";
    child.stdout?.on("data", (chunk: Buffer) => (lines ? lines.push(chunk) : stdout.push(chunk)));
    child.stderr?.on("data", (chunk: Buffer) => {
      stderr = (stderr + chunk.toString("utf8")).slice(-STDERR_KEPT);
    });
    child.once("error", (cause) => {
      supervised.release();
      reject(new ToolError({ what: `Cannot run ${spec.command}: ${cause.message}`, where: spec.cwd }, { cause }));
    });
    child.once("spawn", () => {
      if (child.pid !== undefined) spec.onStart?.(child.pid);
    });
    child.once("close", (code) => {
      supervised.release();
      lines?.end();
      if (supervised.signals > 0) {
        const mend = "Nothing half-made is used: run the command again.";
        reject(new Interrupted({ what: `Interrupted while ${spec.command} ran`, mend }));
        return;
      }
      resolve({ code, stdout: Buffer.concat(stdout), stderr });
    });
  });
}

interface Supervised {
  /** Signals passed on so far. */
  signals: number;
  release(): void;
}

/** Passes signals on to the child, and takes it down with this process. */
function supervise(child: ChildProcess, spec: Command): Supervised {
  const send = (signal: NodeJS.Signals, group: boolean): void => {
    if (child.pid === undefined || child.exitCode !== null) return;
    try {
      if (group && POSIX) process.kill(-child.pid, signal);
      else child.kill(signal);
    } catch {
      // It ended in between.
    }
  };
  let force: NodeJS.Timeout | undefined;
  let interruptedAt = Number.NEGATIVE_INFINITY;
  const onSignal = (signal: NodeJS.Signals): void => {
    const at = performance.now();
    if (at - interruptedAt < SAME_INTERRUPT_MS || (signal === "SIGHUP" && supervised.signals > 0)) return;
    interruptedAt = at;
    supervised.signals += 1;
    // On Windows the console has delivered Ctrl-C to the child already; `kill` would end it without warning.
    if (POSIX) send("SIGINT", spec.shell === true);
    spec.onInterrupt?.(supervised.signals);
    if (supervised.signals > 1) force ??= setTimeout(() => send("SIGKILL", true), GRACE_AFTER_SECOND_SIGNAL_MS);
  };
  // An apply, whose output outlives this process, is asked to end: killed, it would lose what it has just created. Asked
  // before, it is not asked again: it would drop what it is at.
  const onExit = (): void => {
    if (spec.outputTo === undefined) send("SIGKILL", true);
    else if (supervised.signals === 0) send("SIGINT", false);
  };
  const supervised: Supervised = {
    signals: 0,
    release: () => {
      clearTimeout(force);
      for (const signal of SIGNALS) process.removeListener(signal, onSignal);
      process.removeListener("exit", onExit);
    },
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  process.on("exit", onExit);
  return supervised;
}

/** Cuts a stream of bytes into lines; a character split over two chunks stays whole. */
export class LineSplitter {
  private rest: Buffer = Buffer.alloc(0);

  constructor(private readonly onLine: (line: string) => void) {}

  push(chunk: Buffer): void {
    const bytes = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk;
    let start = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
      this.emit(bytes.subarray(start, end));
      start = end + 1;
    }
    this.rest = Buffer.from(bytes.subarray(start));
  }

  /** Emits the last line, when it had no end. */
  end(): void {
    this.emit(this.rest);
    this.rest = Buffer.alloc(0);
  }

  private emit(bytes: Buffer): void {
    const line = bytes.toString("utf8").replace(/\r$/, "");
    if (line !== "") this.onLine(line);
  }
}
