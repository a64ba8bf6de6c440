import { errorsIn } from "./states-language";
import { FleetReplay } from "../../modules/fleet-replay";
import { statements, synthesized } from "./synthesized";

const BUCKET = "arn:aws:s3:::plans";
const stack = synthesized((scope) => {
  new FleetReplay(scope, "fleet-replay", {
    name: "gate",
    account: "123456789012",
    region: "us-east-1",
    code: { bucket: "code", key: "run-task.zip" },
    memorySize: 3072,
    concurrency: 7,
    plans: { name: "plans", arn: BUCKET },
    network: { vpcId: "vpc-1", privateSubnetIds: ["subnet-1"], httpsDestinations: [] },
    keyArn: "arn:aws:kms:us-east-1:123456789012:key/1",
    logRetentionDays: 365,
    alertTopicArn: "arn:aws:sns:us-east-1:123456789012:alerts",
  });
});

/** What a role may do beyond running as a function or a state machine, by sid. */
function may(name: string): Record<string, readonly [readonly string[], readonly string[]]> {
  const common = [
    ...["WriteLogs", "WriteTraces", "LeaveDeadLetters", "UseKey", "NetworkInterfaces"],
    ...["DeliverLogs", "StartChildren", "SeeAndStopChildren"],
  ];
  const own = statements(stack.one("aws_iam_policy", { name })).filter(
    ({ Sid, Effect }) => Effect === "Allow" && !common.includes(Sid),
  );
  return Object.fromEntries(own.map(({ Sid, Action = [], Resource = [] }) => [Sid, [Action, Resource]]));
}

const machine = stack.one("aws_sfn_state_machine");
const functionArn = (name: string) => stack.one("aws_lambda_function", { function_name: name }).ref("arn");

test("who judges reads plans and policies, and writes results; who gathers sees no plan", () => {
  expect(may("gate-replayer")).toEqual({
    ReadPlansAndPolicies: [
      ["s3:GetObject"],
      [`${BUCKET}/plans/*`, `${BUCKET}/configurations/*`, `${BUCKET}/policies/*`],
    ],
    SeeWhatIsThere: [["s3:ListBucket"], [BUCKET]],
    WriteResults: [["s3:PutObject"], [`${BUCKET}/replays/*/results/*`]],
  });
  expect(may("gate-reporter")).toEqual({
    ReadPolicies: [["s3:GetObject"], [`${BUCKET}/policies/*`]],
    ReadResults: [["s3:GetObject"], [`${BUCKET}/replays/*/results/*`]],
    ListResults: [["s3:ListBucket"], [BUCKET]],
    WriteReports: [["s3:PutObject"], [`${BUCKET}/replays/*/report.*`]],
  });
});

test("the state machine calls the two functions and lists plans; it reads none", () => {
  const own = may("gate-replay");
  expect(own["CallFunctions"]).toEqual([
    ["lambda:InvokeFunction"],
    [functionArn("gate-replayer"), functionArn("gate-reporter")],
  ]);
  expect(own["ListPlans"]).toEqual([["s3:ListBucket"], [BUCKET]]);
  const objects = Object.values(own).flatMap(([actions, resources]) =>
    actions.some((action) => action.startsWith("s3:") && action !== "s3:ListBucket") ? resources : [],
  );
  expect([...new Set(objects)]).toEqual([`${BUCKET}/replays/*/map/*`]);
});

test("the definition is valid, and runs no more functions at once than are reserved for it", () => {
  const definition = JSON.parse(machine.arguments["definition"] as string) as {
    readonly States: { readonly ReplayPlans: object };
  };
  expect(errorsIn(definition)).toEqual([]);
  const { reserved_concurrent_executions: reserved } = stack.one("aws_lambda_function", {
    function_name: "gate-replayer",
  }).arguments;
  expect(definition.States.ReplayPlans).toMatchObject({ MaxConcurrency: reserved });
});

test("what is wrong with a definition would be noticed", () => {
  expect(errorsIn({ StartAt: "Nowhere", States: { Somewhere: { Type: "Pass", Next: "Nowhere" } } })).not.toEqual([]);
});

test("executions are logged without what they are given and give", () => {
  expect(machine.arguments).toMatchObject({
    logging_configuration: { level: "ALL", include_execution_data: false },
    tracing_configuration: { enabled: true },
  });
});
