import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FUNCTION_SETTINGS, startFunction } from "../__tests__/e2e/lambda-runtime";
import { unpack } from "../__tests__/e2e/packed";
import { median } from "./measure";

const ROUNDS = 7;

/** The smallest handler that Lambda takes. */
const EMPTY = "exports.handler = async () => ({});\n";

/** With a model, so that its client is loaded, too. */
const ENVIRONMENT = { ...FUNCTION_SETTINGS, BEDROCK_MODEL_ID: "amazon.nova-lite-v1:0" };

/** Milliseconds of Lambda's phase INIT: the runtime starts and loads the function. The emulator writes it into its log. */
const INITIALIZED = /INIT REPORT\(durationMs: ([\d.]+)\)/;

/** Measures the cold start of each function as a ratio to an empty handler, in AWS's own runtime, taking turns. */
async function main(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), "plangate-lambda-bench-"));
  try {
    const [runTask, receipts, empty] = [
      join(directory, "run-task"),
      join(directory, "receipts"),
      join(directory, "empty"),
    ];
    unpack("dist-functions/run-task.zip", runTask);
    unpack("dist/functions/receipt-analyzer.zip", receipts);
    mkdirSync(empty);
    writeFileSync(join(empty, "index.js"), EMPTY);
    const candidates = [
      { name: "empty handler", directory: empty, handler: "index.handler", starts: [] as number[] },
      { name: "run task, receiver", directory: runTask, handler: "receiver.handler", starts: [] as number[] },
      { name: "run task, worker", directory: runTask, handler: "worker.handler", starts: [] as number[] },
      { name: "fleet replay", directory: runTask, handler: "replay.replayer", starts: [] as number[] },
      { name: "receipt analyzer", directory: receipts, handler: "index.handler", starts: [] as number[] },
    ];
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const { starts, ...candidate } of candidates) starts.push(await initialize(candidate));
    }
    const base = median(candidates[0]?.starts ?? []);
    process.stdout.write(`Node ${process.version}, ${ROUNDS} cold starts each, medians of the phase INIT\n\n`);
    process.stdout.write("| function | ms | ratio |\n|---|---|---|\n");
    for (const { name, starts } of candidates) {
      const own = median(starts);
      process.stdout.write(`| ${name} | ${own.toFixed(0)} | ${(own / base).toFixed(1)} |\n`);
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
}

async function initialize({
  directory,
  handler,
}: {
  readonly directory: string;
  readonly handler: string;
}): Promise<number> {
  const started = await startFunction(directory, handler, ENVIRONMENT);
  try {
    // What it answers to an empty event does not matter: it was loaded before.
    await started.invoke({ headers: {}, Records: [], step: "note" });
    const [, milliseconds] = INITIALIZED.exec(started.log()) ?? [];
    if (milliseconds === undefined) throw new Error(started.log());
    return Number(milliseconds);
  } finally {
    await started.stop();
  }
}

void main();
