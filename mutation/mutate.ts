import type { Opa } from "../authoring";
import { mutantsOf, type Mutant } from "./mutants";
import { digest, resultOf, type FileResult } from "./results";
import { runSuite } from "./run";
import type { Dependencies, Sources } from "./suites";

/** A list, which a test compares with AWS's. */
const LEFT_OUT = ["policies/library/managed_rules.rego"];

/** The files that are mutated: no tests. */
export function mutable(sources: Sources): string[] {
  return [...sources.keys()].filter((file) => !file.endsWith("_test.rego") && !LEFT_OUT.includes(file));
}

export function digestOf(sources: Sources, file: string): string {
  return digest(sources.get(file) ?? "", sources.get(file.replace(/\.rego$/, "_test.rego")) ?? "");
}

/**
 * Mutates one file and runs the tests that may notice, the nearest first, until none of its mutants lives or no test is left.
 *
 * @throws ToolError where OPA fails, or the tests fail on the policies as they are
 */
export async function mutateFile(opa: Opa, dependencies: Dependencies, file: string): Promise<FileResult> {
  const { sources } = dependencies;
  let living: readonly Mutant[] = await mutantsOf(opa, file, sources.get(file) ?? "");
  let killed = 0;
  for (const suite of dependencies.suitesOf(file)) {
    if (living.length === 0) break;
    const outcome = await runSuite(opa, sources, file, suite, living);
    killed += outcome.killed.length;
    living = outcome.survived;
  }
  return resultOf(digestOf(sources, file), killed, living);
}
