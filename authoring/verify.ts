import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "../gate/errors";
import { build } from "./build";
import type { Opa } from "./opa";
import { bundleOf } from "./paths";

/**
 * Builds the bundle again and compares it with the committed one, byte by byte: what the gate runs is what the sources say.
 *
 * @throws InputError that names the files that differ
 */
export async function verify(opa: Opa, directory: string = bundleOf(opa.root)): Promise<void> {
  const stale: string[] = [];
  for (const [name, bytes] of await build(opa)) {
    const committed = await readFile(join(directory, name)).catch(() => undefined);
    if (!committed?.equals(bytes)) stale.push(name);
  }
  if (stale.length === 0) return;
  throw new InputError({
    what: `${stale.join(" and ")} ${stale.length > 1 ? "are" : "is"} not what the policies' sources build`,
    where: "policies/bundle",
    mend: "plangate rule build, and commit the result",
  });
}
