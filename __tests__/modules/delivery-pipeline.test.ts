import { DeliveryPipeline, type DeliveryPipelineProps } from "../../modules/delivery-pipeline";
import { statement, type Synthesized, synthesized } from "./synthesized";

const KEY = "arn:aws:kms:us-east-1:123456789012:key/example";
const TOPIC = "arn:aws:sns:us-east-1:123456789012:example";
const PROPS: DeliveryPipelineProps = {
  name: "example",
  account: "123456789012",
  region: "us-east-1",
  keyArn: KEY,
  repository: { provider: "GitHub", name: "example/shop", branch: "main" },
  artifactBucket: "example-pipeline",
  instanceRoleName: "web-role",
  autoScalingGroupName: "fleet",
  targetGroupName: "targets",
  alarmNames: ["example-server-errors"],
  topicArn: TOPIC,
  accessLogs: { bucketName: "example-logs", ready: [] },
  logRetentionDays: 365,
};

interface Stage {
  readonly name: string;
  readonly action: readonly { readonly configuration: Readonly<Record<string, string>> }[];
}

const pipelineWith = (props: Partial<DeliveryPipelineProps> = {}): Synthesized =>
  synthesized((stack) => {
    new DeliveryPipeline(stack, "pipeline", { ...PROPS, ...props });
  });
const stagesOf = (synthesis: Synthesized) => synthesis.one("aws_codepipeline").arguments["stage"] as readonly Stage[];

const resources = pipelineWith();
const [source, build, approval, deployment] = stagesOf(resources);

test("goes from the repository through build and approval to the instances", () => {
  expect(stagesOf(resources).map(({ name }) => name)).toEqual(["Source", "Build", "Approval", "Deployment"]);
  expect(source?.action[0]?.configuration).toMatchObject({ FullRepositoryId: "example/shop", BranchName: "main" });
  expect(build?.action[0]?.configuration).toEqual({ ProjectName: resources.one("aws_codebuild_project").ref("name") });
  expect(approval?.action[0]?.configuration).toEqual({ NotificationArn: TOPIC });
  expect(deployment?.action[0]?.configuration).toEqual({
    ApplicationName: resources.one("aws_codedeploy_app").ref("name"),
    DeploymentGroupName: resources.one("aws_codedeploy_deployment_group").ref("deployment_group_name"),
  });
});

test("waits for nobody only if told so", () => {
  expect(stagesOf(pipelineWith({ approval: false })).map(({ name }) => name)).not.toContain("Approval");
});

test("what stages hand to each other is encrypted under the key", () => {
  expect(resources.one("aws_codepipeline").arguments["artifact_store"]).toMatchObject([
    { type: "S3", encryption_key: { id: KEY, type: "KMS" } },
  ]);
  expect(resources.one("aws_codebuild_project").arguments["encryption_key"]).toBe(KEY);
});

test("builds in a container without privileges, logged", () => {
  const project = resources.one("aws_codebuild_project").arguments;
  expect(project["environment"]).toMatchObject({ privileged_mode: false });
  const logs = resources.one("aws_cloudwatch_log_group");
  expect(logs.arguments).toMatchObject({ kms_key_id: KEY, retention_in_days: 365 });
  expect(project["logs_config"]).toEqual({ cloudwatch_logs: { status: "ENABLED", group_name: logs.ref("name") } });
});

test("deploys half by half behind the load balancer, and back when it fails or an alarm goes off", () => {
  expect(resources.one("aws_codedeploy_deployment_group").arguments).toMatchObject({
    autoscaling_groups: ["fleet"],
    deployment_config_name: "CodeDeployDefault.HalfAtATime",
    deployment_style: { deployment_type: "IN_PLACE", deployment_option: "WITH_TRAFFIC_CONTROL" },
    load_balancer_info: { target_group_info: [{ name: "targets" }] },
    auto_rollback_configuration: { enabled: true, events: ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"] },
    alarm_configuration: { enabled: true, alarms: ["example-server-errors"] },
    trigger_configuration: [expect.objectContaining({ trigger_target_arn: TOPIC })],
  });
});

test("tells the operators when it fails", () => {
  expect(resources.one("aws_codestarnotifications_notification_rule").arguments).toMatchObject({
    resource: resources.one("aws_codepipeline").ref("arn"),
    event_type_ids: ["codepipeline-pipeline-pipeline-execution-failed"],
    target: [{ address: TOPIC }],
  });
});

test("each role may do its own part and no more", () => {
  const policy = (name: string) => resources.one("aws_iam_policy", { name });
  expect(statement(policy("example-pipeline"), "Deploy").Resource).toEqual([
    "arn:aws:codedeploy:us-east-1:123456789012:application:example",
    "arn:aws:codedeploy:us-east-1:123456789012:deploymentgroup:example/example",
    "arn:aws:codedeploy:us-east-1:123456789012:deploymentconfig:CodeDeployDefault.*",
  ]);
  expect(statement(policy("example-build"), "ExchangeArtifacts").Resource).toEqual([
    `${resources.one("aws_s3_bucket").ref("arn")}/*`,
  ]);
  expect(statement(policy("example-fetch-artifacts"), "FetchArtifacts").Action).toEqual(["s3:GetObject"]);
});
