import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { LineSplitter, run, type Command } from "./process";

const TAIL_INTERVAL_MS = 200;

interface OutlivingCommand extends Omit<Command, "outputTo" | "onLine"> {
  /** Files that are made for its standard output and error. */
  readonly stdoutFile: string;
  readonly stderrFile: string;
  /** Called for each line of standard output, soon after it was written. */
  readonly onLine: (line: string) => void;
}

/**
 * Runs a process that holds something which it has to give back: the lock of a state, resources that are being made. It
 * writes to files, not to pipes: when the gate is killed, it does not die at its next line but comes to its end.
 *
 * @returns its exit code, null when a signal ended it, and what it wrote to standard error
 * @throws as `run` does
 */
export async function runOutliving(command: OutlivingCommand): Promise<{ code: number | null; stderr: string }> {
  const { stdoutFile, stderrFile, onLine, ...spec } = command;
  const stdout = openSync(stdoutFile, "wx", 0o600);
  const stderr = openSync(stderrFile, "wx", 0o600);
  const follower = new FileFollower(stdoutFile, onLine);
  try {
    const { code } = await run({ ...spec, outputTo: { stdout, stderr } });
    return { code, stderr: readFileSync(stderrFile, "utf8").trim() };
  } finally {
    follower.end();
    closeSync(stdout);
    closeSync(stderr);
  }
}

/** Reads a file as it grows. */
class FileFollower {
  private readonly file: number;
  private readonly timer: NodeJS.Timeout;
  private readonly lines: LineSplitter;

  constructor(path: string, onLine: (line: string) => void) {
    this.file = openSync(path, "r");
    this.lines = new LineSplitter(onLine);
    this.timer = setInterval(() => this.advance(), TAIL_INTERVAL_MS);
  }

  end(): void {
    clearInterval(this.timer);
    this.advance();
    this.lines.end();
    closeSync(this.file);
  }

  private advance(): void {
    const chunk = Buffer.alloc(64 * 1024);
    for (let size = readSync(this.file, chunk); size > 0; size = readSync(this.file, chunk)) {
      this.lines.push(Buffer.from(chunk.subarray(0, size)));
    }
  }
}
