import { closeSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { InputError } from "../errors";
import { createStyle, formats, isFormatName, loadFormat, type FormatName, type Run } from "../report";
import { colorsFor, type Io } from "./io";
import { exitCodeOf } from "./verdict";

/** A report that was asked for: `--format json=report.json`. `file` is null for standard output. */
export interface ReportTarget {
  readonly format: FormatName;
  readonly file: string | null;
}

/** Pieces are joined up to this many characters before they are written. */
const BATCH = 1 << 16;

/**
 * Reads `NAME[=FILE]`.
 *
 * @throws InputError for an unknown format or an empty file name.
 */
function parseTarget(text: string): ReportTarget {
  const [name = "", ...rest] = text.split("=");
  const file = rest.length === 0 ? null : rest.join("=");
  if (!isFormatName(name)) {
    const known = formats.map((format) => format.name).join(", ");
    throw new InputError({ what: `There is no report format "${name}".`, mend: `The formats are: ${known}.` });
  }
  if (file === "") {
    throw new InputError({ what: `--format ${name}= names no file.`, mend: `Write --format ${name}=FILE.` });
  }
  return { format: name, file };
}

/**
 * The reports to write; the text report where none was asked for.
 *
 * @throws InputError when two of them would go to the same place.
 */
export function parseTargets(texts: readonly string[]): readonly ReportTarget[] {
  const targets = texts.length === 0 ? [{ format: "text" as const, file: null }] : texts.map(parseTarget);
  const places = new Set<string | null>();
  for (const { file } of targets) {
    if (places.has(file)) {
      const place = file === null ? "standard output" : `the file ${file}`;
      throw new InputError({
        what: `Two reports would be written to ${place}.`,
        mend: "Give one of them a file of its own: --format NAME=FILE.",
      });
    }
    places.add(file);
  }
  return targets;
}

/**
 * Writes the reports of a run. A file appears whole or not at all. Where none is on standard output, standard error has the
 * verdict: nobody is left with an exit code alone.
 *
 * @throws InputError when a file cannot be written.
 */
export async function writeReports(
  run: Run,
  targets: readonly ReportTarget[],
  io: Io,
  options: { readonly color: boolean; readonly directory: string },
): Promise<void> {
  for (const { format, file } of targets) {
    const { render } = await loadFormat(format);
    if (file === null) {
      const pieces = render(run, createStyle(colorsFor(io.stdout, io.env, options.color)));
      for (const batch of batches(pieces)) {
        io.stdout.write(batch);
      }
    } else {
      writeFile(resolve(options.directory, file), render(run, createStyle(false)));
    }
  }
  const files = targets.flatMap(({ file }) => file ?? []);
  if (files.length === targets.length) {
    io.stderr.write(`${exitCodeOf(run) === 0 ? "approved" : "denied"}: see ${files.join(", ")}\n`);
  }
}

function writeFile(path: string, pieces: Iterable<string>): void {
  // A device or a pipe is written to as it is; putting a file in its place would take it away from everybody.
  const special = statSync(path, { throwIfNoEntry: false })?.isFile() === false;
  const target = special ? path : `${path}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    const descriptor = openSync(target, special ? "w" : "wx");
    try {
      for (const batch of batches(pieces)) {
        writeFileSync(descriptor, batch);
      }
    } finally {
      closeSync(descriptor);
    }
    if (!special) {
      renameSync(target, path);
    }
  } catch (error) {
    if (!special) {
      rmSync(target, { force: true });
    }
    throw new InputError(
      {
        what: `The report cannot be written: ${(error as Error).message}`,
        where: path,
        mend: "Name a file in a directory that you may write to.",
      },
      { cause: error },
    );
  }
}

function* batches(pieces: Iterable<string>): Iterable<string> {
  let batch = "";
  for (const piece of pieces) {
    batch += piece;
    if (batch.length >= BATCH) {
      yield batch;
      batch = "";
    }
  }
  yield batch;
}
