import type { Statement } from "../policy-document";

/** In a key policy `*` means the key itself. */
const THIS_KEY = ["*"];

const USE = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"];

export interface Location {
  /** AWS account id. */
  readonly account: string;
  readonly region: string;
}

/**
 * CloudWatch Logs may encrypt the log groups of this account and region.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function allowLogGroups({ account, region }: Location): Statement {
  return {
    sid: "LogGroups",
    effect: "Allow",
    principals: { services: [`logs.${region}.amazonaws.com`] },
    actions: USE,
    resources: THIS_KEY,
    conditions: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:${region}:${account}:log-group:*` } },
  };
}

/**
 * AWS services of this account may publish to encrypted topics.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
 */
export function allowPublishers(services: readonly string[], account: string): Statement {
  return {
    sid: "Publishers",
    effect: "Allow",
    principals: { services },
    actions: ["kms:Decrypt", "kms:GenerateDataKey*"],
    resources: THIS_KEY,
    conditions: { StringEquals: { "aws:SourceAccount": account } },
  };
}

/**
 * CloudFront may read encrypted objects for distributions of this account. A distribution needs its bucket and the bucket
 * its key, so the key cannot name the distribution; the bucket does.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html#oac-permissions-sse-kms
 */
export function allowDistributions(account: string): Statement {
  return {
    sid: "Distributions",
    effect: "Allow",
    principals: { services: ["cloudfront.amazonaws.com"] },
    actions: ["kms:Decrypt"],
    resources: THIS_KEY,
    conditions: { ArnLike: { "aws:SourceArn": `arn:aws:cloudfront::${account}:distribution/*` } },
  };
}

/**
 * Auto Scaling may attach encrypted volumes and publish to encrypted topics, through its service-linked role.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
 */
export function allowAutoScaling(serviceLinkedRoleArn: string): readonly Statement[] {
  const principals = { aws: [serviceLinkedRoleArn] };
  return [
    { sid: "AutoScaling", effect: "Allow", principals, actions: USE, resources: THIS_KEY },
    {
      sid: "AutoScalingVolumes",
      effect: "Allow",
      principals,
      actions: ["kms:CreateGrant"],
      resources: THIS_KEY,
      conditions: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}

/**
 * Whoever may use EBS in this account may use the key for it, as with the AWS managed key that it stands in for.
 * https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption-requirements.html
 */
export function allowVolumesOfAccount({ account, region }: Location): Statement {
  return {
    sid: "VolumesOfThisAccount",
    effect: "Allow",
    principals: "*",
    actions: [...USE, "kms:CreateGrant"],
    resources: THIS_KEY,
    conditions: { StringEquals: { "kms:CallerAccount": account, "kms:ViaService": `ec2.${region}.amazonaws.com` } },
  };
}
