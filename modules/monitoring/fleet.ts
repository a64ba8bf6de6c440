import { Construct } from "constructs";
import { Alarms } from "./alarms";
import { Dashboard } from "./dashboard";
import type { Metric } from "./metric";

export interface FleetMonitoringProps {
  readonly name: string;
  readonly region: string;
  readonly topicArn: string;
  /** The Auto Scaling group. */
  readonly groupName: string;
  /** Average CPU of the group, in percent: more for three minutes, or less for a quarter of an hour, is worth a mail. */
  readonly cpu: { readonly high: number; readonly low: number };
}

/** Dashboard and alarms of the instances in an Auto Scaling group. */
export class FleetMonitoring extends Construct {
  constructor(scope: Construct, id: string, { name, region, topicArn, groupName, cpu }: FleetMonitoringProps) {
    super(scope, id);
    const metric = (metricName: string, statistic: Metric["statistic"]): Metric => ({
      namespace: "AWS/EC2",
      name: metricName,
      dimensions: { AutoScalingGroupName: groupName },
      statistic,
    });
    const utilization = metric("CPUUtilization", "Average");
    new Dashboard(this, "dashboard", {
      name: `${name}-auto-scaling`,
      region,
      graphs: {
        "CPU (%)": [utilization],
        "Network (bytes)": [metric("NetworkIn", "Sum"), metric("NetworkOut", "Sum")],
        "Volume operations": [metric("EBSReadOps", "Sum"), metric("EBSWriteOps", "Sum")],
      },
    });
    new Alarms(this, "alarms", {
      name,
      topicArn,
      alarms: {
        "cpu-high": {
          description: `The instances work hard: CPU above ${cpu.high} % for three minutes. Auto Scaling should be adding some.`,
          metric: utilization,
          above: cpu.high,
          datapoints: 3,
        },
        "cpu-low": {
          description: `The instances have little to do: CPU below ${cpu.low} % for a quarter of an hour. Are there more than needed?`,
          metric: utilization,
          below: cpu.low,
          datapoints: 15,
        },
        "instance-check-failed": {
          description: "An instance fails its status checks and should be replaced soon.",
          metric: metric("StatusCheckFailed", "Maximum"),
          above: 0,
          datapoints: 5,
        },
      },
    });
  }
}
