import { fstatSync, writeSync } from "node:fs";
import type tty from "node:tty";

/** Where text goes. */
export interface Sink {
  readonly terminal: boolean;
  write(text: string): void;
}

/** All that a command touches of its surroundings besides the file system, so that tests can stand in for them. */
export interface Io {
  /** Results: the reports. */
  readonly stdout: Sink;
  /** Everything said along the way: progress, questions, errors. */
  readonly stderr: Sink;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** Whether a person can be asked. */
  readonly interactive: boolean;
  /** Reads standard input to its end. */
  readStdin(): Promise<Uint8Array>;
  /** Asks a person; resolves to the line typed, or to null when the input ends without one. */
  ask(question: string): Promise<string | null>;
}

/**
 * The process's own surroundings. Writes straight to the file descriptors: `process.stdout` would load Node's network
 * stack, some five milliseconds of every run, and may lose what is not yet written when the process ends.
 */
export function processIo(): Io {
  const stderr = fileSink(2);
  return {
    stdout: fileSink(1),
    stderr,
    env: process.env,
    cwd: process.cwd(),
    get interactive() {
      return isTerminal(0) && stderr.terminal;
    },
    async readStdin() {
      const chunks: Buffer[] = [];
      for await (const chunk of process.stdin) {
        chunks.push(chunk as Buffer);
      }
      return Buffer.concat(chunks);
    },
    async ask(question) {
      const { createInterface } = await import("node:readline");
      const lines = createInterface({ input: process.stdin, output: process.stderr });
      try {
        return await new Promise((resolve) => {
          lines.once("close", () => resolve(null));
          lines.question(question, resolve);
        });
      } finally {
        lines.close();
      }
    },
  };
}

function fileSink(descriptor: number): Sink {
  let open = true;
  return {
    get terminal() {
      return isTerminal(descriptor);
    },
    write(text) {
      const bytes = Buffer.from(text);
      for (let offset = 0; open && offset < bytes.length;) {
        try {
          offset += writeSync(descriptor, bytes, offset);
        } catch (error) {
          const { code } = error as NodeJS.ErrnoException;
          if (code === "EPIPE" || code === "EIO") {
            // The reader has seen enough (`plangate check … | head`), or its terminal is gone: what is under way goes on, and the
            // verdict is in the exit code all the same.
            open = false;
          } else if (code === "EAGAIN") {
            // A pipe that another process made non-blocking is full.
            Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
          } else {
            throw error;
          }
        }
      }
    },
  };
}

function isTerminal(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice() && loadTty().isatty(descriptor);
  } catch {
    return false;
  }
}

function loadTty(): typeof tty {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loads the network stack: not for a pipe or a file
  return require("node:tty") as typeof tty;
}

/**
 * Whether text for this sink may be coloured: on a terminal only, and never against NO_COLOR (https://no-color.org).
 *
 * @param wanted False where `--no-color` was given.
 */
export function colorsFor(sink: Sink, env: NodeJS.ProcessEnv, wanted: boolean): boolean {
  return wanted && !env["NO_COLOR"] && env["TERM"] !== "dumb" && sink.terminal;
}
