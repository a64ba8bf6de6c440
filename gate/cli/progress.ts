import { printable, type Step, type Style } from "../report";
import { now } from "./clock";
import type { Sink } from "./io";

const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const FRAME_MILLISECONDS = 100;
/** Without a terminal a line is written this often, so that nobody takes a long plan for a hung one. */
const REMINDER_MILLISECONDS = 30_000;
const ERASE_LINE = "\r\u001b[2K";
/**
 * Private mode DECAWM: a line that is wider than the terminal is cut at its edge. Wrapped, only its last part would be erased, and
 * the terminal would scroll by a line with each frame.
 */
const [WITHOUT_WRAP, WITH_WRAP] = ["\u001b[?7l", "\u001b[?7h"];

interface Task {
  text: string;
  readonly startedAt: number;
}

/** What is being worked on, on stderr: one turning line on a terminal, plain lines elsewhere. */
export class Progress {
  /** By stack; null is the work that serves all of them. */
  readonly #tasks = new Map<string | null, Task>();
  #timer: NodeJS.Timeout | undefined;
  #frame = 0;

  constructor(
    private readonly sink: Sink,
    private readonly style: Style,
  ) {}

  /**
   * Shows a step of the work while it runs.
   *
   * @param stack Whose step it is; null when it serves all.
   * @param name The step's name in the report.
   * @param steps Gets the step with its time once it is done.
   */
  async step<Result>(
    stack: string | null,
    name: string,
    steps: Step[],
    work: () => Promise<Result> | Result,
  ): Promise<Result> {
    const startedAt = now();
    this.#tasks.set(stack, { text: label(stack, name), startedAt });
    this.#timer ??= setInterval(
      () => this.#tick(),
      this.sink.terminal ? FRAME_MILLISECONDS : REMINDER_MILLISECONDS,
    ).unref();
    try {
      return await work();
    } finally {
      steps.push({ name, milliseconds: now() - startedAt });
      this.#tasks.delete(stack);
      this.pause();
    }
  }

  /** Says how the step of a stack goes; on a terminal in the line that turns, unless it is to stay. */
  readonly update = ({
    stack,
    message,
    stays = false,
  }: {
    readonly stack: string | null;
    readonly message: string;
    readonly stays?: boolean;
  }): void => {
    const text = label(stack, message);
    const task = this.#tasks.get(stack);
    if (task !== undefined && this.sink.terminal && !stays) {
      task.text = text;
    } else {
      this.say(text);
    }
  };

  /** Writes a line that stays. */
  say(text: string): void {
    this.#erase();
    this.sink.write(`${printable(text)}\n`);
  }

  /** Takes the turning line away before something else is written; it comes back if there is still work under way. */
  pause(): void {
    this.#erase();
    if (this.#tasks.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
  }

  #tick(): void {
    const tasks = [...this.#tasks.values()].map(({ text, startedAt }) => {
      return `${printable(text)} (${Math.round((now() - startedAt) / 1000)} s)`;
    });
    if (this.sink.terminal) {
      this.#frame = (this.#frame + 1) % FRAMES.length;
      const line = this.style.faint(`${FRAMES[this.#frame] ?? ""} ${tasks.join(" · ")}`);
      this.sink.write(`${ERASE_LINE}${WITHOUT_WRAP}${line}${WITH_WRAP}`);
    } else {
      this.sink.write(`still at it: ${tasks.join(", ")}\n`);
    }
  }

  #erase(): void {
    if (this.sink.terminal && this.#timer !== undefined) {
      this.sink.write(ERASE_LINE);
    }
  }
}

function label(stack: string | null, text: string): string {
  return stack === null ? text : `${stack}: ${text}`;
}
