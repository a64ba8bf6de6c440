import { ApiGatewayLogging } from "../../modules/api-gateway-logging";
import { LambdaFunction } from "../../modules/lambda-function";
import { statement, statements, synthesized } from "./synthesized";

const KEY = "arn:aws:kms:us-east-1:123456789012:key/example";
const resources = synthesized((stack) => {
  new LambdaFunction(stack, "function", {
    name: "example",
    account: "123456789012",
    region: "us-east-1",
    description: "Example",
    code: { bucket: "example-artifacts", key: "functions/example-1.zip" },
    handler: "index.handler",
    memorySize: 512,
    timeout: 28,
    concurrency: 10,
    environment: { MODE: "test" },
    statements: [{ sid: "OwnWork", effect: "Allow", actions: ["textract:AnalyzeExpense"], resources: ["*"] }],
    network: {
      vpcId: "vpc-1",
      privateSubnetIds: ["subnet-a", "subnet-b"],
      httpsDestinations: [{ id: "s3", description: "S3", target: { prefixListId: "pl-1" } }],
    },
    keyArn: KEY,
    logRetentionDays: 365,
    alertTopicArn: "arn:example",
  });
});
const lambda = resources.one("aws_lambda_function");
const policy = resources.one("aws_iam_policy");
const queue = resources.one("aws_sqs_queue");

test("runs the artifact, with reserved concurrency, traced", () => {
  expect(lambda.arguments).toMatchObject({
    s3_bucket: "example-artifacts",
    s3_key: "functions/example-1.zip",
    reserved_concurrent_executions: 10,
    timeout: 28,
    memory_size: 512,
    environment: { variables: { MODE: "test" } },
    tracing_config: { mode: "Active" },
  });
});

test("logs go to a group that is encrypted and kept for the given time", () => {
  const group = resources.one("aws_cloudwatch_log_group");
  expect(group.arguments).toMatchObject({ name: "/aws/lambda/example", kms_key_id: KEY, retention_in_days: 365 });
  expect(lambda.arguments["logging_config"]).toMatchObject({ log_group: group.ref("name"), log_format: "JSON" });
  expect(statement(policy, "WriteLogs").Resource).toEqual([`${group.ref("arn")}:*`]);
});

test("settings and dead letters are encrypted under the key", () => {
  expect(lambda.arguments["kms_key_arn"]).toBe(KEY);
  expect(queue.arguments["kms_master_key_id"]).toBe(KEY);
  expect(lambda.arguments["dead_letter_config"]).toEqual({ target_arn: queue.ref("arn") });
  expect(statement(resources.one("aws_sqs_queue_policy"), "TlsOnly")).toMatchObject({ Effect: "Deny", Principal: "*" });
});

test("may do its own work and what running takes, but its code cannot make network interfaces", () => {
  expect(statements(policy).map(({ Sid }) => Sid)).toEqual([
    "OwnWork",
    "WriteLogs",
    "WriteTraces",
    "LeaveDeadLetters",
    "UseKey",
    "NetworkInterfaces",
    "NetworkInterfacesNotByCode",
  ]);
  expect(statement(policy, "LeaveDeadLetters").Resource).toEqual([queue.ref("arn")]);
  expect(statement(policy, "NetworkInterfacesNotByCode")).toMatchObject({
    Effect: "Deny",
    Action: statement(policy, "NetworkInterfaces").Action,
    Condition: { ArnEquals: { "lambda:SourceFunctionArn": "arn:aws:lambda:us-east-1:123456789012:function:example" } },
  });
});

test("waits for its permissions", () => {
  const attachment = resources.one("aws_iam_role_policy_attachment");
  expect(lambda.arguments["depends_on"]).toEqual([`aws_iam_role_policy_attachment.${attachment.name}`]);
});

test("is in private subnets, connects to the network's destinations, and is reached by nobody", () => {
  const group = resources.one("aws_security_group").ref("id");
  expect(lambda.arguments["vpc_config"]).toEqual({
    subnet_ids: ["subnet-a", "subnet-b"],
    security_group_ids: [group],
  });
  expect(resources.one("aws_vpc_security_group_egress_rule").arguments).toMatchObject({
    security_group_id: group,
    from_port: 443,
    to_port: 443,
    prefix_list_id: "pl-1",
  });
  expect(resources.types).not.toContain("aws_vpc_security_group_ingress_rule");
});

test("has no URL of its own and is open to nobody", () => {
  expect(resources.types).not.toContain("aws_lambda_function_url");
  expect(resources.types).not.toContain("aws_lambda_permission");
});

test("the operators hear of failures, throttling and dead letters", () => {
  const alarms = resources.all("aws_cloudwatch_metric_alarm").map((alarm) => alarm.arguments);
  expect(alarms.map((alarm) => alarm["metric_name"]).sort()).toEqual([
    "ApproximateNumberOfMessagesVisible",
    "Errors",
    "Throttles",
  ]);
  expect(alarms.every((alarm) => String(alarm["alarm_actions"]) === "arn:example")).toBe(true);
});

test("API Gateway logs by a role that it assumes for this account only", () => {
  const logging = synthesized((stack) => {
    new ApiGatewayLogging(stack, "logging", { name: "example", account: "123456789012" });
  });
  const role = logging.one("aws_iam_role");
  expect(logging.one("aws_api_gateway_account").arguments["cloudwatch_role_arn"]).toBe(role.ref("arn"));
  expect(statement(role, "AssumedByService", "assume_role_policy")).toMatchObject({
    Principal: { Service: ["apigateway.amazonaws.com"] },
    Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
  });
});
