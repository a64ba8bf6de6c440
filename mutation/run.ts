import { mkdirSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Opa } from "../authoring";
import { ToolError } from "../gate/errors";
import type { Mutant } from "./mutants";
import { packageOf, type Sources, type Suite } from "./suites";

/** Mutants that one OPA process runs. */
const BATCH = 60;
/** Not a mutant: the copies of the sources as they are, whose tests must pass. */
const ORIGINAL = "original";

export interface Outcome {
  readonly killed: readonly Mutant[];
  readonly survived: readonly Mutant[];
  /** OPA does not compile them. */
  readonly stillborn: readonly Mutant[];
}

/**
 * Runs the tests of a suite on mutants of a file.
 *
 * @throws ToolError where the tests fail on the sources as they are
 */
export async function runSuite(
  opa: Opa,
  sources: Sources,
  file: string,
  suite: Suite,
  mutants: readonly Mutant[],
): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  for (let start = 0; start < mutants.length; start += BATCH) {
    outcomes.push(await runBatch(opa, sources, file, suite, mutants.slice(start, start + BATCH)));
  }
  const all = (kind: keyof Outcome) => outcomes.flatMap((outcome) => outcome[kind]);
  return { killed: all("killed"), survived: all("survived"), stillborn: all("stillborn") };
}

async function runBatch(
  opa: Opa,
  sources: Sources,
  file: string,
  { copied, shared }: Suite,
  mutants: readonly Mutant[],
): Promise<Outcome> {
  const directory = mkdtempSync(join(tmpdir(), "plangate-mutation-"));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  };
  try {
    for (const path of shared) write(path, sources.get(path) ?? "");
    const names = new Set([file, ...copied].map((path) => packageOf(sources.get(path) ?? "")));
    const variants = new Map([
      [ORIGINAL, sources.get(file) ?? ""],
      ...mutants.map((mutant, i) => [`m${i}`, mutant.source] as const),
    ]);
    for (const [prefix, source] of variants) {
      write(`${prefix}/${file}`, moved(source, prefix, names));
      for (const path of copied) write(`${prefix}/${path}`, moved(sources.get(path) ?? "", prefix, names));
    }
    const { failed, uncompiled } = await testUntilItCompiles(opa.in(directory), (prefix) => {
      unlinkSync(join(directory, prefix, file));
      for (const path of copied) unlinkSync(join(directory, prefix, path));
    });
    if (failed.has(ORIGINAL) || uncompiled.has(ORIGINAL)) {
      throw new ToolError({
        what: "The tests fail on the policies as they are.",
        where: file,
        mend: "See `npm run policy:test`.",
      });
    }
    const named = (prefixes: ReadonlySet<string>) => mutants.filter((_, i) => prefixes.has(`m${i}`));
    return {
      killed: named(failed),
      stillborn: named(uncompiled),
      survived: mutants.filter((_, i) => !failed.has(`m${i}`) && !uncompiled.has(`m${i}`)),
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The source with its package, and those of the files copied with it, below a prefix. */
function moved(source: string, prefix: string, names: ReadonlySet<string>): string {
  return source
    .replace(/^package ([\w.]+)/m, (_, name: string) => `package ${prefix}.${name}`)
    .replace(/\bdata\.((?:library|rules)\.\w+(?:\.\w+)?|plangate\b)/g, (whole, name: string) =>
      names.has(name) || names.has(name.replace(/\.\w+$/, "")) ? whole.replace("data.", `data.${prefix}.`) : whole,
    );
}

interface TestResult {
  readonly package: string;
  readonly fail?: boolean;
  readonly error?: unknown;
}

async function testUntilItCompiles(
  opa: Opa,
  drop: (prefix: string) => void,
): Promise<{ failed: Set<string>; uncompiled: Set<string> }> {
  const uncompiled = new Set<string>();
  for (;;) {
    const { exitCode, stdout, stderr } = await opa.run([
      "test",
      "--max-errors",
      "1000000",
      "--format",
      "json",
      "--timeout",
      "300s",
      ".",
    ]);
    if (exitCode === 0 || exitCode === 2) {
      const results = JSON.parse(stdout) as readonly TestResult[];
      if (results.length === 0) throw new ToolError({ what: `opa test ran nothing: ${stderr}` });
      const failing = results.filter(({ fail, error }) => fail === true || error !== undefined);
      return { failed: new Set(failing.map((result) => result.package.split(".")[1] ?? "")), uncompiled };
    }
    // OPA stops at the first stage of compilation that finds errors, so there may be others behind them.
    const wrong = new Set(
      [...(stderr + stdout).matchAll(/^(?:\d+ errors? occurred: )?(?:\.\/)?(m\d+|original)\/\S+\.rego:\d+/gm)].map(
        ([, prefix = ""]) => prefix,
      ),
    );
    const fresh = [...wrong].filter((prefix) => !uncompiled.has(prefix));
    if (fresh.length === 0)
      throw new ToolError({ what: `opa test failed: ${(stderr + stdout).trim().slice(0, 2000)}` });
    for (const prefix of fresh) {
      uncompiled.add(prefix);
      drop(prefix);
    }
  }
}
