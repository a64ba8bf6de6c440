import { CloudwatchLogDelivery } from "@cdktf/provider-aws/lib/cloudwatch-log-delivery";
import { CloudwatchLogDeliveryDestination } from "@cdktf/provider-aws/lib/cloudwatch-log-delivery-destination";
import { CloudwatchLogDeliverySource } from "@cdktf/provider-aws/lib/cloudwatch-log-delivery-source";
import { Construct } from "constructs";
import type { LogDestination } from "../log-bucket";

export interface DistributionLogsProps {
  readonly name: string;
  readonly distributionArn: string;
  readonly destination: LogDestination;
}

/**
 * The access logs of a distribution, in S3 (standard logging v2). The older way needs a bucket with ACLs.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html
 */
export class DistributionLogs extends Construct {
  constructor(scope: Construct, id: string, { name, distributionArn, destination }: DistributionLogsProps) {
    super(scope, id);
    const source = new CloudwatchLogDeliverySource(this, "source", {
      name,
      logType: "ACCESS_LOGS",
      resourceArn: distributionArn,
    });
    const bucket = new CloudwatchLogDeliveryDestination(this, "destination", {
      name,
      outputFormat: "json",
      deliveryDestinationConfiguration: [{ destinationResourceArn: `arn:aws:s3:::${destination.bucketName}/${name}` }],
      dependsOn: [...destination.ready],
    });
    new CloudwatchLogDelivery(this, "delivery", {
      deliverySourceName: source.name,
      deliveryDestinationArn: bucket.arn,
      s3DeliveryConfiguration: [{ suffixPath: "{yyyy}/{MM}/{dd}/{HH}", enableHiveCompatiblePath: false }],
    });
  }
}
