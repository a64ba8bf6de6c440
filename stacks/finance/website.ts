import { Construct } from "constructs";
import type { FinanceSettings } from "../../environments";
import { Certificate } from "../../modules/certificate";
import { AliasRecords } from "../../modules/dns-zone";
import type { LogDestination } from "../../modules/log-bucket";
import { type Distribution, StaticSite } from "../../modules/static-site";
import { type AwsStack, EDGE_REGION } from "../aws-stack";
import { ERROR_PAGE, pages, START_PAGE } from "./pages";

export interface WebsiteProps {
  readonly name: string;
  readonly account: string;
  readonly settings: FinanceSettings["site"];
  readonly domainName: string;
  readonly zoneId: string;
  /** ARN of a KMS key that CloudFront may use. */
  readonly keyArn: string;
  /** Web ACL of scope CLOUDFRONT. */
  readonly webAclArn: string;
  readonly applicationUrl: string;
  readonly accessLogs: LogDestination;
}

/** The website: files in a bucket, under a name of their own, from CloudFront and from nowhere else. */
export class Website extends Construct {
  readonly bucketArn: string;
  readonly distribution: Distribution;

  constructor(stack: AwsStack, id: string, props: WebsiteProps) {
    super(stack, id);
    const { domainName, zoneId, settings } = props;
    const certificate = stack.placeIn(EDGE_REGION, new Certificate(this, "certificate", { domainName, zoneId }));
    const { bucket, distribution } = new StaticSite(this, "site", {
      name: props.name,
      account: props.account,
      bucketName: settings.bucket,
      keyArn: props.keyArn,
      domainName,
      certificateArn: certificate.arn,
      webAclArn: props.webAclArn,
      rootObject: START_PAGE,
      errorObject: ERROR_PAGE,
      priceClass: settings.priceClass,
      files: pages(props.applicationUrl),
      accessLogs: props.accessLogs,
    });
    stack.placeIn(EDGE_REGION, distribution);
    new AliasRecords(this, "name", { zoneId, name: domainName, target: distribution.aliasTarget });
    this.bucketArn = bucket.arn;
    this.distribution = distribution;
  }
}
