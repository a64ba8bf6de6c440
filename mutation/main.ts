import { parseArgs } from "node:util";
import { Opa } from "../authoring";
import { outdated, readExplanations, unexplained } from "./explanations";
import { digestOf, mutable, mutateFile } from "./mutate";
import { readResults, score, writeResults, type FileResult } from "./results";
import { readSources } from "./sources";
import { Dependencies } from "./suites";

/** Percent of the mutants that the tests must notice. */
const WANTED = 90;

/** `npm run policy:mutate`: see the README. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { all: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  // A third of OPA's time is Go's garbage collection, for a memory that nobody needs.
  process.env["GOGC"] ??= "400";
  const opa = await Opa.find();
  const sources = readSources(opa.root);
  const dependencies = new Dependencies(sources);
  const files = mutable(sources);
  const before = readResults();
  const results: Record<string, FileResult> = Object.fromEntries(
    Object.entries(before).filter(([file]) => files.includes(file)),
  );
  const chosen = files.filter((file) =>
    positionals.length > 0
      ? positionals.some((part) => file.includes(part))
      : values.all || isDue(file, results[file], digestOf(sources, file)),
  );
  for (const file of chosen) {
    const result = await mutateFile(opa, dependencies, file);
    results[file] = result;
    process.stdout.write(`${result.killed} of ${result.mutants} killed  ${file}\n`);
    // A long run that is interrupted goes on where it stopped.
    await writeResults(results);
  }
  const percent = score(Object.values(results));
  const mutants = Object.values(results).reduce((sum, result) => sum + result.mutants, 0);
  process.stdout.write(`${percent.toFixed(1)} % of ${mutants} mutants killed; survivors: mutation/survivors.json\n`);
  const left = files.filter((file) => results[file] === undefined);
  if (left.length > 0) process.stdout.write(`never mutated: ${left.join(", ")}\n`);
  const explanations = readExplanations();
  const open = [
    ...unexplained(results, explanations).map((survivor) => `survives without an explanation: ${survivor}`),
    ...outdated(results, explanations).map((what) => `explains nothing that survives: ${what}`),
  ];
  for (const line of open) process.stdout.write(`${line}\n`);
  return percent >= WANTED && open.length === 0 ? 0 : 1;
}

/** A library that was never mutated waits until somebody asks for it: its mutants meet many suites, which takes long. */
function isDue(file: string, last: FileResult | undefined, sha256: string): boolean {
  return last === undefined ? file.includes("/rules/") : last.sha256 !== sha256;
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 3;
  },
);
