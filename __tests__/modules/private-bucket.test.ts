import { LogBucket } from "../../modules/log-bucket";
import { PrivateBucket, type PrivateBucketProps } from "../../modules/private-bucket";
import { statement, statements, synthesized } from "./synthesized";

const bucketWith = (props: Partial<PrivateBucketProps>) =>
  synthesized((stack) => {
    new PrivateBucket(stack, "bucket", { name: "example-bucket", ...props });
  });

test("is closed to the public by all four switches, and has no ACLs", () => {
  const resources = bucketWith({});
  expect(resources.one("aws_s3_bucket_public_access_block").arguments).toMatchObject({
    bucket: resources.one("aws_s3_bucket").ref("id"),
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  });
  expect(resources.one("aws_s3_bucket_ownership_controls").arguments).toMatchObject({
    rule: { object_ownership: "BucketOwnerEnforced" },
  });
});

test("refuses requests without TLS, for the bucket and its objects", () => {
  const resources = bucketWith({});
  const arn = resources.one("aws_s3_bucket").ref("arn");
  expect(statements(resources.one("aws_s3_bucket_policy"))).toEqual([
    {
      Sid: "TlsOnly",
      Effect: "Deny",
      Principal: "*",
      Action: ["s3:*"],
      Resource: [arn, `${arn}/*`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ]);
});

test("keeps versions, old ones for 30 days, and current objects for ever unless told otherwise", () => {
  const versioned = { versioning_configuration: { status: "Enabled" } };
  expect(bucketWith({}).one("aws_s3_bucket_versioning").arguments).toMatchObject(versioned);
  const rule = (props: Partial<PrivateBucketProps>) =>
    (bucketWith(props).one("aws_s3_bucket_lifecycle_configuration").arguments["rule"] as object[])[0];
  expect(rule({})).toMatchObject({ noncurrent_version_expiration: [{ noncurrent_days: 30 }] });
  expect(rule({})).not.toHaveProperty("expiration");
  expect(rule({ expireAfterDays: 400 })).toMatchObject({ expiration: [{ days: 400 }] });
});

test("is encrypted with the given key, else with that of S3", () => {
  const byDefault = (props: Partial<PrivateBucketProps>) =>
    bucketWith(props).one("aws_s3_bucket_server_side_encryption_configuration").arguments["rule"];
  expect(byDefault({ keyArn: "arn:aws:kms:us-east-1:123456789012:key/example" })).toMatchObject([
    {
      apply_server_side_encryption_by_default: {
        sse_algorithm: "aws:kms",
        kms_master_key_id: "arn:aws:kms:us-east-1:123456789012:key/example",
      },
    },
  ]);
  expect(byDefault({})).toMatchObject([{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }]);
});

test("with a lock nobody deletes an object before its time, and Terraform does not delete the bucket", () => {
  const locked = bucketWith({ lockDays: 30 });
  expect(locked.one("aws_s3_bucket").arguments).toMatchObject({
    object_lock_enabled: true,
    lifecycle: { prevent_destroy: true },
  });
  expect(locked.one("aws_s3_bucket_object_lock_configuration").arguments).toMatchObject({
    rule: { default_retention: { mode: "COMPLIANCE", days: 30 } },
  });
  expect(bucketWith({}).all("aws_s3_bucket_object_lock_configuration")).toEqual([]);
  expect(bucketWith({}).one("aws_s3_bucket").arguments).not.toHaveProperty("lifecycle");
});

test("logs its accesses once the log bucket agrees to take them", () => {
  const resources = synthesized((stack) => {
    const logs = new LogBucket(stack, "logs", {
      name: "example-logs",
      account: "123456789012",
      retentionDays: 365,
    });
    new PrivateBucket(stack, "bucket", { name: "example-bucket", accessLogs: logs.destination });
  });
  const logBucket = resources.one("aws_s3_bucket", { bucket: "example-logs" });
  const policy = resources.one("aws_s3_bucket_policy", { bucket: logBucket.ref("id") });
  expect(resources.one("aws_s3_bucket_logging").arguments).toMatchObject({
    target_bucket: "example-logs",
    target_prefix: "example-bucket/",
    depends_on: [`aws_s3_bucket_policy.${policy.name}`],
  });
});

test("a log bucket takes logs of this account only, and deletes them when their time is over", () => {
  const resources = synthesized((stack) => {
    new LogBucket(stack, "logs", {
      name: "example-logs",
      account: "123456789012",
      retentionDays: 400,
    });
  });
  const policy = resources.one("aws_s3_bucket_policy");
  expect(statement(policy, "LoadBalancerLogs")).toMatchObject({
    Action: ["s3:PutObject"],
    Resource: ["arn:aws:s3:::example-logs/*/AWSLogs/123456789012/*"],
  });
  expect(statement(policy, "BucketLogs").Condition).toEqual({ StringEquals: { "aws:SourceAccount": "123456789012" } });
  expect(resources.one("aws_s3_bucket_lifecycle_configuration").arguments).toMatchObject({
    rule: [{ expiration: [{ days: 400 }] }],
  });
});
