import {
  allowAutoScaling,
  allowLogGroups,
  allowPublishers,
  allowVolumesOfAccount,
  EncryptionKey,
  type EncryptionKeyProps,
} from "../../modules/encryption-key";
import type { Statement } from "../../modules/policy-document";
import { statement, statements, synthesized } from "./synthesized";

const WHERE = { account: "123456789012", region: "us-east-1" };

const keyWith = (props: Partial<EncryptionKeyProps>) =>
  synthesized((stack) => {
    new EncryptionKey(stack, "key", { alias: "example", description: "Example", account: WHERE.account, ...props });
  });

test("rotates every year, can be taken back for 30 days and is found by its alias", () => {
  const resources = keyWith({});
  const key = resources.one("aws_kms_key");
  expect(key.arguments).toMatchObject({ enable_key_rotation: true, deletion_window_in_days: 30 });
  expect(resources.one("aws_kms_alias").arguments).toMatchObject({
    name: "alias/example",
    target_key_id: key.ref("key_id"),
  });
});

test("leaves its administration to IAM of the account and gives nothing to anybody else", () => {
  expect(statements(keyWith({}).one("aws_kms_key"))).toEqual([
    expect.objectContaining({ Principal: { AWS: ["arn:aws:iam::123456789012:root"] }, Action: ["kms:*"] }),
  ]);
});

test.each<[string, readonly Statement[], string, object]>([
  [
    "CloudWatch Logs: log groups of this account and region",
    [allowLogGroups(WHERE)],
    "LogGroups",
    { ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:us-east-1:123456789012:log-group:*" } },
  ],
  [
    "publishers: on behalf of this account",
    [allowPublishers(["cloudwatch.amazonaws.com"], WHERE.account)],
    "Publishers",
    { StringEquals: { "aws:SourceAccount": "123456789012" } },
  ],
  [
    "Auto Scaling: grants for AWS resources",
    allowAutoScaling("arn:aws:iam::123456789012:role/example"),
    "AutoScalingVolumes",
    { Bool: { "kms:GrantIsForAWSResource": "true" } },
  ],
  [
    "volumes: through EC2, by callers of this account",
    [allowVolumesOfAccount(WHERE)],
    "VolumesOfThisAccount",
    { StringEquals: { "kms:CallerAccount": "123456789012", "kms:ViaService": "ec2.us-east-1.amazonaws.com" } },
  ],
])("%s, and nothing wider", (_, grants, sid, condition) => {
  expect(statement(keyWith({ grants }).one("aws_kms_key"), sid).Condition).toEqual(condition);
});
