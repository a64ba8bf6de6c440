import { Cloudtrail } from "@cdktf/provider-aws/lib/cloudtrail";
import { ConfigConfigRule } from "@cdktf/provider-aws/lib/config-config-rule";
import { ConfigConfigurationRecorder } from "@cdktf/provider-aws/lib/config-configuration-recorder";
import { ConfigDeliveryChannel } from "@cdktf/provider-aws/lib/config-delivery-channel";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { Construct } from "constructs";

/** As the report names them. Some are no names that AWS Config knows; a plan does not notice, creating the rule fails. */
const RULES = [
  "IAM_USER_MFA_ENABLED",
  "IAM_PASSWORD_POLICY",
  "IAM_ROOT_ACCESS_KEY_CHECK",
  "CLOUDTRAIL_ENABLED",
  "CLOUDTRAIL_S3_DATAEVENTS_ENABLED",
  "VPC_FLOW_LOGS_ENABLED",
  "VPC_DEFAULT_SECURITY_GROUP_CLOSED",
  "RESTRICTED_SSH",
  "RESTRICTED_RDP",
  "S3_BUCKET_PUBLIC_READ_PROHIBITED",
  "S3_BUCKET_PUBLIC_WRITE_PROHIBITED",
  "S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED",
  "S3_BUCKET_VERSIONING_ENABLED",
  "CLOUDWATCH_LOG_GROUP_ENCRYPTED",
  "RDS_LOGGING_ENABLED",
  "EC2_VOLUME_INUSE_CHECK",
  "EC2_INSTANCE_MANAGED_BY_SSM",
  "RDS_INSTANCE_PUBLIC_ACCESS_CHECK",
  "TAG_COMPLIANCE",
  "REQUIRED_TAGS",
  "EBS_SNAPSHOT_PUBLIC_RESTORABLE_CHECK",
  "ENCRYPTED_VOLUMES",
];

/** The trail and the rules of AWS Config: they look on while everything else is as it is. */
export class Account extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const bucket = new S3Bucket(this, "logs", { bucket: "midterm-account-logs" });
    const policy = new S3BucketPolicy(this, "logs-policy", { bucket: bucket.id, policy: deliveries(bucket.arn) });
    new Cloudtrail(this, "trail", {
      name: "midterm-trail",
      s3BucketName: bucket.id,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      eventSelector: [
        {
          readWriteType: "All",
          includeManagementEvents: true,
          dataResource: [{ type: "AWS::S3::Object", values: ["arn:aws:s3"] }],
        },
      ],
      dependsOn: [policy],
    });

    const role = new IamRole(this, "config-role", {
      name: "midterm-config",
      assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { Service: "config.amazonaws.com" }, Action: "sts:AssumeRole" }],
      }),
    });
    new IamRolePolicyAttachment(this, "config-permissions", {
      role: role.name,
      policyArn: "arn:aws:iam::aws:policy/service-role/AWS_ConfigRole",
    });
    const recorder = new ConfigConfigurationRecorder(this, "recorder", {
      roleArn: role.arn,
      recordingGroup: { allSupported: true },
    });
    const channel = new ConfigDeliveryChannel(this, "channel", { s3BucketName: bucket.id, dependsOn: [recorder] });
    for (const name of RULES) {
      new ConfigConfigRule(this, name, {
        name,
        source: { owner: "AWS", sourceIdentifier: name },
        dependsOn: [channel],
      });
    }
  }
}

/** What the console adds to a bucket that a trail and AWS Config deliver to. */
function deliveries(bucketArn: string): string {
  const services = { Service: ["cloudtrail.amazonaws.com", "config.amazonaws.com"] };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: services, Action: "s3:GetBucketAcl", Resource: bucketArn },
      {
        Effect: "Allow",
        Principal: services,
        Action: "s3:PutObject",
        Resource: `${bucketArn}/AWSLogs/123456789012/*`,
        Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
      },
    ],
  });
}
