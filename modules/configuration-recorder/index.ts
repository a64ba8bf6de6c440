import { ConfigConfigurationRecorder } from "@cdktf/provider-aws/lib/config-configuration-recorder";
import { ConfigConfigurationRecorderStatus } from "@cdktf/provider-aws/lib/config-configuration-recorder-status";
import { ConfigDeliveryChannel } from "@cdktf/provider-aws/lib/config-delivery-channel";
import { ConfigRetentionConfiguration } from "@cdktf/provider-aws/lib/config-retention-configuration";
import { IamServiceLinkedRole } from "@cdktf/provider-aws/lib/iam-service-linked-role";
import { Construct } from "constructs";
import { EncryptionKey } from "../encryption-key";
import type { LogDestination } from "../log-bucket";
import type { Statement } from "../policy-document";
import { PrivateBucket } from "../private-bucket";

export interface ConfigurationRecorderProps {
  /** Part of the names of key and bucket objects. */
  readonly name: string;
  readonly account: string;
  /** Globally unique name of the bucket of snapshots and histories. */
  readonly bucket: string;
  /** Days that AWS Config keeps what it recorded, 30 to 2557; afterwards its files are deleted, too. */
  readonly retentionDays: number;
  /** `CONTINUOUS` records each change, `DAILY` the last state of a day, for less money. Default: `CONTINUOUS`. */
  readonly recordingFrequency?: "CONTINUOUS" | "DAILY";
  /** Where the access logs of the bucket go. */
  readonly accessLogs: LogDestination;
}

/**
 * AWS Config: records the configuration of every resource of the region and of IAM, and keeps its history.
 *
 * The bucket has no Object Lock, which AWS Config does not deliver to; instead its policy denies to everybody to delete
 * what is in it. https://docs.aws.amazon.com/config/latest/developerguide/manage-delivery-channel.html
 */
export class ConfigurationRecorder extends Construct {
  /** Once this is there, rules can be added. */
  readonly recorder: ConfigConfigurationRecorder;

  constructor(scope: Construct, id: string, props: ConfigurationRecorderProps) {
    super(scope, id);
    const { name, account } = props;
    const key = new EncryptionKey(this, "key", {
      alias: name,
      description: `Configuration history ${name}`,
      account,
      grants: [allowConfig(account)],
    });
    const bucket = new PrivateBucket(this, "bucket", {
      name: props.bucket,
      keyArn: key.arn,
      statements: [...configDelivery(props.bucket, account), nobodyDeletes(props.bucket)],
      expireAfterDays: props.retentionDays,
      accessLogs: props.accessLogs,
    });
    // The role that AWS maintains for the service; Security Hub (Config.1) asks for it.
    const role = new IamServiceLinkedRole(this, "role", { awsServiceName: "config.amazonaws.com" });
    this.recorder = new ConfigConfigurationRecorder(this, "recorder", {
      name: "default",
      roleArn: role.arn,
      recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
      recordingMode: { recordingFrequency: props.recordingFrequency ?? "CONTINUOUS" },
    });
    const channel = new ConfigDeliveryChannel(this, "delivery-channel", {
      name: "default",
      s3BucketName: bucket.name,
      s3KmsKeyArn: key.arn,
      snapshotDeliveryProperties: { deliveryFrequency: "TwentyFour_Hours" },
      dependsOn: [this.recorder, bucket.policy],
    });
    new ConfigConfigurationRecorderStatus(this, "recording", {
      name: this.recorder.name,
      isEnabled: true,
      dependsOn: [channel],
    });
    new ConfigRetentionConfiguration(this, "retention", { retentionPeriodInDays: props.retentionDays });
  }
}

/** https://docs.aws.amazon.com/config/latest/developerguide/s3-kms-key-policy.html */
function allowConfig(account: string): Statement {
  return {
    sid: "Config",
    effect: "Allow",
    principals: { services: ["config.amazonaws.com"] },
    actions: ["kms:Decrypt", "kms:GenerateDataKey"],
    resources: ["*"],
    conditions: { StringEquals: { "aws:SourceAccount": account } },
  };
}

/** https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html */
function configDelivery(bucket: string, account: string): readonly Statement[] {
  const principals = { services: ["config.amazonaws.com"] };
  const ofAccount = { "aws:SourceAccount": account };
  return [
    {
      sid: "ConfigChecksBucket",
      effect: "Allow",
      principals,
      actions: ["s3:GetBucketAcl", "s3:ListBucket"],
      resources: [`arn:aws:s3:::${bucket}`],
      conditions: { StringEquals: ofAccount },
    },
    {
      sid: "ConfigDelivers",
      effect: "Allow",
      principals,
      actions: ["s3:PutObject"],
      resources: [`arn:aws:s3:::${bucket}/AWSLogs/${account}/Config/*`],
      conditions: { StringEquals: { ...ofAccount, "s3:x-amz-acl": "bucket-owner-full-control" } },
    },
  ];
}

/** Deletion by the lifecycle rule is S3's own and not held up by this. */
function nobodyDeletes(bucket: string): Statement {
  return {
    sid: "NobodyDeletes",
    effect: "Deny",
    principals: "*",
    actions: ["s3:DeleteBucket", "s3:DeleteObject", "s3:DeleteObjectVersion"],
    resources: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
  };
}
