import { RunTask } from "../../modules/run-task";
import { statements, synthesized } from "./synthesized";

const stack = synthesized((scope) => {
  new RunTask(scope, "run-task", {
    name: "gate",
    account: "123456789012",
    region: "us-east-1",
    code: { bucket: "code", key: "run-task.zip" },
    memorySize: 1024,
    concurrency: 5,
    network: { vpcId: "vpc-1", privateSubnetIds: ["subnet-1"], httpsDestinations: [] },
    keyArn: "arn:aws:kms:us-east-1:123456789012:key/1",
    logRetentionDays: 365,
    alertTopicArn: "arn:aws:sns:us-east-1:123456789012:alerts",
  });
});

const queue = stack.one("aws_sqs_queue", { name: "gate-tasks.fifo" });
const table = stack.one("aws_dynamodb_table");

/** What a function may do beyond what every function does, action by action. */
function may(name: string): Record<string, readonly string[]> {
  const common = ["WriteLogs", "WriteTraces", "LeaveDeadLetters", "UseKey", "NetworkInterfaces"];
  const own = statements(stack.one("aws_iam_policy", { name })).filter(
    ({ Sid, Effect }) => Effect === "Allow" && !common.includes(Sid),
  );
  return Object.fromEntries(
    own.flatMap(({ Action = [], Resource = [] }) => Action.map((action) => [action, Resource])),
  );
}

test("who answers reads the key, remembers and queues; nothing else", () => {
  expect(may("gate-receiver")).toEqual({
    "secretsmanager:GetSecretValue": ["arn:aws:secretsmanager:us-east-1:123456789012:secret:gate/hmac-key-??????"],
    "dynamodb:GetItem": [table.ref("arn")],
    "dynamodb:PutItem": [table.ref("arn")],
    "sqs:SendMessage": [queue.ref("arn")],
  });
});

test("who judges takes tasks and notes that they are done; it does not get to the key", () => {
  expect(may("gate-worker")).toEqual({
    "dynamodb:GetItem": [table.ref("arn")],
    "dynamodb:UpdateItem": [table.ref("arn")],
    "sqs:ChangeMessageVisibility": [queue.ref("arn")],
    "sqs:DeleteMessage": [queue.ref("arn")],
    "sqs:GetQueueAttributes": [queue.ref("arn")],
    "sqs:ReceiveMessage": [queue.ref("arn")],
  });
});

test("a task that its function died of comes again before HCP Terraform gives it up, and not while it is worked off", () => {
  const timeout = stack.one("aws_lambda_function", { function_name: "gate-worker" }).arguments["timeout"];
  const visibility = queue.arguments["visibility_timeout_seconds"];
  expect(visibility).toBeGreaterThanOrEqual(timeout as number);
  expect(2 * (visibility as number)).toBeLessThanOrEqual(600);
  expect(stack.one("aws_lambda_event_source_mapping").arguments).toMatchObject({
    batch_size: 1,
    scaling_config: { maximum_concurrency: 5 },
  });
});

test("tasks, which hold tokens, are encrypted wherever they wait, and forgotten in time", () => {
  for (const each of stack.all("aws_sqs_queue")) expect(each.arguments["kms_master_key_id"]).toMatch(/^arn:aws:kms:/);
  expect(queue.arguments["message_retention_seconds"]).toBe(3600);
  expect(table.arguments).toMatchObject({
    ttl: { attribute_name: "expires", enabled: true },
    server_side_encryption: { enabled: true },
  });
});

test("the API takes one kind of request, throttled and logged", () => {
  expect(stack.one("aws_apigatewayv2_route").arguments["route_key"]).toBe("POST /");
  expect(stack.one("aws_apigatewayv2_stage").arguments).toMatchObject({
    default_route_settings: { throttling_rate_limit: 50, throttling_burst_limit: 250 },
    access_log_settings: {
      destination_arn: stack.one("aws_cloudwatch_log_group", { name: "/api-gateway/gate/access" }).ref("arn"),
    },
  });
});
