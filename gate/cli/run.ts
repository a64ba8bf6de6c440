import { createStyle } from "../report";
import { explain } from "./failure";
import { colorsFor, type Io } from "./io";
import { parse } from "./program";
import type { Request } from "./request";

/** Exit code of a wrong command line. */
const WRONG_USE = 2;

/**
 * Runs one command line.
 *
 * @param argv The arguments, without node and script.
 * @returns 0 approved, 1 denied, 2 wrong use or unreadable input, 3 a tool failed or nobody foresaw what happened.
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  let request: Request | null;
  try {
    request = parse(argv, io);
  } catch (error) {
    if ((error as { code?: unknown }).code?.toString().startsWith("commander.")) {
      return WRONG_USE;
    }
    return explain(error, io, createStyle(false));
  }
  if (request === null) {
    return 0;
  }
  try {
    return await request.action(io);
  } catch (error) {
    return explain(error, io, createStyle(colorsFor(io.stderr, io.env, request.color)));
  }
}
