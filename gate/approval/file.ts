import { randomBytes } from "node:crypto";
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { InputError } from "../errors";

const LARGEST_BYTES = 1024 * 1024;

/** Writes the envelope through a temporary file beside it, so a reader sees the old or the new one whole. InputError when it cannot be written. */
export function writeApproval(file: string, envelope: Uint8Array): void {
  const temporary = `${file}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    writeFileSync(temporary, envelope, { flag: "wx", flush: true });
    renameSync(temporary, file);
  } catch (cause) {
    rmSync(temporary, { force: true });
    throw new InputError(
      { what: "Cannot write the approval", where: file, mend: "Name a file in a directory that exists." },
      { cause },
    );
  }
}

/** Reads an approval file. InputError when it cannot be read or is larger than 1 MiB. */
export function readApproval(file: string): Buffer {
  const mend = "Name the file that an approving run wrote.";
  let bytes: Buffer;
  try {
    if (statSync(file).size > LARGEST_BYTES)
      throw new InputError({ what: "The approval is larger than 1 MiB", where: file, mend });
    bytes = readFileSync(file);
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw new InputError({ what: "Cannot read the approval", where: file, mend }, { cause });
  }
  return bytes;
}
