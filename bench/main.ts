import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { Opa } from "../authoring";
import { generate } from "./generate";
import { measure, median, type Usage } from "./measure";
import { writeModel } from "./model";

const ROOT = resolve(__dirname, "..");
const COMMAND = join(ROOT, "bin", "plangate.cjs");
/** Resources of the generated plans. */
const SIZES = [150, 1_500, 15_000];
/** A run that takes longer is given up. */
const TIMEOUT = 180_000;
/** Rounds by the size of the plan in bytes: small plans are over in milliseconds, which vary. */
const ROUNDS: readonly (readonly [bytes: number, rounds: number])[] = [
  [1_000_000, 21],
  [10_000_000, 11],
  [100_000_000, 5],
  [Infinity, 3],
];

interface Candidate {
  readonly name: string;
  readonly command: readonly string[];
  readonly codes: readonly number[];
  readonly usages: (Usage | null)[];
}

/** Measures `plangate check` against what merely reads the plan, and against OPA; all in one run, taking turns. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      plan: { type: "string", multiple: true, default: [] },
      size: { type: "string", multiple: true, default: [] },
    },
  });
  const opa = await Opa.find().catch(() => null);
  const directory = mkdtempSync(join(tmpdir(), "plangate-bench-"));
  try {
    process.stdout.write(
      `Node ${process.version}, ${opa === null ? "OPA not installed" : "OPA evaluates the ready-made plan model"}\n\n`,
    );
    process.stdout.write(
      "| plan | MB | candidate | CPU ms | over bare Node | CPU ratio | wall ms | over bare Node |\n",
    );
    process.stdout.write("|---|---|---|---|---|---|---|---|\n");
    const sizes = values.size.length > 0 ? values.size.map(Number) : values.plan.length > 0 ? [] : SIZES;
    const plans = [
      ...values.plan.map((file) => ({ name: basename(file), file: resolve(file) })),
      ...sizes.map((size) => ({ name: `${size} resources`, file: generated(size, directory) })),
    ];
    for (const { name, file } of plans) {
      process.stdout.write(row(name, file, measureAll(file, opa, directory)));
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function generated(size: number, directory: string): string {
  const file = join(directory, `${size}.json`);
  mkdirSync(directory, { recursive: true });
  generate(size, file);
  return file;
}

function measureAll(file: string, opa: Opa | null, directory: string): readonly Candidate[] {
  const candidates: Candidate[] = [
    candidate("bare Node", [process.execPath, "-e", "0"]),
    candidate("Node: read and parse", [process.execPath, join(__dirname, "parse.cjs"), file]),
    candidate("plangate check", [process.execPath, COMMAND, "check", file], [0, 1]),
  ];
  if (opa !== null) {
    const model = join(directory, "model.json");
    writeModel(file, model);
    const policies = ["library", "rules"].flatMap((folder) => ["--data", join(ROOT, "policies", folder)]);
    const command = [opa.path, "eval", "--ignore", "*_test.rego", ...policies, "--input", model, "data.rules"];
    candidates.push(candidate("opa eval", command));
  }
  const bytes = statSync(file).size;
  const [, rounds] = ROUNDS.find(([limit]) => bytes <= limit) ?? [0, 1];
  for (let round = 0; round < rounds; round++) {
    for (const { command, codes, usages } of candidates) {
      if (!usages.includes(null)) {
        usages.push(measure(command, { codes, output: join(directory, "output"), timeout: TIMEOUT }));
      }
    }
  }
  return candidates;
}

function candidate(name: string, command: readonly string[], codes: readonly number[] = [0]): Candidate {
  return { name, command, codes, usages: [] };
}

function row(plan: string, file: string, candidates: readonly Candidate[]): string {
  const [bare, parse] = candidates;
  const megabytes = (statSync(file).size / 1e6).toFixed(1);
  const of = (each: Candidate | undefined, what: keyof Usage) =>
    median((each?.usages ?? []).flatMap((usage) => (usage === null ? [] : [usage[what]])));
  return candidates
    .slice(1)
    .map((each) => {
      if (each.usages.includes(null)) {
        return `| ${plan} | ${megabytes} | ${each.name} | over ${TIMEOUT / 1000} s | | | | |\n`;
      }
      const cpu = of(each, "cpu");
      const wall = of(each, "wall");
      const ratio = (cpu / of(parse, "cpu")).toFixed(2);
      const over = (what: keyof Usage) => (of(each, what) - of(bare, what)).toFixed(0);
      const figures = [cpu.toFixed(0), over("cpu"), `${ratio}×`, wall.toFixed(0), over("wall")];
      return `| ${plan} | ${megabytes} | ${each.name} | ${figures.join(" | ")} |\n`;
    })
    .join("");
}

void main();
