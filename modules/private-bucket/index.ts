import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import {
  S3BucketLifecycleConfiguration,
  type S3BucketLifecycleConfigurationRule,
} from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import { S3BucketObjectLockConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-object-lock-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import {
  S3BucketServerSideEncryptionConfigurationA,
  type S3BucketServerSideEncryptionConfigurationRuleA,
} from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { type ITerraformDependable, Lazy } from "cdktf";
import { Construct } from "constructs";
import { policyDocument, type Statement } from "../policy-document";

/** Where to deliver logs to, and what has to exist before AWS agrees to deliver. */
export interface LogDestination {
  readonly bucketName: string;
  readonly ready: readonly ITerraformDependable[];
}

export interface PrivateBucketProps {
  /** Globally unique name. */
  readonly name: string;
  /** ARN of the KMS key that encrypts objects. Default: the key of S3 (SSE-S3), the only one that log delivery can use. */
  readonly keyArn?: string;
  /** Grants besides those of IAM. Resources are ARNs of this bucket: `arn:aws:s3:::<name>/…`. */
  readonly statements?: readonly Statement[];
  /** Days until objects are deleted. Default: never. */
  readonly expireAfterDays?: number;
  /**
   * Days during which nobody can delete or change an object, not even the root user; Terraform then refuses to delete the
   * bucket. Default: no lock. Cannot be added to or taken from a bucket that exists.
   * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
   */
  readonly lockDays?: number;
  /** Where the access logs of this bucket go. Default: nowhere, as for a log bucket itself. */
  readonly accessLogs?: LogDestination;
}

/** An S3 bucket that nobody reaches from outside: public access blocked, ACLs off, TLS only, encrypted, versioned. */
export class PrivateBucket extends Construct {
  readonly id: string;
  readonly arn: string;
  /** As given, not a reference: it goes into texts that have to be known at synthesis. */
  readonly name: string;
  /** Where CloudFront finds it. */
  readonly regionalDomainName: string;
  /** For what needs a versioned bucket, such as replication. */
  readonly versioning: ITerraformDependable;
  /** For what must not start before the bucket lets it in. */
  readonly policy: ITerraformDependable;
  private readonly statements: Statement[];

  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id);
    const bucket = new S3Bucket(this, "bucket", {
      bucket: props.name,
      ...(props.lockDays !== undefined && { objectLockEnabled: true, lifecycle: { preventDestroy: true } }),
    });
    const of = { bucket: bucket.id };

    const publicAccess = new S3BucketPublicAccessBlock(this, "public-access", {
      ...of,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketOwnershipControls(this, "ownership", { ...of, rule: { objectOwnership: "BucketOwnerEnforced" } });
    new S3BucketServerSideEncryptionConfigurationA(this, "encryption", { ...of, rule: [encryption(props.keyArn)] });
    this.versioning = new S3BucketVersioningA(this, "versioning", {
      ...of,
      versioningConfiguration: { status: "Enabled" },
    });
    if (props.lockDays !== undefined) {
      new S3BucketObjectLockConfigurationA(this, "lock", {
        ...of,
        rule: { defaultRetention: { mode: "COMPLIANCE", days: props.lockDays } },
        dependsOn: [this.versioning],
      });
    }
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      ...of,
      rule: [lifecycle(props.expireAfterDays)],
      // Rules for noncurrent versions are only valid on a versioned bucket.
      dependsOn: [this.versioning],
    });
    this.statements = [tlsOnly(bucket.arn), ...(props.statements ?? [])];
    this.policy = new S3BucketPolicy(this, "policy", {
      ...of,
      policy: Lazy.stringValue({ produce: () => policyDocument(this.statements) }),
      // S3 refuses two changes of a bucket's access at the same time (OperationAborted).
      dependsOn: [publicAccess],
    });
    if (props.accessLogs) {
      new S3BucketLoggingA(this, "access-logs", {
        ...of,
        targetBucket: props.accessLogs.bucketName,
        targetPrefix: `${props.name}/`,
        dependsOn: [...props.accessLogs.ready],
      });
    }
    this.id = bucket.id;
    this.arn = bucket.arn;
    this.name = props.name;
    this.regionalDomainName = bucket.bucketRegionalDomainName;
  }

  /** A further grant, for who is not there yet when the bucket is made: it may be about what was made from the bucket. */
  allow(statement: Statement): void {
    this.statements.push(statement);
  }
}

function encryption(keyArn: string | undefined): S3BucketServerSideEncryptionConfigurationRuleA {
  return keyArn === undefined
    ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }
    : {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
        bucketKeyEnabled: true,
      };
}

/** Old versions are kept for 30 days, which is the time to notice a wrong overwrite. */
function lifecycle(expireAfterDays: number | undefined): S3BucketLifecycleConfigurationRule {
  return {
    id: "expire",
    status: "Enabled",
    filter: [{ prefix: "" }],
    abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
    noncurrentVersionExpiration: [{ noncurrentDays: 30 }],
    ...(expireAfterDays !== undefined && { expiration: [{ days: expireAfterDays }] }),
  };
}

function tlsOnly(bucketArn: string): Statement {
  return {
    sid: "TlsOnly",
    effect: "Deny",
    principals: "*",
    actions: ["s3:*"],
    resources: [bucketArn, `${bucketArn}/*`],
    conditions: { Bool: { "aws:SecureTransport": "false" } },
  };
}
