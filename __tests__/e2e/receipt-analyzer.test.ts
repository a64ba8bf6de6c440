import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Receipt } from "../../functions/receipt-analyzer/contract/receipt";
import { compose } from "../functions/receipt-analyzer/compose";
import { StandIn } from "../functions/receipt-analyzer/stand-in";
import { FUNCTION_SETTINGS } from "./lambda-runtime";

const run = promisify(execFile);
const ROOT = join(__dirname, "..", "..");
const ARCHIVE = join(ROOT, "dist", "functions", "receipt-analyzer.zip");
const HEIC = join(ROOT, "__tests__", "functions", "receipt-analyzer", "documents", "bar.heic");

/** What Lambda does with the archive: load `index`, call `handler`. */
const CALL = `
  const { handler } = await import(process.argv[1]);
  const answer = await handler(JSON.parse(process.argv[2]), { functionName: "f", awsRequestId: "r", getRemainingTimeInMillis: () => 28000 });
  process.stderr.write(JSON.stringify(answer), () => process.exit(0));
`;

const standIn = new StandIn();
let url = "";

beforeAll(async () => {
  url = await standIn.start();
  await build();
});
afterAll(() => standIn.stop());

test("the bundle reads a HEIC, and writes nothing of the receipt into its log", async () => {
  standIn.expenses = [
    {
      body: compose({
        currency: "EUR",
        summary: [
          ["VENDOR_NAME", "Geheime Konditorei"],
          ["INVOICE_RECEIPT_DATE", "03.04.2026"],
          ["TOTAL", "1.234,56 €"],
        ],
      }),
    },
  ];
  const event = {
    headers: { "Idempotency-Key": "0b7c0a52-4a2e-4a36-9d5e-0a2f5e1c9b11" },
    body: JSON.stringify({ document: readFileSync(HEIC).toString("base64") }),
    requestContext: {
      requestId: "11111111-2222-4333-8444-555555555555",
      requestTimeEpoch: Date.parse("2026-11-20T12:00:00Z"),
      authorizer: { claims: { sub: "user-1" } },
    },
  };
  const bundle = join(ROOT, "dist", "functions", "receipt-analyzer", "index.mjs");
  const { stdout, stderr } = await run(
    process.execPath,
    ["--no-warnings", "--input-type=module", "-e", CALL, bundle, JSON.stringify(event)],
    {
      env: {
        ...FUNCTION_SETTINGS,
        IDEMPOTENCY_TABLE: "receipts-idempotency",
        AWS_REGION: "us-east-1",
        AWS_ENDPOINT_URL: url,
      },
    },
  );
  const { statusCode, body } = JSON.parse(stderr) as { statusCode: number; body: string };
  expect([statusCode, (JSON.parse(body) as Receipt).total?.value]).toEqual([200, 123456]);
  expect(stdout).toContain('"documentType":"heic"');
  expect(stdout).toContain("CloudWatchMetrics");
  expect(stdout).not.toMatch(/Konditorei|1\.234|123456/);
});

test("the same source makes the same archive", async () => {
  const before = digest();
  await build();
  expect(digest()).toBe(before);
});

async function build(): Promise<void> {
  await run(process.execPath, [join(ROOT, "scripts", "build-functions.mjs")], { cwd: ROOT });
}

function digest(): string {
  return createHash("sha256").update(readFileSync(ARCHIVE)).digest("hex");
}
