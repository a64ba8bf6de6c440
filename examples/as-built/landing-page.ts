import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate";
import { CloudfrontDistribution } from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { CloudfrontOriginAccessControl } from "@cdktf/provider-aws/lib/cloudfront-origin-access-control";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { Construct } from "constructs";

/** The managed cache policy CachingOptimized, which the console proposes. */
const CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";

const DOMAIN = "offers.example.com";

/** offers.html in a bucket behind CloudFront: TLS is well chosen; nothing is logged, filtered or kept. */
export class LandingPage extends Construct {
  readonly distributionId: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const bucket = new S3Bucket(this, "bucket", { bucket: "midterm-landing-page" });
    const zone = new Route53Zone(this, "zone", { name: "example.com" });
    const certificate = new AcmCertificate(this, "certificate", { domainName: DOMAIN, validationMethod: "DNS" });
    const accessControl = new CloudfrontOriginAccessControl(this, "access-control", {
      name: "midterm-landing-page",
      originAccessControlOriginType: "s3",
      signingBehavior: "always",
      signingProtocol: "sigv4",
    });
    const distribution = new CloudfrontDistribution(this, "distribution", {
      enabled: true,
      aliases: [DOMAIN],
      priceClass: "PriceClass_All",
      httpVersion: "http2",
      defaultRootObject: "offers.html",
      origin: [
        { originId: "bucket", domainName: bucket.bucketRegionalDomainName, originAccessControlId: accessControl.id },
      ],
      defaultCacheBehavior: {
        targetOriginId: "bucket",
        viewerProtocolPolicy: "redirect-to-https",
        allowedMethods: ["GET", "HEAD"],
        cachedMethods: ["GET", "HEAD"],
        cachePolicyId: CACHING_OPTIMIZED,
      },
      viewerCertificate: {
        acmCertificateArn: certificate.arn,
        sslSupportMethod: "sni-only",
        minimumProtocolVersion: "TLSv1.2_2021",
      },
      restrictions: { geoRestriction: { restrictionType: "none" } },
    });
    new S3BucketPolicy(this, "policy", {
      bucket: bucket.id,
      policy: JSON.stringify({
        Version: "2008-10-17",
        Statement: [
          {
            Sid: "AllowCloudFrontServicePrincipal",
            Effect: "Allow",
            Principal: { Service: "cloudfront.amazonaws.com" },
            Action: "s3:GetObject",
            Resource: `${bucket.arn}/*`,
            Condition: { StringEquals: { "AWS:SourceArn": distribution.arn } },
          },
        ],
      }),
    });
    new Route53Record(this, "name", {
      zoneId: zone.zoneId,
      name: DOMAIN,
      type: "A",
      alias: { name: distribution.domainName, zoneId: distribution.hostedZoneId, evaluateTargetHealth: false },
    });
    this.distributionId = distribution.id;
  }
}
