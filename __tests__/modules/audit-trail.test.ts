import { AccountAlarms, WATCHED_EVENTS } from "../../modules/account-alarms";
import { AuditTrail } from "../../modules/audit-trail";
import { statement, statements, synthesized } from "./synthesized";

const TRAIL = "arn:aws:cloudtrail:us-east-1:123456789012:trail/example";
const resources = synthesized((stack) => {
  new AuditTrail(stack, "trail", {
    name: "example",
    account: "123456789012",
    region: "us-east-1",
    bucket: "example-trail",
    lockDays: 365,
    retentionDays: 400,
    logRetentionDays: 365,
    accessLogs: { bucketName: "example-logs", ready: [] },
  });
});
const trail = resources.one("aws_cloudtrail").arguments;
const key = resources.one("aws_kms_key");

test("records all regions, and every call on objects and functions besides those of management", () => {
  expect(trail).toMatchObject({
    enable_logging: true,
    is_multi_region_trail: true,
    include_global_service_events: true,
    event_selector: [
      {
        read_write_type: "All",
        include_management_events: true,
        data_resource: [
          { type: "AWS::S3::Object", values: ["arn:aws:s3"] },
          { type: "AWS::Lambda::Function", values: ["arn:aws:lambda"] },
        ],
      },
    ],
  });
});

test("its files are signed, encrypted under its own key, and locked until their time is over", () => {
  expect(trail).toMatchObject({ enable_log_file_validation: true, kms_key_id: key.ref("arn") });
  expect(resources.one("aws_s3_bucket_object_lock_configuration").arguments).toMatchObject({
    rule: { default_retention: { mode: "COMPLIANCE", days: 365 } },
  });
  expect(resources.one("aws_s3_bucket_lifecycle_configuration").arguments).toMatchObject({
    rule: [{ expiration: [{ days: 400 }] }],
  });
});

test("only this trail writes into the bucket and uses the key", () => {
  const ofTrail = { "aws:SourceAccount": "123456789012", "aws:SourceArn": TRAIL };
  const bucketPolicy = resources.one("aws_s3_bucket_policy");
  expect(statements(bucketPolicy).filter(({ Effect }) => Effect === "Allow")).toHaveLength(2);
  expect(statement(bucketPolicy, "TrailWritesLogs")).toMatchObject({
    Principal: { Service: ["cloudtrail.amazonaws.com"] },
    Resource: ["arn:aws:s3:::example-trail/AWSLogs/123456789012/*"],
    Condition: { StringEquals: ofTrail },
  });
  expect(statement(key, "Trail").Condition).toEqual({ StringEquals: ofTrail });
});

test("starts when its bucket lets it in", () => {
  expect(trail["depends_on"]).toEqual([`aws_s3_bucket_policy.${resources.one("aws_s3_bucket_policy").name}`]);
});

test("delivers to an encrypted log group, by a role that can do nothing else", () => {
  const logGroup = resources.one("aws_cloudwatch_log_group");
  expect(logGroup.arguments).toMatchObject({ kms_key_id: key.ref("arn"), retention_in_days: 365 });
  expect(trail).toMatchObject({
    cloud_watch_logs_group_arn: `${logGroup.ref("arn")}:*`,
    cloud_watch_logs_role_arn: resources.one("aws_iam_role").ref("arn"),
  });
  expect(statements(resources.one("aws_iam_policy"))).toEqual([
    expect.objectContaining({
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: [`${logGroup.ref("arn")}:log-stream:123456789012_CloudTrail_us-east-1*`],
    }),
  ]);
});

describe("alarms", () => {
  const alarms = synthesized((stack) => {
    new AccountAlarms(stack, "alarms", { name: "example", logGroupName: "/trail", topicArn: "arn:example" });
  });

  test("each watched event is counted in the trail and told to the operators", () => {
    const raised = alarms.all("aws_cloudwatch_metric_alarm").map((alarm) => alarm.arguments);
    const filters = alarms.all("aws_cloudwatch_log_metric_filter", { log_group_name: "/trail" });
    expect(raised.map((alarm) => alarm["alarm_actions"])).toEqual(WATCHED_EVENTS.map(() => ["arn:example"]));
    expect(raised.map((alarm) => [alarm["namespace"], alarm["metric_name"]])).toEqual(
      filters
        .map((filter) => filter.arguments["metric_transformation"] as Record<string, string>)
        .map(({ namespace, name }) => [namespace, name]),
    );
  });

  test("patterns are what CloudWatch Logs can read: one pair of braces, parentheses and quotes in pairs, 1024 characters", () => {
    for (const { pattern } of WATCHED_EVENTS) {
      expect(pattern).toMatch(/^\{ [^{}]+ \}$/);
      expect(pattern.split("(").length).toBe(pattern.split(")").length);
      expect(pattern.split('"').length % 2).toBe(1);
      expect(pattern.length).toBeLessThanOrEqual(1024);
    }
  });

  test("the root user, the trail itself and keys are among them", () => {
    const pattern = (id: string) => WATCHED_EVENTS.find((event) => event.id === id)?.pattern;
    expect(pattern("work-as-root")).toContain('$.userIdentity.type = "Root"');
    expect(pattern("trail-changes")).toContain('$.eventName = "StopLogging"');
    expect(pattern("key-changes")).toContain('$.eventName = "ScheduleKeyDeletion"');
  });
});
