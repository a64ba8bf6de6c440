import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { ToolError } from "../gate/errors";
import { capabilities } from "./capabilities";
import { catalogOf } from "./catalog";
import { inputSchema } from "./input-schema";
import { readRegoRules } from "./metadata";
import type { Opa } from "./opa";
import { REGO_SOURCES } from "./paths";
import { readTarEntry } from "./tar";

/** The entry point that evaluates every rule. */
export const ENTRYPOINT = "plangate/evaluations";

/** What the bundle holds, by file name. */
export type Bundle = ReadonlyMap<"policy.wasm" | "catalog.json" | "input.schema.json", Buffer>;

/**
 * Builds the bundle in memory. The same sources give the same bytes.
 *
 * @throws InputError when a rule's metadata is wrong; ToolError when OPA refuses a rule
 */
export async function build(opa: Opa): Promise<Bundle> {
  const rules = await readRegoRules(opa);
  const catalog = catalogOf(rules);
  const wasm = await compile(opa, [ENTRYPOINT, ...rules.map(({ entrypoint }) => entrypoint)]);
  return new Map([
    ["policy.wasm", wasm],
    ["catalog.json", Buffer.from(serialize(catalog))],
    // For editors; `check` makes its own.
    ["input.schema.json", Buffer.from(serialize(inputSchema(catalog.rules)))],
  ] as const);
}

function serialize(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Writes a bundle into a directory. */
export async function writeBundle(bundle: Bundle, directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  for (const [name, bytes] of bundle) await writeFile(join(directory, name), bytes);
}

/** -O1: without it, evaluation is slower, and with -O2 four times slower. */
async function compile(opa: Opa, entrypoints: readonly string[]): Promise<Buffer> {
  const directory = await mkdtemp(join(tmpdir(), "plangate-build-"));
  try {
    const allowed = join(directory, "capabilities.json");
    const output = join(directory, "bundle.tar.gz");
    await writeFile(allowed, await capabilities(opa));
    await opa.output([
      ...["build", "--target", "wasm", "--optimize", "1", "--capabilities", allowed, "--ignore", "*_test.rego"],
      ...entrypoints.flatMap((entrypoint) => ["--entrypoint", entrypoint]),
      ...["--output", output, ...REGO_SOURCES],
    ]);
    const wasm = readTarEntry(gunzipSync(await readFile(output)), "policy.wasm");
    if (!wasm) throw new ToolError({ what: "opa build made a bundle without policy.wasm" });
    return wasm;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
