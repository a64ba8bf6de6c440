import {
  CloudfrontDistribution,
  type CloudfrontDistributionOrigin,
  type CloudfrontDistributionOriginGroup,
} from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { CloudfrontMonitoringSubscription } from "@cdktf/provider-aws/lib/cloudfront-monitoring-subscription";
import { CloudfrontOriginAccessControl } from "@cdktf/provider-aws/lib/cloudfront-origin-access-control";
import { Construct } from "constructs";
import type { AliasTarget } from "../dns-zone";
import type { LogDestination } from "../log-bucket";
import type { PrivateBucket } from "../private-bucket";
import { DistributionLogs } from "./distribution-logs";
import { securityHeaders } from "./security-headers";

export interface DistributionProps {
  readonly name: string;
  /** The bucket that is served. */
  readonly bucket: PrivateBucket;
  /** Served while the bucket does not answer. Default: none. */
  readonly replica?: PrivateBucket;
  /** The name that people type in. */
  readonly domainName: string;
  /** ACM certificate of that name, in us-east-1. */
  readonly certificateArn: string;
  /** Web ACL of scope CLOUDFRONT. */
  readonly webAclArn: string;
  /** Key of the object that is served for `/`. */
  readonly rootObject: string;
  /** Key of the object that is served when there is none of the requested name. */
  readonly errorObject: string;
  /** What pages may load: https://developer.mozilla.org/docs/Web/HTTP/Headers/Content-Security-Policy. Default: their own styles and images. */
  readonly contentSecurityPolicy?: string;
  /** Edge locations to serve from, by price. Default: all of them. */
  readonly priceClass?: "PriceClass_100" | "PriceClass_200" | "PriceClass_All";
  readonly accessLogs: LogDestination;
}

/** The managed cache policy CachingOptimized: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html */
const CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";

const CONTENT_SECURITY_POLICY =
  "default-src 'none'; img-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Seconds for which the edge remembers that an object is missing. */
const ERROR_SECONDS = 60;

/** Answers of a bucket that is in trouble, not those about a missing object. */
const FAILOVER_STATUS_CODES = [500, 502, 503, 504];

/** Everything that CloudFront and its logs are made of; all of it belongs into us-east-1. */
export class Distribution extends Construct {
  readonly arn: string;
  /** The dimension `DistributionId` of its metrics. */
  readonly distributionId: string;
  /** For an alias record. */
  readonly aliasTarget: AliasTarget;

  constructor(scope: Construct, id: string, props: DistributionProps) {
    super(scope, id);
    const { name, bucket, replica } = props;
    const accessControl = new CloudfrontOriginAccessControl(this, "access-control", {
      name,
      description: `Signs requests to the buckets of ${name}`,
      originAccessControlOriginType: "s3",
      signingBehavior: "always",
      signingProtocol: "sigv4",
    }).id;
    const distribution = new CloudfrontDistribution(this, "distribution", {
      enabled: true,
      comment: name,
      aliases: [props.domainName],
      priceClass: props.priceClass ?? "PriceClass_All",
      httpVersion: "http2and3",
      isIpv6Enabled: true,
      webAclId: props.webAclArn,
      defaultRootObject: props.rootObject,
      origin: [origin(bucket, accessControl), ...(replica ? [origin(replica, accessControl)] : [])],
      originGroup: replica ? [originGroup(bucket, replica)] : [],
      defaultCacheBehavior: {
        targetOriginId: replica ? ORIGIN_GROUP : bucket.name,
        viewerProtocolPolicy: "redirect-to-https",
        allowedMethods: ["GET", "HEAD"],
        cachedMethods: ["GET", "HEAD"],
        compress: true,
        cachePolicyId: CACHING_OPTIMIZED,
        responseHeadersPolicyId: securityHeaders(this, name, props.contentSecurityPolicy ?? CONTENT_SECURITY_POLICY),
      },
      // A bucket whose content must not be listed says 403 for what it does not have.
      customErrorResponse: [403, 404].map((errorCode) => ({
        errorCode,
        responseCode: 404,
        responsePagePath: `/${props.errorObject}`,
        errorCachingMinTtl: ERROR_SECONDS,
      })),
      viewerCertificate: {
        acmCertificateArn: props.certificateArn,
        sslSupportMethod: "sni-only",
        minimumProtocolVersion: "TLSv1.2_2021",
      },
      restrictions: { geoRestriction: { restrictionType: "none" } },
    });
    // Without these there is no cache hit rate.
    new CloudfrontMonitoringSubscription(this, "metrics", {
      distributionId: distribution.id,
      monitoringSubscription: {
        realtimeMetricsSubscriptionConfig: { realtimeMetricsSubscriptionStatus: "Enabled" },
      },
    });
    new DistributionLogs(this, "logs", {
      name,
      distributionArn: distribution.arn,
      destination: props.accessLogs,
    });
    this.arn = distribution.arn;
    this.distributionId = distribution.id;
    this.aliasTarget = { dnsName: distribution.domainName, zoneId: distribution.hostedZoneId };
  }
}

/** Of the bucket and its replica, when there is one. */
const ORIGIN_GROUP = "bucket-or-replica";

function origin(bucket: PrivateBucket, originAccessControlId: string): CloudfrontDistributionOrigin {
  return { originId: bucket.name, domainName: bucket.regionalDomainName, originAccessControlId };
}

function originGroup(bucket: PrivateBucket, replica: PrivateBucket): CloudfrontDistributionOriginGroup {
  return {
    originId: ORIGIN_GROUP,
    failoverCriteria: { statusCodes: FAILOVER_STATUS_CODES },
    member: [{ originId: bucket.name }, { originId: replica.name }],
  };
}
