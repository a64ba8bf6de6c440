import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import type { Mutant } from "./mutants";

const FILE = join(__dirname, "survivors.json");

export interface FileResult {
  /** Hex sha256 of the file and of the test beside it: with others, the result says nothing. */
  readonly sha256: string;
  /** Mutants that compile. */
  readonly mutants: number;
  readonly killed: number;
  /** `line: change`, in the order of lines. */
  readonly survivors: readonly string[];
}

/** What the last run found, by file. */
export type Results = Readonly<Record<string, FileResult>>;

export function readResults(): Results {
  return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, "utf8")) as Results) : {};
}

export async function writeResults(results: Results): Promise<void> {
  const sorted = Object.fromEntries(Object.entries(results).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(FILE, await format(JSON.stringify(sorted), { parser: "json", printWidth: 120 }));
}

export function digest(source: string, test: string): string {
  return createHash("sha256").update(source).update("\0").update(test).digest("hex");
}

export function resultOf(sha256: string, killed: number, survived: readonly Mutant[]): FileResult {
  return {
    sha256,
    mutants: killed + survived.length,
    killed,
    survivors: survived.map(({ line, change }) => `${line}: ${change}`),
  };
}

/** Share of the mutants that a test noticed, in percent. */
export function score(results: Iterable<FileResult>): number {
  let [mutants, killed] = [0, 0];
  for (const result of results) {
    mutants += result.mutants;
    killed += result.killed;
  }
  return mutants === 0 ? 100 : (100 * killed) / mutants;
}
