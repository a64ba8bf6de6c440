import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputError } from "../gate/errors";
import { capabilities } from "./capabilities";
import { catalogOf } from "./catalog";
import { inputSchema } from "./input-schema";
import { readRegoRules } from "./metadata";
import type { Opa } from "./opa";
import { linksOf } from "./links";
import { REGO_SOURCES } from "./paths";

/**
 * Checks the rules without running them: formatting, metadata, types against what the rules read, and the built-ins they use.
 *
 * @throws InputError that names the first check that fails, with OPA's words
 */
export async function check(opa: Opa): Promise<void> {
  const { stdout: unformatted } = await opa.run(["fmt", "--list", "--fail", ...REGO_SOURCES]);
  if (unformatted.trim() !== "") {
    throw new InputError({
      what: `not formatted:\n${unformatted.trim()}`,
      mend: `opa fmt --write ${REGO_SOURCES.join(" ")}`,
    });
  }
  const catalog = catalogOf(await readRegoRules(opa));
  const directory = await mkdtemp(join(tmpdir(), "plangate-check-"));
  try {
    const schema = join(directory, "input.schema.json");
    const allowed = join(directory, "capabilities.json");
    await writeFile(schema, JSON.stringify(inputSchema(catalog.rules, linksOf(opa.root))));
    await writeFile(allowed, await capabilities(opa));
    const strict = ["check", "--strict", "--ignore", "*_test.rego"];
    await accepted(opa, [...strict, "--schema", schema, "--capabilities", allowed, ...REGO_SOURCES]);
    await accepted(opa, ["check", "--strict", ...REGO_SOURCES]);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function accepted(opa: Opa, args: readonly string[]): Promise<void> {
  const { exitCode, stdout, stderr } = await opa.run(args);
  if (exitCode === 0) return;
  const what = (stderr + stdout).trim();
  const foreign = what.includes("undefined function");
  throw new InputError({
    what,
    mend: foreign
      ? "use a function of the library, or a built-in that the gate has: writing-rules.md in plangate's folder docs/policies lists them"
      : "correct the rule it names",
  });
}
