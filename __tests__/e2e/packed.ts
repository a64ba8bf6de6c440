import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";

const ROOT = join(__dirname, "..", "..");

/**
 * Packs functions as they are deployed.
 *
 * @param script of scripts/, e.g. `build-run-task.mjs`
 */
export function pack(script: string): void {
  const { status, stderr } = spawnSync(process.execPath, [join(ROOT, "scripts", script)], { cwd: ROOT });
  if (status !== 0) throw new Error(stderr.toString());
}

/**
 * Unpacks an archive of functions, where nothing of this repository is within their reach.
 *
 * @param archive relative to the repository
 * @param directory made where it is not there
 */
export function unpack(archive: string, directory: string): void {
  for (const [name, bytes] of Object.entries(unzipSync(readFileSync(join(ROOT, archive))))) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), bytes);
  }
}
