import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { configurationKey, planKey } from "../functions/fleet-replay/contract/layout";
import { replayWorkspace } from "../functions/fleet-replay/replay";
import { loadPolicies } from "../gate/evaluate";
import { generate } from "./generate";
import { median } from "./measure";

const SIZES = [150, 1_500, 15_000];
const ROUNDS = { 150: 15, 1_500: 7, 15_000: 3 } as Readonly<Record<number, number>>;

/** List prices of us-east-1, in USD, as of 2025-06; x86 and arm differ by a fifth. */
const PRICES = {
  /** https://aws.amazon.com/lambda/pricing/, arm64: a GiB for a second, and a request. */
  gibibyteSecond: 0.0000133334,
  request: 0.0000002,
  /** https://aws.amazon.com/step-functions/pricing/: a state transition of a standard workflow. */
  transition: 0.000025,
  /** https://aws.amazon.com/s3/pricing/ */
  put: 0.000005,
  get: 0.0000004,
};
const MEMORY = 3;
/** Of each plan: the child's start, its one task and its end; two objects read, one written and read again. */
const TRANSITIONS = 3;
const GETS = 3;
const PLANS = 10_000;
const CONCURRENCY = 50;

/**
 * What replaying a plan takes, by its size, in a process of its own each (whose memory is then the plan's), and what a fleet of
 * such plans costs by it.
 */
function main(): void {
  const directory = mkdtempSync(join(tmpdir(), "plangate-replays-"));
  try {
    process.stdout.write(`Node ${process.version}; ${PLANS} plans, ${CONCURRENCY} at a time, ${MEMORY} GiB each\n\n`);
    process.stdout.write(
      "| resources | packed | a plan, ms | memory, MiB | fleet, minutes | USD |\n|---|---|---|---|---|---|\n",
    );
    for (const resources of SIZES) {
      const file = join(directory, `${resources}.json`);
      generate(resources, file);
      const own = execFileSync(
        process.execPath,
        ["-r", join(__dirname, "..", "scripts", "register.cjs"), __filename, file, String(resources)],
        { encoding: "utf8" },
      );
      process.stdout.write(row(resources, JSON.parse(own) as Measured));
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
}

interface Measured {
  readonly packed: number;
  readonly milliseconds: number;
  readonly memory: number;
}

function row(resources: number, { packed, milliseconds, memory }: Measured): string {
  const seconds = milliseconds / 1000;
  const one =
    seconds * MEMORY * PRICES.gibibyteSecond +
    PRICES.request +
    TRANSITIONS * PRICES.transition +
    PRICES.put +
    GETS * PRICES.get;
  const minutes = (seconds * PLANS) / CONCURRENCY / 60;
  return `| ${resources} | ${(packed / 1024).toFixed(0)} KiB | ${milliseconds.toFixed(0)} | ${memory.toFixed(0)} | ${minutes.toFixed(1)} | ${(one * PLANS).toFixed(2)} |\n`;
}

async function measureOne(file: string, resources: number): Promise<Measured> {
  const policies = loadPolicies({ directory: join(__dirname, "..", "policies") });
  const objects = new Map<string, Uint8Array>([
    [planKey("w"), gzipSync(readFileSync(file), { level: 1 })],
    [configurationKey("w"), gzipSync("")],
  ]);
  const bucket = { get: (key: string) => Promise.resolve(objects.get(key) ?? null) };
  const taken: number[] = [];
  for (let round = 0; round < (ROUNDS[resources] ?? 1); round += 1) {
    const before = process.cpuUsage();
    const result = await replayWorkspace("w", { before: policies, after: policies }, bucket, new Date());
    const { user, system } = process.cpuUsage(before);
    if ("problem" in result) throw new Error(result.problem);
    taken.push((user + system) / 1000);
  }
  return {
    packed: objects.get(planKey("w"))?.byteLength ?? 0,
    milliseconds: median(taken),
    memory: process.resourceUsage().maxRSS / 1024,
  };
}

const [, , file, resources] = process.argv;
if (file === undefined) main();
else void measureOne(file, Number(resources)).then((measured) => process.stdout.write(JSON.stringify(measured)));
