import { S3BucketReplicationConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-replication-configuration";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Statement } from "../policy-document";
import type { PrivateBucket } from "../private-bucket";
import { ServiceRole } from "../service-role";

export interface BucketReplicationProps {
  /** Name of the role that copies. */
  readonly name: string;
  readonly account: string;
  readonly source: EncryptedBucket;
  /** Usually in another region. */
  readonly replica: EncryptedBucket;
}

/** A bucket and the ARN of the KMS key of its objects. */
export interface EncryptedBucket {
  readonly bucket: PrivateBucket;
  readonly keyArn: string;
}

/**
 * Copies every object of a bucket to another one as soon as it is written, deletions included. What was there before is not
 * copied: what writes to the source should depend on `ready`.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html
 */
export class BucketReplication extends Construct {
  readonly ready: ITerraformDependable;

  constructor(scope: Construct, id: string, { name, account, source, replica }: BucketReplicationProps) {
    super(scope, id);
    const role = new ServiceRole(this, "role", {
      name,
      description: `Copies objects of ${source.bucket.name} to ${replica.bucket.name}`,
      service: "s3.amazonaws.com",
      trustConditions: { StringEquals: { "aws:SourceAccount": account, "aws:SourceArn": source.bucket.arn } },
      statements: statements(source, replica),
    });
    this.ready = new S3BucketReplicationConfigurationA(this, "replication", {
      bucket: source.bucket.id,
      role: role.arn,
      rule: [
        {
          id: "everything",
          status: "Enabled",
          filter: { prefix: "" },
          deleteMarkerReplication: { status: "Enabled" },
          sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
          destination: {
            bucket: replica.bucket.arn,
            encryptionConfiguration: { replicaKmsKeyId: replica.keyArn },
          },
        },
      ],
      // S3 replicates between versioned buckets only.
      dependsOn: [source.bucket.versioning, replica.bucket.versioning],
    });
  }
}

function statements(source: EncryptedBucket, replica: EncryptedBucket): readonly Statement[] {
  return [
    {
      sid: "ReadConfiguration",
      effect: "Allow",
      actions: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
      resources: [source.bucket.arn],
    },
    {
      sid: "ReadObjects",
      effect: "Allow",
      actions: ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"],
      resources: [`${source.bucket.arn}/*`],
    },
    {
      sid: "WriteReplicas",
      effect: "Allow",
      actions: ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"],
      resources: [`${replica.bucket.arn}/*`],
    },
    { sid: "DecryptObjects", effect: "Allow", actions: ["kms:Decrypt"], resources: [source.keyArn] },
    { sid: "EncryptReplicas", effect: "Allow", actions: ["kms:Encrypt"], resources: [replica.keyArn] },
  ];
}
