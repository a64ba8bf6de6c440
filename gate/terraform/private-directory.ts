import { randomBytes } from "node:crypto";
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

const RUNS_KEPT = 10;

/** `.plangate` of the project: readable by its owner only, and ignored by git, because plans hold secrets. */
function gateDirectory(projectDirectory: string): string {
  const directory = join(projectDirectory, ".plangate");
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  } catch {
    // Says why: the recursive one says ENOENT where the file system may only be read.
    mkdirSync(directory, { mode: 0o700 });
  }
  try {
    writeFileSync(join(directory, ".gitignore"), "*\n", { flag: "wx" });
  } catch {
    // There already.
  }
  return directory;
}

/** A directory below `.plangate` (0700), made where it is missing. */
export function privateDirectory(projectDirectory: string, ...segments: string[]): string {
  const directory = join(gateDirectory(projectDirectory), ...segments);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  return directory;
}

/** A new directory `.plangate/runs/<name>-<random>/` (0700); of one name only the newest ten are kept. */
export function newRunDirectory(projectDirectory: string, name: string): string {
  const runs = privateDirectory(projectDirectory, "runs");
  const prefix = `${fileName(name)}-`;
  for (const old of olderRuns(runs, prefix)) rmSync(old, { recursive: true, force: true });
  const directory = join(runs, prefix + randomBytes(6).toString("hex"));
  mkdirSync(directory, { mode: 0o700 });
  return directory;
}

function olderRuns(runs: string, prefix: string): string[] {
  const isRun = (entry: string): boolean =>
    entry.startsWith(prefix) && /^[0-9a-f]{12}$/.test(entry.slice(prefix.length));
  return readdirSync(runs)
    .filter(isRun)
    .map((entry) => join(runs, entry))
    .map((path) => ({ path, modified: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((a, b) => b.modified - a.modified)
    .slice(RUNS_KEPT - 1)
    .map(({ path }) => path);
}

/** A stack's name as a file name. CDKTF lets a stack name hold what a file system does not. */
export function fileName(name: string): string {
  return name.replace(/[^\w.-]/g, "_").replace(/^\.+/, "_");
}

/** Writes through a temporary file in the same directory: a reader sees the old or the new content, never a part. */
export function writeAtomically(path: string, content: string | Uint8Array, mode = 0o600): void {
  const temporary = `${path}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    const file = openSync(temporary, "wx", mode);
    try {
      writeFileSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
