import { Construct } from "constructs";
import { Alarms } from "./alarms";
import { Dashboard } from "./dashboard";
import type { Metric } from "./metric";

export interface DistributionMonitoringProps {
  readonly name: string;
  /** In us-east-1. */
  readonly topicArn: string;
  readonly distributionId: string;
  /** Requests in five minutes above which the operators are told. */
  readonly requests: number;
}

/** Dashboard and alarms of a distribution. CloudFront publishes its metrics in us-east-1: place this there. */
export class DistributionMonitoring extends Construct {
  constructor(scope: Construct, id: string, props: DistributionMonitoringProps) {
    super(scope, id);
    const { name, topicArn, distributionId, requests } = props;
    const metric = (metricName: string, statistic: Metric["statistic"]): Metric => ({
      namespace: "AWS/CloudFront",
      name: metricName,
      dimensions: { DistributionId: distributionId, Region: "Global" },
      statistic,
    });
    const serverErrors = metric("5xxErrorRate", "Average");
    const requestCount = metric("Requests", "Sum");
    new Dashboard(this, "dashboard", {
      name: `${name}-cdn`,
      region: "us-east-1",
      graphs: {
        "Cache hit rate (%)": [metric("CacheHitRate", "Average")],
        Requests: [requestCount],
        "Error rates (%)": [metric("4xxErrorRate", "Average"), serverErrors, metric("TotalErrorRate", "Average")],
      },
    });
    new Alarms(this, "alarms", {
      name,
      topicArn,
      alarms: {
        "cdn-requests-high": {
          description: `More than ${requests} requests in five minutes. A campaign, or somebody who wants it to fail?`,
          metric: requestCount,
          above: requests,
          period: 300,
        },
        "cdn-server-errors": {
          description: "More than one answer in twenty is a server error: the bucket does not answer, or refuses to.",
          metric: serverErrors,
          above: 5,
          period: 300,
        },
      },
    });
  }
}
