import { spawnSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, SQSEvent } from "aws-lambda";
import { FakeAws } from "../functions/run-task/aws";
import { HcpTerraform, type Run } from "../functions/run-task/hcp-terraform";
import { APPROVED, DENIED } from "../functions/run-task/home";
import { pack, unpack } from "./packed";

const ROOT = join(__dirname, "..", "..");
const OLD = "the old key of the task";
const KEY = "the new key of the task";

type Receiver = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;
type Worker = (event: SQSEvent) => Promise<void>;

const hcp = new HcpTerraform();
const aws = new FakeAws();
let directory = "";
let receiver: Receiver;
let worker: Worker;

/** The packed functions, unpacked elsewhere: nothing of this repository is within their reach. */
beforeAll(async () => {
  pack("build-run-task.mjs");
  directory = mkdtempSync(join(tmpdir(), "plangate-lambda-"));
  unpack("dist-functions/run-task.zip", directory);
  await hcp.start();
  const endpoint = await aws.start();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    SECRET_ID: "run-task",
    TABLE_NAME: "tasks",
    QUEUE_URL: `${endpoint}/123456789012/tasks.fifo`,
    API_ORIGINS: hcp.apiOrigin,
    DOWNLOAD_ORIGINS: hcp.archivistOrigin,
  });
  aws.secrets.set("AWSCURRENT", KEY).set("AWSPREVIOUS", OLD);
  const load = createRequire(join(directory, "index.js"));
  receiver = (load("./receiver.js") as { handler: Receiver }).handler;
  worker = (load("./worker.js") as { handler: Worker }).handler;
});

afterAll(async () => {
  await Promise.all([hcp.stop(), aws.stop()]);
  rmSync(directory, { recursive: true });
});

afterEach(() => expect(hcp.violations).toEqual([]));

/** As API Gateway hands a request on. */
function request(run: Run, key: string): APIGatewayProxyEventV2 {
  const body = JSON.stringify(run.payload());
  const headers = { "x-tfc-task-signature": createHmac("sha512", key).update(body).digest("hex") };
  return { headers, body, isBase64Encoded: false } as unknown as APIGatewayProxyEventV2;
}

/** As the queue hands its messages on, the one of a run. */
function messagesOf(run: Run): SQSEvent {
  const found = aws.messages.filter(({ MessageGroupId: id }) => id === `taskrs-${run.id}`);
  return { Records: found.map(({ MessageBody: body }) => ({ body })) } as unknown as SQSEvent;
}

test("a request is answered and queued, and worked off behind the queue", async () => {
  const approved = hcp.createRun({ plan: APPROVED });
  const denied = hcp.createRun({ plan: DENIED });
  for (const [run, key] of [
    [approved, KEY],
    [denied, OLD],
  ] as const) {
    expect(await receiver(request(run, key))).toMatchObject({ statusCode: 200 });
    expect(run.updates).toEqual([]);
    await worker(messagesOf(run));
  }
  expect([approved.final, denied.final]).toEqual(["passed", "failed"]);
});

test("a request in base64 is the same request", async () => {
  const run = hcp.createRun({ plan: APPROVED });
  const event = request(run, KEY);
  const body = Buffer.from(event.body ?? "").toString("base64");
  expect(await receiver({ ...event, body, isBase64Encoded: true })).toMatchObject({ statusCode: 200 });
  expect(messagesOf(run).Records).toHaveLength(1);
});

test("delivered twice, and brought twice by the queue: judged once", async () => {
  const run = hcp.createRun({ plan: APPROVED });
  const again = await Promise.all([1, 2].map(() => receiver(request(run, KEY))));
  expect(again.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
  expect(messagesOf(run).Records).toHaveLength(1);
  await worker(messagesOf(run));
  await worker(messagesOf(run));
  expect(run.updates.map(({ status }) => status)).toEqual(["running", "running", "passed"]);
});

test("what is not signed gets no further", async () => {
  const run = hcp.createRun({ plan: APPROVED });
  expect(await receiver(request(run, "another key, long enough"))).toMatchObject({ statusCode: 401 });
  expect(messagesOf(run).Records).toHaveLength(0);
});

test("no token is kept in the table", () => {
  const items = JSON.stringify([...aws.items.values()]);
  expect(aws.items.size).toBeGreaterThan(0);
  for (const run of hcp.runs.values()) expect(items).not.toContain(run.token);
});

test("the same sources are packed to the same bytes", () => {
  const file = join(ROOT, "dist-functions", "run-task.zip");
  const before = readFileSync(file);
  expect(spawnSync(process.execPath, [join(ROOT, "scripts", "build-run-task.mjs")], { cwd: ROOT }).status).toBe(0);
  expect(readFileSync(file).equals(before)).toBe(true);
});
