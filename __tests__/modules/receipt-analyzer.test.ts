import Ajv from "ajv";
import { describeApi } from "../../functions/receipt-analyzer/contract/openapi";
import validateProblem from "../../functions/receipt-analyzer/contract/problem.schema.json";
import { settingsFrom } from "../../functions/receipt-analyzer/settings";
import { ReceiptAnalyzer, type ReceiptAnalyzerProps } from "../../modules/receipt-analyzer";
import { statements, synthesized } from "./synthesized";

const KEY = "arn:aws:kms:us-east-1:123456789012:key/example";
const PROPS: ReceiptAnalyzerProps = {
  name: "example",
  account: "123456789012",
  region: "us-east-1",
  function: { code: { bucket: "example-artifacts", key: "example.zip" }, memorySize: 512, concurrency: 10 },
  limits: { documentBytes: 30, requestsPerSecond: 20, burst: 40 },
  api: {
    domainName: "api.example.com",
    certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/example",
    userPoolArn: "arn:aws:cognito-idp:us-east-1:123456789012:userpool/example",
    allowedOrigin: "https://www.example.com",
  },
  network: { vpcId: "vpc-1", privateSubnetIds: ["subnet-a"], httpsDestinations: [] },
  keyArn: KEY,
  logRetentionDays: 365,
  alertTopicArn: "arn:example",
};

const analyzerWith = (props: Partial<ReceiptAnalyzerProps> = {}) =>
  synthesized((stack) => {
    new ReceiptAnalyzer(stack, "analyzer", { ...PROPS, ...props });
  });
const resources = analyzerWith();
const api = resources.one("aws_api_gateway_rest_api");
const post = resources.one("aws_api_gateway_method", { http_method: "POST" });
const stage = resources.one("aws_api_gateway_stage");

describe("who may call", () => {
  test("only users of the directory", () => {
    const authorizer = resources.one("aws_api_gateway_authorizer");
    expect(authorizer.arguments).toMatchObject({ type: "COGNITO_USER_POOLS", provider_arns: [PROPS.api.userPoolArn] });
    expect(post.arguments).toMatchObject({
      authorization: "COGNITO_USER_POOLS",
      authorizer_id: authorizer.ref("id"),
    });
  });

  test("only by its own name, over TLS 1.2 or better", () => {
    expect(api.arguments["disable_execute_api_endpoint"]).toBe(true);
    expect(resources.one("aws_api_gateway_domain_name").arguments).toMatchObject({
      domain_name: "api.example.com",
      security_policy: "TLS_1_2",
    });
  });

  test("scripts of one website; refusals say so, too", () => {
    const options = resources.one("aws_api_gateway_method", { http_method: "OPTIONS" });
    expect(options.arguments["authorization"]).toBe("NONE");
    expect(resources.one("aws_api_gateway_integration", { type: "MOCK" })).toBeDefined();
    expect(resources.one("aws_api_gateway_integration_response").arguments["response_parameters"]).toMatchObject({
      "method.response.header.Access-Control-Allow-Headers": "'Authorization,Content-Type,Idempotency-Key'",
      "method.response.header.Access-Control-Allow-Origin": "'https://www.example.com'",
    });
    for (const type of ["DEFAULT_4XX", "DEFAULT_5XX"]) {
      const refusal = resources.one("aws_api_gateway_gateway_response", { response_type: type });
      expect(refusal.arguments["response_parameters"]).toMatchObject({
        "gatewayresponse.header.Access-Control-Allow-Origin": "'https://www.example.com'",
      });
    }
  });

  test("the function is called by this one method of this API", () => {
    expect(resources.one("aws_lambda_permission").arguments).toMatchObject({
      principal: "apigateway.amazonaws.com",
      source_account: "123456789012",
      source_arn: `${api.ref("execution_arn")}/*/POST/receipts`,
    });
  });
});

describe("what may be sent", () => {
  const model = resources.one("aws_api_gateway_model");
  const schema = JSON.parse(model.arguments["schema"] as string) as Record<string, unknown>;
  // Nothing in it has another meaning in the draft that ajv knows.
  delete schema["$schema"];
  const accepts = new Ajv().compile(schema);
  const receipt = { document: "A".repeat(40) };

  test("is held to the model, whatever type the body claims to have", () => {
    expect(post.arguments["request_models"]).toEqual({
      "application/json": model.ref("name"),
      $default: model.ref("name"),
    });
    expect(post.arguments["request_validator_id"]).toBe(resources.one("aws_api_gateway_request_validator").ref("id"));
    expect(resources.one("aws_api_gateway_request_validator").arguments["validate_request_body"]).toBe(true);
  });

  test("with a key by which it is known when it is sent again", () => {
    expect(post.arguments["request_parameters"]).toEqual({ "method.request.header.Idempotency-Key": true });
    expect(resources.one("aws_api_gateway_request_validator").arguments["validate_request_parameters"]).toBe(true);
  });

  test("by the schema of the API's own description", () => {
    const { components } = describeApi({ url: "https://api.example.com", documentBytes: 30 });
    expect(schema).toEqual({ title: "Receipt", ...components.schemas.ReceiptRequest });
  });

  test.each<[string, object]>([
    ["a receipt of the allowed size", receipt],
    ["a receipt of a known country", { ...receipt, country: "JP" }],
  ])("%s", (_, body) => {
    expect(accepts(body)).toBe(true);
  });

  test.each<[string, object]>([
    ["a document above the limit", { ...receipt, document: "A".repeat(41) }],
    ["an empty document", { ...receipt, document: "" }],
    ["no document", { country: "JP" }],
    ["a country that is none", { ...receipt, country: "Japan" }],
    ["something besides", { ...receipt, callback: "https://example.com" }],
  ])("not %s", (_, body) => {
    expect(accepts(body)).toBe(false);
  });
});

