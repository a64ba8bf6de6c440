import { Construct } from "constructs";
import type { Statement } from "../policy-document";
import { PrivateBucket, type LogDestination } from "../private-bucket";

export type { LogDestination };

export interface LogBucketProps {
  /** Globally unique name. */
  readonly name: string;
  readonly account: string;
  /** Days until a log is deleted. */
  readonly retentionDays: number;
}

/** A bucket that takes the access logs of load balancers, distributions and other buckets, from this account only. */
export class LogBucket extends Construct {
  readonly destination: LogDestination;

  constructor(scope: Construct, id: string, props: LogBucketProps) {
    super(scope, id);
    const bucket = new PrivateBucket(this, "bucket", {
      name: props.name,
      expireAfterDays: props.retentionDays,
      statements: [loadBalancerLogs(props), distributionLogs(props), bucketLogs(props)],
    });
    this.destination = { bucketName: bucket.name, ready: [bucket.policy] };
  }
}

/**
 * Elastic Load Balancing writes the logs of an account under the number of that account, which keeps others out.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html#attach-bucket-policy
 */
function loadBalancerLogs({ name, account }: LogBucketProps): Statement {
  return {
    sid: "LoadBalancerLogs",
    effect: "Allow",
    principals: { services: ["logdelivery.elasticloadbalancing.amazonaws.com"] },
    actions: ["s3:PutObject"],
    resources: [`arn:aws:s3:::${name}/*/AWSLogs/${account}/*`],
  };
}

/**
 * CloudFront delivers through CloudWatch Logs, which is in us-east-1 for it.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-S3.html
 */
function distributionLogs({ name, account }: LogBucketProps): Statement {
  return {
    sid: "DistributionLogs",
    effect: "Allow",
    principals: { services: ["delivery.logs.amazonaws.com"] },
    actions: ["s3:PutObject"],
    resources: [`arn:aws:s3:::${name}/*/AWSLogs/${account}/*`],
    conditions: {
      StringEquals: { "aws:SourceAccount": account, "s3:x-amz-acl": "bucket-owner-full-control" },
      ArnLike: { "aws:SourceArn": `arn:aws:logs:us-east-1:${account}:delivery-source:*` },
    },
  };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html#grant-log-delivery-permissions-general */
function bucketLogs({ name, account }: LogBucketProps): Statement {
  return {
    sid: "BucketLogs",
    effect: "Allow",
    principals: { services: ["logging.s3.amazonaws.com"] },
    actions: ["s3:PutObject"],
    resources: [`arn:aws:s3:::${name}/*`],
    conditions: { StringEquals: { "aws:SourceAccount": account } },
  };
}
