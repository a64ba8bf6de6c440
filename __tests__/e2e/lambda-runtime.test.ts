import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FakeAws } from "../functions/run-task/aws";
import { HcpTerraform } from "../functions/run-task/hcp-terraform";
import { APPROVED } from "../functions/run-task/home";
import { FUNCTION_SETTINGS, type LambdaRuntime, startFunction } from "./lambda-runtime";
import { pack, unpack } from "./packed";

const KEY = "the key of the task in Lambda";
const hcp = new HcpTerraform();
const aws = new FakeAws();
const directories: string[] = [];
const functions: LambdaRuntime[] = [];
let environment: Record<string, string> = {};

function unpacked(script: string, archive: string): string {
  pack(script);
  const directory = mkdtempSync(join(tmpdir(), "plangate-runtime-"));
  directories.push(directory);
  unpack(archive, directory);
  return directory;
}

async function start(directory: string, handler: string): Promise<LambdaRuntime> {
  const started = await startFunction(directory, handler, environment);
  functions.push(started);
  return started;
}

beforeAll(async () => {
  await hcp.start();
  const endpoint = await aws.start();
  aws.secrets.set("AWSCURRENT", KEY);
  environment = {
    ...FUNCTION_SETTINGS,
    AWS_ENDPOINT_URL: endpoint,
    SECRET_ID: "run-task",
    TABLE_NAME: "tasks",
    QUEUE_URL: `${endpoint}/123456789012/tasks.fifo`,
    API_ORIGINS: hcp.apiOrigin,
    DOWNLOAD_ORIGINS: hcp.archivistOrigin,
  };
});

afterEach(() => Promise.all(functions.splice(0).map((each) => each.stop())));

afterAll(async () => {
  await Promise.all([hcp.stop(), aws.stop()]);
  for (const directory of directories) rmSync(directory, { recursive: true });
});

test("the run task, packed, takes a signed request and judges its plan in AWS's own runtime", async () => {
  const directory = unpacked("build-run-task.mjs", "dist-functions/run-task.zip");
  const run = hcp.createRun({ plan: APPROVED });
  const body = JSON.stringify(run.payload());
  const headers = { "x-tfc-task-signature": createHmac("sha512", KEY).update(body).digest("hex") };
  const receiver = await start(directory, "receiver.handler");
  expect(await receiver.invoke({ headers, body, isBase64Encoded: false })).toMatchObject({ statusCode: 200 });
  expect(aws.messages).toHaveLength(1);

  const worker = await start(directory, "worker.handler");
  await worker.invoke({ Records: aws.messages.map(({ MessageBody }) => ({ body: MessageBody })) });
  expect(run.final).toBe("passed");
  expect(worker.log()).toContain('"event":"finished"');
  expect(worker.log()).not.toContain(run.token);
  expect(hcp.violations).toEqual([]);
});

test("the receipt analyzer, packed, answers in AWS's own runtime", async () => {
  const directory = unpacked("build-functions.mjs", "dist/functions/receipt-analyzer.zip");
  const analyzer = await start(directory, "index.handler");
  const answer = await analyzer.invoke({
    headers: { "Idempotency-Key": "0b7c0a52-4a2e-4a36-9d5e-0a2f5e1c9b11" },
    body: JSON.stringify({ document: "R0lGODlh" }),
    requestContext: { requestId: "r", requestTimeEpoch: 0, authorizer: { claims: { sub: "user" } } },
  });
  // A GIF, which it does not read.
  expect(answer).toMatchObject({ statusCode: 415 });
});
