import type { Io } from "./io";

/** Does a command's work; resolves to the exit code. */
export type Action = (io: Io) => Promise<number>;

/** What a command line asks for; `color` is wanted before anything else is known of it. */
export interface Request {
  readonly action: Action;
  readonly color: boolean;
}
