import { GateError } from "../../gate/errors";
import type { Task } from "./request";

/** What may be said of a task in a log: names and numbers. There is no member for text from a plan, a URL or a token. */
export interface Facts {
  readonly task?: string;
  readonly run?: string;
  readonly workspace?: string;
  readonly stage?: string;
  readonly verdict?: string;
  readonly status?: number;
  readonly attempts?: number;
  readonly bytes?: number;
  readonly milliseconds?: number;
  readonly resources?: number;
  readonly policies?: string;
  readonly origin?: string;
  readonly count?: number;
  /** See `describeError`. */
  readonly error?: string;
}

/** One JSON object a line. */
export type Log = (level: "info" | "warn" | "error", event: string, facts?: Facts) => void;

export function jsonLog(write: (line: string) => void, now: () => Date): Log {
  return (level, event, facts = {}) =>
    write(`${JSON.stringify({ time: now().toISOString(), level, event, ...facts })}\n`);
}

/** What a log says of a task, whatever happens to it. */
export function factsOf({ kind, request }: Task): Facts {
  if (kind === "refuse") return { task: request.task_result_id };
  return {
    task: request.task_result_id,
    run: request.run_id,
    workspace: request.workspace_name,
    stage: request.stage,
  };
}

/** What went wrong while a plan was judged: for the run's own page, as it may quote the plan, and not for the log. */
export class JudgingError extends Error {
  constructor(override readonly cause: unknown) {
    super("judging failed");
  }
}

/**
 * An error for the log. Of one that nobody foresaw only kind and place: its message may quote a plan or a URL, and the URLs
 * of downloads are secrets.
 */
export function describeError(error: unknown): string {
  if (error instanceof JudgingError) {
    const { cause } = error;
    return `judging failed: ${cause instanceof GateError ? cause.name : describeError(cause)}`;
  }
  if (error instanceof GateError) return error.problem.what;
  if (!(error instanceof Error)) return typeof error;
  const places = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return [error.name, ...places.slice(0, 5).map((line) => line.trim().replace(/\(?[^()\s]*[\\/]/, "("))].join(" ");
}
