import { S3Object } from "@cdktf/provider-aws/lib/s3-object";
import { Construct } from "constructs";
import { BucketReplication, type EncryptedBucket } from "../bucket-replication";
import { PrivateBucket } from "../private-bucket";
import { readByDistribution } from "./access";
import { Distribution, type DistributionProps } from "./distribution";
import type { SiteFile } from "./files";

export { type SiteFile, siteFiles } from "./files";
export type { Distribution };

export interface StaticSiteProps extends Omit<DistributionProps, "bucket" | "replica"> {
  readonly account: string;
  /** Globally unique name. */
  readonly bucketName: string;
  /** ARN of a KMS key that CloudFront may use, see `allowDistributions`. */
  readonly keyArn: string;
  /** A bucket that gets a copy of everything, and answers while the other one does not. Default: none. */
  readonly replica?: EncryptedBucket;
  /** The files of the site, by object key. */
  readonly files: Readonly<Record<string, SiteFile>>;
}

/**
 * Files in a bucket that is reached through CloudFront and in no other way, under a name of their own.
 *
 * Whoever asks gets TLS 1.2 or better and security headers; every request is filtered by a web ACL and logged.
 */
export class StaticSite extends Construct {
  readonly bucket: PrivateBucket;
  /** Lives in us-east-1, where CloudFront keeps what it needs; the bucket may be anywhere. */
  readonly distribution: Distribution;

  constructor(scope: Construct, id: string, props: StaticSiteProps) {
    super(scope, id);
    const { account, bucketName, keyArn, files, replica, ...settings } = props;
    const bucket = new PrivateBucket(this, "bucket", { name: bucketName, keyArn, accessLogs: props.accessLogs });
    const ready = [bucket.policy];
    if (replica) {
      const source = { bucket, keyArn };
      ready.push(
        new BucketReplication(this, "replication", { name: `${props.name}-replication`, account, source, replica })
          .ready,
      );
    }
    for (const [key, { content, ...headers }] of Object.entries(files)) {
      new S3Object(this, key, {
        ...headers,
        bucket: bucket.name,
        key,
        content: literal(content),
        kmsKeyId: keyArn,
        dependsOn: ready,
      });
    }
    const distribution = new Distribution(this, "distribution", {
      ...settings,
      bucket,
      ...(replica && { replica: replica.bucket }),
    });
    for (const origin of [bucket, ...(replica ? [replica.bucket] : [])]) {
      origin.allow(readByDistribution(origin.arn, distribution.arn));
    }
    this.bucket = bucket;
    this.distribution = distribution;
  }
}

/** Text in which Terraform finds nothing to fill in. */
function literal(text: string): string {
  return text.replace(/[$%](?=\{)/g, "$&$&");
}
