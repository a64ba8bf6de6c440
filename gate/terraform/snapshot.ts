import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../errors";
import { newRunDirectory } from "./private-directory";
import type { PlanSnapshot } from "./types";

/**
 * Reads the plan file once and writes exactly these bytes to a private file: what is verified is what is applied,
 * whatever happens to the original in between. InputError when it cannot be read or is empty.
 *
 * @param name Of the stack: its snapshots do not push out those of others that are deployed at the same time.
 */
export function takeSnapshot(planFile: string, projectDirectory: string, name = "plan"): PlanSnapshot {
  let bytes: Buffer;
  try {
    bytes = readFileSync(planFile);
  } catch (cause) {
    throw new InputError({ what: "Cannot read the plan file", where: planFile }, { cause });
  }
  if (bytes.length === 0)
    throw new InputError({ what: "The plan file is empty", where: planFile, mend: "Plan again." });
  const path = join(newRunDirectory(projectDirectory, `snapshot-${name}`), "plan.tfplan");
  writeFileSync(path, bytes, { flag: "wx", mode: 0o600 });
  return { bytes, sha256: sha256(bytes), path };
}

/** Hex. */
export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
