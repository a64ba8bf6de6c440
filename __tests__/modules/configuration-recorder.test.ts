import { ConfigurationRecorder, type ConfigurationRecorderProps } from "../../modules/configuration-recorder";
import { statement, synthesized } from "./synthesized";

const recorderWith = (props: Partial<ConfigurationRecorderProps> = {}) =>
  synthesized((stack) => {
    new ConfigurationRecorder(stack, "configuration", {
      name: "example",
      account: "123456789012",
      bucket: "example-configuration",
      retentionDays: 2557,
      accessLogs: { bucketName: "example-logs", ready: [] },
      ...props,
    });
  });
const resources = recorderWith();
const recorder = resources.one("aws_config_configuration_recorder");

test("records everything, IAM included, with the role of the service", () => {
  expect(recorder.arguments).toMatchObject({
    role_arn: resources.one("aws_iam_service_linked_role").ref("arn"),
    recording_group: { all_supported: true, include_global_resource_types: true },
  });
  expect(resources.one("aws_config_configuration_recorder_status").arguments["is_enabled"]).toBe(true);
});

test("every change is recorded, or the last state of a day if that is asked for", () => {
  const frequency = (props: Partial<ConfigurationRecorderProps>) =>
    recorderWith(props).one("aws_config_configuration_recorder").arguments["recording_mode"];
  expect(frequency({})).toEqual({ recording_frequency: "CONTINUOUS" });
  expect(frequency({ recordingFrequency: "DAILY" })).toEqual({ recording_frequency: "DAILY" });
});

test("recording starts when there is a channel, and the channel is made when its bucket lets it in", () => {
  const channel = resources.one("aws_config_delivery_channel");
  expect(channel.arguments["depends_on"]).toEqual([
    `aws_config_configuration_recorder.${recorder.name}`,
    `aws_s3_bucket_policy.${resources.one("aws_s3_bucket_policy").name}`,
  ]);
  expect(resources.one("aws_config_configuration_recorder_status").arguments["depends_on"]).toEqual([
    `aws_config_delivery_channel.${channel.name}`,
  ]);
});

test("delivers encrypted, on behalf of this account only, to a bucket from which nobody deletes", () => {
  const key = resources.one("aws_kms_key");
  const policy = resources.one("aws_s3_bucket_policy");
  expect(resources.one("aws_config_delivery_channel").arguments["s3_kms_key_arn"]).toBe(key.ref("arn"));
  expect(statement(key, "Config").Condition).toEqual({ StringEquals: { "aws:SourceAccount": "123456789012" } });
  expect(statement(policy, "ConfigDelivers")).toMatchObject({
    Resource: ["arn:aws:s3:::example-configuration/AWSLogs/123456789012/Config/*"],
    Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
  });
  expect(statement(policy, "NobodyDeletes")).toMatchObject({
    Effect: "Deny",
    Principal: "*",
    Action: ["s3:DeleteBucket", "s3:DeleteObject", "s3:DeleteObjectVersion"],
  });
});

test("history and files are kept for the same time", () => {
  expect(resources.one("aws_config_retention_configuration").arguments["retention_period_in_days"]).toBe(2557);
  expect(resources.one("aws_s3_bucket_lifecycle_configuration").arguments).toMatchObject({
    rule: [{ expiration: [{ days: 2557 }] }],
  });
});
