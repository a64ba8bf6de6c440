import { Construct } from "constructs";
import type { LandingSiteSettings, ReplicaSettings } from "../../environments";
import type { EncryptedBucket } from "../../modules/bucket-replication";
import { Certificate } from "../../modules/certificate";
import { AliasRecords } from "../../modules/dns-zone";
import { allowDistributions, EncryptionKey } from "../../modules/encryption-key";
import { LogBucket, type LogDestination } from "../../modules/log-bucket";
import { PrivateBucket } from "../../modules/private-bucket";
import { type Distribution, StaticSite } from "../../modules/static-site";
import { type AwsStack, EDGE_REGION } from "../aws-stack";
import { ERROR_PAGE, LANDING_PAGE, landingPage } from "./landing-page";

export interface LandingSiteProps {
  readonly name: string;
  readonly account: string;
  readonly settings: LandingSiteSettings;
  readonly zoneId: string;
  /** Web ACL of scope CLOUDFRONT. */
  readonly webAclArn: string;
  /** Where "Shop Now" leads to. */
  readonly shopUrl: string;
  readonly accessLogs: LogDestination;
}

/** The landing page under its own name, from CloudFront and, when the first bucket fails, from another region. */
export class LandingSite extends Construct {
  readonly bucketArn: string;
  readonly distribution: Distribution;

  constructor(stack: AwsStack, id: string, props: LandingSiteProps) {
    super(stack, id);
    const { name, account, settings, zoneId } = props;
    const key = new EncryptionKey(this, "key", siteKey(name, account));
    const certificateArn =
      settings.certificateArn ??
      stack.placeIn(EDGE_REGION, new Certificate(this, "certificate", { domainName: settings.domainName, zoneId })).arn;
    const site = new StaticSite(this, "site", {
      name,
      account,
      bucketName: settings.bucket,
      keyArn: key.arn,
      ...(settings.replica && { replica: replica(stack, this, props, settings.replica) }),
      domainName: settings.domainName,
      certificateArn,
      webAclArn: props.webAclArn,
      rootObject: LANDING_PAGE,
      errorObject: ERROR_PAGE,
      files: landingPage(props.shopUrl),
      accessLogs: props.accessLogs,
    });
    stack.placeIn(EDGE_REGION, site.distribution);
    new AliasRecords(this, "name", { zoneId, name: settings.domainName, target: site.distribution.aliasTarget });
    this.bucketArn = site.bucket.arn;
    this.distribution = site.distribution;
  }
}

/** A bucket with key and log bucket of its own, as neither keys nor access logs cross regions. */
function replica(
  stack: AwsStack,
  scope: Construct,
  { name, account }: LandingSiteProps,
  { region, bucket, accessLogs }: ReplicaSettings,
): EncryptedBucket {
  const key = stack.placeIn(region, new EncryptionKey(scope, "replica-key", siteKey(`${name}-replica`, account)));
  const logs = stack.placeIn(
    region,
    new LogBucket(scope, "replica-access-logs", {
      name: accessLogs.bucket,
      account,
      retentionDays: accessLogs.retentionDays,
    }),
  );
  const copy = new PrivateBucket(scope, "replica", { name: bucket, keyArn: key.arn, accessLogs: logs.destination });
  return { bucket: stack.placeIn(region, copy), keyArn: key.arn };
}

function siteKey(name: string, account: string) {
  return { alias: name, description: `Files of ${name}`, account, grants: [allowDistributions(account)] };
}
