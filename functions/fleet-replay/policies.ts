import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { InputError } from "../../gate/errors";
import { loadPolicies, type Policies } from "../../gate/evaluate";
import { policiesKey } from "./contract/layout";
import type { Objects } from "./objects";

const DIGEST = /^[0-9a-f]{64}$/;
/** Bytes of one file, unpacked. The module of 130 rules has two million. */
const LARGEST_FILE = 64 * 2 ** 20;

/**
 * The policies of a digest, as `npm run build:policies` packs them. What lies under a digest that it does not have is refused:
 * a report must not name policies that it was not made by.
 *
 * @throws InputError where there are none, or others; InputError or ToolError where they are malformed
 */
export async function fetchPolicies(sha256: string, objects: Pick<Objects, "get">): Promise<Policies> {
  // Part of a key.
  const archive = DIGEST.test(sha256) ? await objects.get(policiesKey(sha256)) : null;
  if (archive === null) {
    throw new InputError({
      what: `There are no policies with the digest ${sha256.slice(0, 80)}.`,
      mend: "Pack them (`npm run build:policies`) and upload the archive as it prints.",
    });
  }
  const policies = loadArchive(archive);
  if (policies.sha256 === sha256) return policies;
  throw new InputError({
    what: `The policies under the digest ${sha256} have the digest ${policies.sha256}.`,
    mend: "Pack and upload them anew.",
  });
}

/** The policies are read from a folder, as everywhere: what the archive holds is written to one, and deleted again. */
function loadArchive(archive: Uint8Array): Policies {
  const directory = mkdtempSync(join(tmpdir(), "policies-"));
  try {
    for (const [name, bytes] of Object.entries(unzip(archive))) {
      const file = join(directory, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, bytes);
    }
    return loadPolicies({ directory: join(directory, "policies") });
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function unzip(archive: Uint8Array): Readonly<Record<string, Uint8Array>> {
  try {
    return unzipSync(archive, {
      // No name leads out of the folder.
      filter: ({ name, originalSize }) =>
        /^policies(\/[a-z0-9.-]*[a-z0-9])+$/i.test(name) && originalSize < LARGEST_FILE,
    });
  } catch (error) {
    throw new InputError(
      { what: "The packed policies are no zip archive.", mend: "Pack and upload them anew." },
      { cause: error },
    );
  }
}
