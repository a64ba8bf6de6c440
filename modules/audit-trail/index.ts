import { Cloudtrail } from "@cdktf/provider-aws/lib/cloudtrail";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Construct } from "constructs";
import { allowLogGroups, EncryptionKey } from "../encryption-key";
import type { LogDestination } from "../log-bucket";
import type { Statement } from "../policy-document";
import { PrivateBucket } from "../private-bucket";
import { ServiceRole } from "../service-role";

export interface AuditTrailProps {
  /** Name of the trail, part of the names of everything in it. */
  readonly name: string;
  readonly account: string;
  /** The home region of the trail; it records all regions. */
  readonly region: string;
  /** Globally unique name of the bucket. */
  readonly bucket: string;
  /** Days that nobody can delete or change a log, not even the root user: Object Lock in compliance mode. */
  readonly lockDays: number;
  /** Days until a log is deleted from the bucket; not before the lock is over. */
  readonly retentionDays: number;
  /** Days in CloudWatch Logs, a value that it knows. */
  readonly logRetentionDays: number;
  /** Where the access logs of the bucket go. */
  readonly accessLogs: LogDestination;
}

/**
 * Who did what in the account: a trail over all regions, with management events and the data events of every S3 object
 * and Lambda function. Its files are signed, encrypted under a key of their own, and cannot be deleted before their time.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html
 */
export class AuditTrail extends Construct {
  /** The same events within minutes, for metric filters and queries. */
  readonly logGroupName: string;

  constructor(scope: Construct, id: string, props: AuditTrailProps) {
    super(scope, id);
    const { name, account, region } = props;
    const trailArn = `arn:aws:cloudtrail:${region}:${account}:trail/${name}`;
    const key = new EncryptionKey(this, "key", {
      alias: name,
      description: `Audit trail ${name}`,
      account,
      grants: [allowTrail(trailArn, account), allowLogGroups({ account, region })],
    });
    const bucket = new PrivateBucket(this, "bucket", {
      name: props.bucket,
      keyArn: key.arn,
      statements: [...trailDelivery(props.bucket, account, trailArn)],
      lockDays: props.lockDays,
      expireAfterDays: props.retentionDays,
      accessLogs: props.accessLogs,
    });
    const logGroup = new CloudwatchLogGroup(this, "log-group", {
      name: `/cloudtrail/${name}`,
      kmsKeyId: key.arn,
      retentionInDays: props.logRetentionDays,
    });
    const role = new ServiceRole(this, "role", {
      name: `${name}-delivery`,
      description: `Writes the events of ${name} to CloudWatch Logs`,
      service: "cloudtrail.amazonaws.com",
      trustConditions: { StringEquals: { "aws:SourceAccount": account, "aws:SourceArn": trailArn } },
      statements: [
        {
          sid: "WriteEvents",
          effect: "Allow",
          actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
          resources: [`${logGroup.arn}:log-stream:${account}_CloudTrail_${region}*`],
        },
      ],
    });
    new Cloudtrail(this, "trail", {
      name,
      s3BucketName: bucket.name,
      kmsKeyId: key.arn,
      cloudWatchLogsGroupArn: `${logGroup.arn}:*`,
      cloudWatchLogsRoleArn: role.arn,
      enableLogging: true,
      enableLogFileValidation: true,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      // Basic selectors: AWS Config's rules on data events are only documented for these.
      eventSelector: [
        {
          readWriteType: "All",
          includeManagementEvents: true,
          dataResource: [
            { type: "AWS::S3::Object", values: ["arn:aws:s3"] },
            { type: "AWS::Lambda::Function", values: ["arn:aws:lambda"] },
          ],
        },
      ],
      dependsOn: [bucket.policy],
    });
    this.logGroupName = logGroup.name;
  }
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html */
function allowTrail(trailArn: string, account: string): Statement {
  return {
    sid: "Trail",
    effect: "Allow",
    principals: { services: ["cloudtrail.amazonaws.com"] },
    actions: ["kms:GenerateDataKey*", "kms:DescribeKey"],
    resources: ["*"],
    conditions: { StringEquals: { "aws:SourceAccount": account, "aws:SourceArn": trailArn } },
  };
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html */
function trailDelivery(bucket: string, account: string, trailArn: string): readonly Statement[] {
  const principals = { services: ["cloudtrail.amazonaws.com"] };
  const ofTrail = { "aws:SourceAccount": account, "aws:SourceArn": trailArn };
  return [
    {
      sid: "TrailChecksBucket",
      effect: "Allow",
      principals,
      actions: ["s3:GetBucketAcl"],
      resources: [`arn:aws:s3:::${bucket}`],
      conditions: { StringEquals: ofTrail },
    },
    {
      sid: "TrailWritesLogs",
      effect: "Allow",
      principals,
      actions: ["s3:PutObject"],
      resources: [`arn:aws:s3:::${bucket}/AWSLogs/${account}/*`],
      conditions: { StringEquals: { ...ofTrail, "s3:x-amz-acl": "bucket-owner-full-control" } },
    },
  ];
}
