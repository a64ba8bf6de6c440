import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";

export interface Watched {
  readonly autoScalingGroup: string;
  readonly targetGroup: string;
  readonly database: string;
  readonly distribution: string;
}

/** Four dashboards, and three alarms that turn red without telling anybody. */
export class Monitoring extends Construct {
  constructor(scope: Construct, id: string, watched: Watched) {
    super(scope, id);
    const group = { AutoScalingGroupName: watched.autoScalingGroup };
    const distribution = { DistributionId: watched.distribution, Region: "Global" };

    this.dashboard("AutoScaling", "AWS/EC2", group, [
      "CPUUtilization",
      "NetworkIn",
      "NetworkOut",
      "EBSReadOps",
      "EBSWriteOps",
    ]);
    this.dashboard("ALB", "AWS/ApplicationELB", { TargetGroup: watched.targetGroup }, ["RequestCountPerTarget"]);
    this.dashboard("RDS", "AWS/RDS", { DBClusterIdentifier: watched.database }, [
      "WriteIOPS",
      "ReadIOPS",
      "CPUUtilization",
    ]);
    this.dashboard("CDN", "AWS/CloudFront", distribution, [
      "CacheHitRate",
      "Requests",
      "4xxErrorRate",
      "5xxErrorRate",
      "TotalErrorRate",
    ]);

    const cpu = { namespace: "AWS/EC2", metricName: "CPUUtilization", dimensions: group, statistic: "Average" };
    new CloudwatchMetricAlarm(this, "requests", {
      alarmName: "CloudFront requests",
      namespace: "AWS/CloudFront",
      metricName: "Requests",
      dimensions: distribution,
      statistic: "Sum",
      comparisonOperator: "GreaterThanThreshold",
      threshold: 1000,
      period: 300,
      evaluationPeriods: 1,
    });
    new CloudwatchMetricAlarm(this, "cpu-high", {
      ...cpu,
      alarmName: "TargetTracking-MidtermAutoScaling-AlarmHigh",
      comparisonOperator: "GreaterThanThreshold",
      threshold: 50,
      period: 60,
      evaluationPeriods: 3,
    });
    new CloudwatchMetricAlarm(this, "cpu-low", {
      ...cpu,
      alarmName: "TargetTracking-MidtermAutoScaling-AlarmLow",
      comparisonOperator: "LessThanThreshold",
      threshold: 35,
      period: 60,
      evaluationPeriods: 15,
    });
  }

  private dashboard(name: string, namespace: string, dimensions: Record<string, string>, metrics: string[]): void {
    const lines = metrics.map((metric) => [namespace, metric, ...Object.entries(dimensions).flat()]);
    const properties = { region: "us-east-1", title: name, metrics: lines };
    new CloudwatchDashboard(this, name, {
      dashboardName: `Midterm-${name}`,
      dashboardBody: JSON.stringify({ widgets: [{ type: "metric", width: 24, height: 6, properties }] }),
    });
  }
}
