import type { Statement } from "../policy-document";

/**
 * One distribution may read the objects of a bucket; nobody else gets in.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
 */
export function readByDistribution(bucketArn: string, distributionArn: string): Statement {
  return {
    sid: "ReadByDistribution",
    effect: "Allow",
    principals: { services: ["cloudfront.amazonaws.com"] },
    actions: ["s3:GetObject"],
    resources: [`${bucketArn}/*`],
    conditions: { StringEquals: { "aws:SourceArn": distributionArn } },
  };
}
