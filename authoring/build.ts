import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { ToolError } from "../gate/errors";
import { capabilities } from "./capabilities";
import { catalogOf } from "./catalog";
import { inputSchema } from "./input-schema";
import { readRegoRules, type RegoRule } from "./metadata";
import type { Opa } from "./opa";
import { linksOf } from "./links";
import { REGO_SOURCES } from "./paths";
import { probe } from "./probe";
import { readTarEntry } from "./tar";

/** The entry points: every rule, and the one rule that `input.rule` names. */
const ENTRYPOINTS = ["plangate/evaluations", "plangate/selected"];

/** What the bundle holds, by file name. */
export type Bundle = ReadonlyMap<"policy.wasm" | "catalog.json" | "input.schema.json", Buffer>;

/**
 * Builds the bundle in memory. The same sources give the same bytes.
 *
 * @throws InputError when a rule's metadata is wrong, or does not say what the rule returns; ToolError when OPA refuses a rule
 */
export async function build(opa: Opa): Promise<Bundle> {
  const rules = await readRegoRules(opa);
  const catalog = catalogOf(rules);
  const wasm = await compile(opa, rules);
  const links = linksOf(opa.root);
  probe(
    wasm,
    catalog.rules.filter(({ engine }) => engine === "opa"),
    links,
  );
  return new Map([
    ["policy.wasm", wasm],
    ["catalog.json", Buffer.from(serialize(catalog))],
    // For editors; `check` makes its own.
    ["input.schema.json", Buffer.from(serialize(inputSchema(catalog.rules, links)))],
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

/**
 * Compiles in a directory of its own, where `selected.rego` lies beside the sources: OPA writes the names of files into the module.
 *
 * Not optimized: partial evaluation gives the negations of different entry points and rules the same names (`data.partial.__not1_5_5__`), so
 * that one rule is asked another's question, and nothing says so. It gains nothing that can be measured on a plan of 15,000
 * resources, and -O2 makes evaluation four times slower.
 */
async function compile(opa: Opa, rules: readonly RegoRule[]): Promise<Buffer> {
  const directory = await mkdtemp(join(tmpdir(), "plangate-build-"));
  try {
    for (const source of REGO_SOURCES) await cp(join(opa.root, source), join(directory, source), { recursive: true });
    await writeFile(join(directory, "selected.rego"), selection(rules));
    await writeFile(join(directory, "capabilities.json"), await capabilities(opa));
    await opa
      .in(directory)
      .output([
        ...["build", "--target", "wasm", "--optimize", "0", "--capabilities", "capabilities.json"],
        ...["--ignore", "*_test.rego", "--output", "bundle.tar.gz"],
        ...ENTRYPOINTS.flatMap((entrypoint) => ["--entrypoint", entrypoint]),
        ...[...REGO_SOURCES, "selected.rego"],
      ]);
    const wasm = readTarEntry(gunzipSync(await readFile(join(directory, "bundle.tar.gz"))), "policy.wasm");
    if (!wasm) throw new ToolError({ what: "opa build made a bundle without policy.wasm" });
    return wasm;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/**
 * Rego that evaluates one rule by itself, to say which rule failed and what each one takes. An entry point for every rule would do the
 * same, but OPA optimizes the whole library anew for each: a minute instead of two seconds.
 */
function selection(rules: readonly RegoRule[]): string {
  const cases = rules.map(
    ({ metadata: { id }, package: name }) =>
      `selected := data.${name}.evaluations if input.rule == ${JSON.stringify(id)}\n`,
  );
  return ["package plangate\n", ...cases].join("\n");
}
