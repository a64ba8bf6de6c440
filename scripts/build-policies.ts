import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { policiesKey } from "../functions/fleet-replay/contract/layout";
import { loadPolicies } from "../gate/evaluate";

/**
 * Packs the policies of this project, or of another one, for the replay of a fleet's plans, under the digest by which reports
 * know them: `dist-functions/policies/<digest>.zip`, to be uploaded under the last two parts of that path.
 */
async function main(project: string): Promise<void> {
  const [{ zipOf }, { packedPolicies }] = await Promise.all([import("./archive.mjs"), import("./packed-policies.mjs")]);
  const { sha256 } = loadPolicies({ directory: join(project, "policies") });
  const file = join(__dirname, "..", "dist-functions", policiesKey(sha256));
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, zipOf(packedPolicies(project)));
  process.stdout.write(`${relative(process.cwd(), file)}\n`);
}

void main(resolve(process.argv[2] ?? "."));
