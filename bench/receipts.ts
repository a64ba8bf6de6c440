import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { zipSync } from "fflate";
import { measure, median, type Usage } from "./measure";

const ROOT = resolve(__dirname, "..");
const BUNDLE = join(ROOT, "dist", "functions", "receipt-analyzer");
const ROUNDS = 15;
const TIMEOUT = 60_000;

/** The smallest handler that Lambda takes. */
const EMPTY = "export const handler = async () => ({ statusCode: 200, body: '' });\n";

/** What the function is deployed with. */
const ENVIRONMENT = {
  ALLOWED_ORIGIN: "https://www.example.com",
  MAX_DOCUMENT_BYTES: "4000000",
  IDEMPOTENCY_TABLE: "receipts",
  BEDROCK_MODEL_ID: "amazon.nova-lite-v1:0",
  AWS_REGION: "us-east-1",
  AWS_ACCESS_KEY_ID: "bench",
  AWS_SECRET_ACCESS_KEY: "bench",
};

/** A request that is refused when it has been read, before AWS is asked: what a cold start adds to any request. */
const EVENT = {
  headers: { "Idempotency-Key": "0b7c0a52-4a2e-4a36-9d5e-0a2f5e1c9b11" },
  body: JSON.stringify({ document: "R0lGODlh" }),
  requestContext: { requestId: "bench", requestTimeEpoch: 0, authorizer: { claims: { sub: "bench" } } },
};

/** Measures cold start and package of the receipt analyzer as ratios to an empty handler, taking turns. */
function main(): void {
  const directory = mkdtempSync(join(tmpdir(), "plangate-bench-"));
  try {
    const empty = join(directory, "index.mjs");
    writeFileSync(empty, EMPTY);
    const emptyArchive = zipSync({ "index.mjs": Buffer.from(EMPTY) }, { level: 9 }).length;
    const candidates = [
      { name: "empty handler", file: empty, status: 200, usages: [] as Usage[] },
      { name: "receipt analyzer", file: join(BUNDLE, "index.mjs"), status: 415, usages: [] as Usage[] },
    ] as const;
    for (let round = 0; round < ROUNDS; round++) {
      for (const { file, status, usages } of candidates) usages.push(coldStart(file, status, directory));
    }
    const [base, analyzer] = candidates.map(({ usages }) => ({
      wall: median(usages.map(({ wall }) => wall)),
      cpu: median(usages.map(({ cpu }) => cpu)),
    }));
    if (base === undefined || analyzer === undefined) throw new Error("nothing was measured");
    const archive = statSync(`${BUNDLE}.zip`).size;
    const loaded = readFileSync(join(BUNDLE, "index.mjs")).length;
    process.stdout.write(`Node ${process.version}, ${ROUNDS} cold starts each, medians\n\n`);
    process.stdout.write("| | empty handler | receipt analyzer | ratio |\n|---|---|---|---|\n");
    process.stdout.write(row("cold start, wall ms", base.wall, analyzer.wall));
    process.stdout.write(row("cold start, CPU ms", base.cpu, analyzer.cpu));
    process.stdout.write(row("package, bytes", emptyArchive, archive));
    process.stdout.write(`\nindex.mjs, which is loaded at start: ${Math.round(loaded / 1024)} KiB\n`);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** From the start of a process to the answer of its first request. */
function coldStart(file: string, status: number, directory: string): Usage {
  const settings = Object.entries({ ...ENVIRONMENT, EXPECTED_STATUS: String(status) });
  const command = [
    "env",
    ...settings.map(([name, value]) => `${name}=${value}`),
    process.execPath,
    join(__dirname, "cold-start.mjs"),
    file,
    JSON.stringify(EVENT),
  ];
  const usage = measure(command, { codes: [0], output: join(directory, "output"), timeout: TIMEOUT });
  if (usage === null) throw new Error(`no answer within ${TIMEOUT / 1000} s`);
  return usage;
}

function row(what: string, base: number, value: number): string {
  return `| ${what} | ${Math.round(base)} | ${Math.round(value)} | ${(value / base).toFixed(1)}× |\n`;
}

main();
