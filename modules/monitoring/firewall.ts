import { Construct } from "constructs";
import { Alarms } from "./alarms";
import type { Metric } from "./metric";

export interface FirewallMonitoringProps {
  readonly name: string;
  readonly topicArn: string;
  /** The dimension `WebACL`. */
  readonly metricName: string;
  /** Region of the web ACL; undefined for one of scope CLOUDFRONT, whose metrics have no such dimension. */
  readonly region?: string;
  /** Blocked requests in five minutes above which the operators are told. */
  readonly blockedRequests: number;
}

/** The alarm of a web ACL: an attack is going on, or the rules refuse customers. */
export class FirewallMonitoring extends Construct {
  constructor(scope: Construct, id: string, props: FirewallMonitoringProps) {
    super(scope, id);
    const { name, topicArn, metricName, region, blockedRequests } = props;
    const blocked: Metric = {
      namespace: "AWS/WAFV2",
      name: "BlockedRequests",
      dimensions: { WebACL: metricName, Rule: "ALL", ...(region !== undefined && { Region: region }) },
      statistic: "Sum",
    };
    new Alarms(this, "alarms", {
      name,
      topicArn,
      alarms: {
        "blocked-requests-high": {
          description: `The firewall blocked more than ${blockedRequests} requests in five minutes. Its log says whose, and by which rule.`,
          metric: blocked,
          above: blockedRequests,
          period: 300,
        },
      },
    });
  }
}
