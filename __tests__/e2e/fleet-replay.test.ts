import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { configurationKey, planKey, policiesKey, reportKey } from "../../functions/fleet-replay/contract/layout";
import { startStandIn, type StandIn } from "../../gate/sandbox";
import { definition } from "../../modules/fleet-replay/definition";
import { editedPolicies, LONGER_LOGS } from "../functions/fleet-replay/policies";
import { LambdaProxy } from "./lambda-proxy";
import { pack, unpack } from "./packed";

const ROOT = join(__dirname, "..", "..");
const BUCKET = "plans";
const RULE = "CW_LOGGROUP_RETENTION_PERIOD_CHECK";
const REPLAYER = "arn:aws:lambda:us-east-1:123456789012:function:gate-replayer";
const REPORTER = "arn:aws:lambda:us-east-1:123456789012:function:gate-reporter";

type Handler = (event: unknown) => Promise<unknown>;

const { policies: edited, archive } = editedPolicies(LONGER_LOGS);
const proxy = new LambdaProxy();
let aws: StandIn;
let directory = "";
let machine = "";

/**
 * The packed functions, and the definition as it is deployed, run by the interpreter of the Amazon States Language that moto has
 * from LocalStack. What that does not do: it lists no more than a page of objects, knows no batches, keeps no history of the
 * executions of a map, and its ResultWriter writes a manifest without results; none is relied on.
 */
beforeAll(async () => {
  pack("build-run-task.mjs");
  directory = mkdtempSync(join(tmpdir(), "plangate-fleet-"));
  unpack("dist-functions/run-task.zip", directory);
  const port = await proxy.start();
  aws = await startStandIn({ env: { ...process.env, MOTO_PORT: String(port) } });
  proxy.target = aws.url;
  Object.assign(process.env, aws.env, { PLANS_BUCKET: BUCKET });
  const { replayer, reporter } = createRequire(join(directory, "replay.js"))("./replay.js") as Record<string, Handler>;
  proxy.functions.set(REPLAYER, async (event) => {
    const { step, workspace } = event as { readonly step: string; readonly workspace?: string };
    if (step === "replay" && workspace === "too-large")
      throw Object.assign(new Error(), { name: "Runtime.OutOfMemory" });
    return await replayer!(event);
  });
  proxy.functions.set(REPORTER, reporter!);

  await post("/moto-api/config", JSON.stringify({ stepfunctions: { execute_state_machine: true } }));
  await put("", "");
  await put(policiesKey(edited.sha256), archive);
  const created = await states("CreateStateMachine", {
    name: "gate-replay",
    roleArn: "arn:aws:iam::123456789012:role/gate-replay",
    definition: definition({ bucket: BUCKET, replayerArn: REPLAYER, reporterArn: REPORTER, concurrency: 2 }),
  });
  machine = created["stateMachineArn"] as string;
});

afterAll(async () => {
  await aws.stop();
  await proxy.stop();
  rmSync(directory, { recursive: true });
});

async function post(path: string, body: string, headers: Record<string, string> = {}): Promise<Response> {
  const response = await fetch(`${aws.url}${path}`, { method: "POST", headers, body });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response;
}

function signedFor(service: string): Record<string, string> {
  return { authorization: `AWS4-HMAC-SHA256 Credential=testing/20300101/us-east-1/${service}/aws4_request` };
}

async function states(action: string, input: object): Promise<Record<string, unknown>> {
  const headers = { "x-amz-target": `AWSStepFunctions.${action}`, "content-type": "application/x-amz-json-1.0" };
  const response = await post("/", JSON.stringify(input), { ...signedFor("states"), ...headers });
  return (await response.json()) as Record<string, unknown>;
}

async function put(key: string, body: Uint8Array | string): Promise<void> {
  const response = await fetch(`${aws.url}/${BUCKET}/${key}`, { method: "PUT", headers: signedFor("s3"), body });
  expect(response.status).toBe(200);
}

async function get(key: string): Promise<string> {
  const response = await fetch(`${aws.url}/${BUCKET}/${key}`, { headers: signedFor("s3") });
  expect(response.status).toBe(200);
  return await response.text();
}

async function keep(workspace: string, planJson: Uint8Array): Promise<void> {
  await put(configurationKey(workspace), gzipSync(""));
  await put(planKey(workspace), gzipSync(planJson));
}

/** Starts an execution, and waits until it has ended. */
async function execute(name: string, input: object): Promise<Record<string, unknown>> {
  const { executionArn } = await states("StartExecution", {
    stateMachineArn: machine,
    name,
    input: JSON.stringify(input),
  });
  for (;;) {
    const execution = await states("DescribeExecution", { executionArn });
    if (execution["status"] !== "RUNNING") return execution;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

test("policies that are not there end the execution before a plan is judged", async () => {
  const execution = await execute("unknown-policies", { policies: "0".repeat(64) });
  expect(execution).toMatchObject({ status: "FAILED" });
  expect(proxy.calls.filter((event) => (event as { step: string }).step === "replay")).toEqual([]);
});

test("a bucket without plans is no fleet that passes", async () => {
  // moto answers an empty list as if it were an error; AWS goes on to the report, which refuses it.
  expect(await execute("no-plans", { policies: edited.sha256 })).toMatchObject({ status: "FAILED" });
  await expect(proxy.functions.get(REPORTER)!({ run: "no-plans", policies: edited.sha256 })).rejects.toThrow();
});

test("every plan is replayed, and one report says what would change", async () => {
  await keep("storefront-prod", readFileSync(join(ROOT, "__tests__", "plans", "storefront.json")));
  await keep("legacy", readFileSync(join(ROOT, "__tests__", "plans", "as-built.json")));
  const execution = await execute("all-judged", { policies: edited.sha256 });
  expect(execution).toMatchObject({ status: "SUCCEEDED" });
  expect(JSON.parse(execution["output"] as string)).toMatchObject({
    verdict: "newly denied",
    summary: expect.stringContaining("2 workspaces judged"),
    report: { json: reportKey("all-judged", "json") },
  });
  const report = JSON.parse(await get(reportKey("all-judged", "json"))) as Record<string, unknown>;
  expect(report).toMatchObject({ plans: 2, policies: { after: edited.sha256 }, notJudged: [] });
  expect(await get(reportKey("all-judged", "md"))).toContain(
    `\`storefront-prod\` | approved → **denied** | \`${RULE}\``,
  );
});

test("a plan that its function dies of is in the report, and the others are judged", async () => {
  await keep("too-large", Buffer.from("{}"));
  const execution = await execute("one-dies", { policies: edited.sha256 });
  expect(JSON.parse(execution["output"] as string)).toMatchObject({ verdict: "not all judged" });
  expect(JSON.parse(await get(reportKey("one-dies", "json")))).toMatchObject({
    plans: 3,
    notJudged: [{ workspace: "too-large", problem: expect.stringContaining("Runtime.OutOfMemory") }],
  });
});

test("what the state machine keeps of an execution holds nothing of a plan", async () => {
  const { executions } = await states("ListExecutions", { stateMachineArn: machine });
  const histories = await Promise.all(
    (executions as readonly { executionArn: string }[]).map(({ executionArn }) =>
      states("GetExecutionHistory", { executionArn, includeExecutionData: true }),
    ),
  );
  const text = JSON.stringify(histories);
  expect(text).toContain("all-judged");
  expect(text).not.toMatch(/aws_[a-z]+|resource_changes|operators@/);
});