test("refusals of the gateway are problems as those of the function are, without what was sent", () => {
  const refusals = resources.all("aws_api_gateway_gateway_response");
  expect(refusals.map((refusal) => refusal.arguments["response_type"])).toEqual(
    expect.arrayContaining(["BAD_REQUEST_BODY", "BAD_REQUEST_PARAMETERS", "DEFAULT_4XX", "DEFAULT_5XX"]),
  );
  for (const refusal of refusals) {
    const templates = refusal.arguments["response_templates"] as Record<string, string>;
    expect(Object.keys(templates)).toEqual(["application/problem+json"]);
    // As API Gateway fills it in: the message comes in quotes.
    const filled = templates["application/problem+json"]!.replace(
      "$context.error.messageString",
      '"Invalid request body"',
    ).replace("$context.requestId", "11111111-2222-4333-8444-555555555555");
    expect(filled).not.toContain("$");
    expect([validateProblem(JSON.parse(filled)), validateProblem.errors]).toEqual([true, null]);
  }
});

test("answers are remembered in a table of its own, encrypted, for an hour and without copies", () => {
  const table = resources.one("aws_dynamodb_table");
  expect(table.arguments).toMatchObject({
    hash_key: "id",
    ttl: { attribute_name: "expiration", enabled: true },
    server_side_encryption: { enabled: true, kms_key_arn: KEY },
  });
  expect(table.arguments["point_in_time_recovery"]).toBeUndefined();
  expect(statements(resources.one("aws_iam_policy"))).toContainEqual({
    Sid: "RememberAnswers",
    Effect: "Allow",
    Action: ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"],
    Resource: [table.ref("arn")],
  });
});

test("the function starts with the environment that it gets", () => {
  const { variables } = resources.one("aws_lambda_function").arguments["environment"] as {
    variables: Record<string, string>;
  };
  expect(settingsFrom(variables)).toMatchObject({ allowedOrigin: "https://www.example.com", maxDocumentBytes: 30 });
  const { timeout } = resources.one("aws_lambda_function").arguments as { timeout: number };
  const { textract, model } = settingsFrom(variables).timeouts;
  expect((textract + model) / 1000).toBeLessThan(timeout);
  // What the gateway waits.
  expect(timeout).toBeLessThan(29);
});

test("the operators hear of receipts that could not be analyzed", () => {
  expect(resources.one("aws_cloudwatch_metric_alarm", { metric_name: "5XXError" }).arguments).toMatchObject({
    namespace: "AWS/ApiGateway",
    dimensions: { ApiName: "example" },
    alarm_actions: ["arn:example"],
  });
});

test("requests are throttled, traced and logged, their content is not", () => {
  expect(stage.arguments["xray_tracing_enabled"]).toBe(true);
  const { settings } = resources.one("aws_api_gateway_method_settings").arguments as {
    settings: Record<string, unknown>;
  };
  expect(settings).toMatchObject({
    throttling_rate_limit: 20,
    throttling_burst_limit: 40,
    logging_level: "ERROR",
    data_trace_enabled: false,
    metrics_enabled: true,
  });
  const { format, destination_arn: destination } = stage.arguments["access_log_settings"] as Record<string, string>;
  expect(JSON.parse(format!)).toMatchObject({ sourceIp: "$context.identity.sourceIp", status: "$context.status" });
  expect(destination).toBe(
    resources.one("aws_cloudwatch_log_group", { name: "/api-gateway/example/access" }).ref("arn"),
  );
});

test("every log group is encrypted and kept, those that API Gateway would make by itself included", () => {
  const groups = resources.all("aws_cloudwatch_log_group").map((group) => group.arguments);
  expect(groups.map((group) => group["name"])).toContain(`API-Gateway-Execution-Logs_${api.ref("id")}/v1`);
  for (const group of groups) {
    expect(group).toMatchObject({ kms_key_id: KEY, retention_in_days: 365 });
  }
});

test("a change of any part is deployed", () => {
  const deployment = resources.one("aws_api_gateway_deployment").arguments;
  const { replace_triggered_by: triggers } = deployment["lifecycle"] as { replace_triggered_by: string[] };
  for (const type of ["authorizer", "model", "request_validator", "method", "integration", "gateway_response"]) {
    for (const part of resources.all(`aws_api_gateway_${type}`)) {
      expect(triggers).toContain(`aws_api_gateway_${type}.${part.name}`);
    }
  }
});

test("reads receipts with Textract, and asks a model of Bedrock if one is named", () => {
  const setUp = (props: Partial<ReceiptAnalyzerProps>) => {
    const given = analyzerWith(props);
    const { variables } = given.one("aws_lambda_function").arguments["environment"] as {
      variables: Record<string, string>;
    };
    return { variables, actions: statements(given.one("aws_iam_policy")) };
  };
  const alone = setUp({});
  expect(alone.actions).toContainEqual(expect.objectContaining({ Action: ["textract:AnalyzeExpense"] }));
  expect(JSON.stringify(alone)).not.toMatch(/bedrock/i);
  expect(alone.variables).toMatchObject({ ALLOWED_ORIGIN: "https://www.example.com", MAX_DOCUMENT_BYTES: "30" });
  expect(alone.variables).not.toHaveProperty("BEDROCK_MODEL_ID");

  const withModel = setUp({ modelId: "amazon.nova-lite-v1:0" });
  expect(withModel.actions).toContainEqual(
    expect.objectContaining({
      Action: ["bedrock:InvokeModel"],
      Resource: ["arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0"],
    }),
  );
  expect(withModel.variables["BEDROCK_MODEL_ID"]).toBe("amazon.nova-lite-v1:0");
});
