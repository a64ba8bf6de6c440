import { GateError } from "../errors";
import { printable, printableLines, type Style } from "../report";
import type { Io } from "./io";

/**
 * Explains why a command could not do its work.
 *
 * @returns The exit code: the error's own, or 3 for one that nobody foresaw.
 */
export function explain(error: unknown, { stderr, env }: Pick<Io, "stderr" | "env">, style: Style): 2 | 3 {
  const known = error instanceof GateError;
  const { what, where, mend } = known
    ? error.problem
    : {
        what: `internal error: ${message(error)}`,
        where: undefined,
        mend: "Set PLANGATE_DEBUG=1 to see where, and report it.",
      };
  stderr.write(`${style.bad("error")}  ${indented(what)}\n`);
  if (where !== undefined) {
    stderr.write(`  at   ${printable(where)}\n`);
  }
  if (mend !== undefined) {
    stderr.write(`  ${style.good("mend")} ${indented(mend)}\n`);
  }
  if (env["PLANGATE_DEBUG"]) {
    stderr.write(`${printableLines(stack(error))}\n`);
  }
  return known ? error.exitCode : 3;
}

function indented(text: string): string {
  return printableLines(text.trim()).replaceAll("\n", "\n       ");
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function stack(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const cause = error.cause === undefined ? "" : `\ncaused by ${stack(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}

/** Throws the first of several failures; the others are explained before it, so that none is lost. */
export function throwFirst([failure, ...others]: readonly Error[], io: Pick<Io, "env" | "stderr">, style: Style): void {
  for (const other of others) explain(other, io, style);
  if (failure !== undefined) throw failure;
}
