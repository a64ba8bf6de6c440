import { GateError, type Problem } from "../errors";
import { printable, printableLines, type Style } from "../report";
import type { Io } from "./io";

/**
 * Explains why a command could not do its work.
 *
 * @returns The exit code: the error's own, or 3 for one that nobody foresaw.
 */
export function explain(error: unknown, { stderr, env }: Pick<Io, "stderr" | "env">, style: Style): 2 | 3 {
  const known = error instanceof GateError;
  const { what, where, mend } = known ? error.problem : (refusedBySystem(error) ?? internal(error));
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

function internal(error: unknown): Problem {
  return { what: `internal error: ${message(error)}`, mend: "Set PLANGATE_DEBUG=1 to see where, and report it." };
}

/** What to do where the file system refuses what the gate has to write, or the system has no more to give: nothing the gate did wrong. */
const MEND: { readonly [code: string]: string } = {
  EACCES: "Let the user that runs this read and write there.",
  EDQUOT: "Make room on the disk, and run the command again.",
  EMFILE: "Let a process open more files (ulimit -n).",
  ENOSPC: "Make room on the disk, and run the command again.",
  EPERM: "Let the user that runs this read and write there.",
  EROFS: "Work in a directory that may be written to: the gate keeps its plans in .plangate of the project.",
};

function refusedBySystem(error: unknown): Problem | null {
  if (!(error instanceof Error)) return null;
  const { code = "", path, syscall } = error as NodeJS.ErrnoException;
  const mend = syscall !== undefined && Object.hasOwn(MEND, code) ? MEND[code] : undefined;
  if (mend === undefined) return null;
  return { what: `The system refused it: ${error.message}`, mend, ...(path === undefined ? {} : { where: path }) };
}

function indented(text: string): string {
  return printableLines(text.trim()).replaceAll("\n", "\n       ");
}

/** What happened, without what a tool printed. */
export function firstLineOf(error: Error): string {
  const what = error instanceof GateError ? error.problem.what : message(error);
  return (what.trim().split("\n")[0] ?? "").replace(/[:.]$/, "");
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
export function throwFirst(
  [failure, ...others]: readonly { readonly error: Error }[],
  io: Pick<Io, "env" | "stderr">,
  style: Style,
): void {
  for (const { error } of others) explain(error, io, style);
  if (failure !== undefined) throw failure.error;
}
