import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { Construct } from "constructs";
import type { Metric } from "./metric";

export interface DashboardProps {
  /** Letters, digits, `-` and `_`. */
  readonly name: string;
  /** Region of the metrics. */
  readonly region: string;
  /** Graphs by their titles. Two stand side by side. */
  readonly graphs: Readonly<Record<string, readonly Metric[]>>;
}

/** Of a dashboard's 24 columns. */
const WIDTH = 12;
const HEIGHT = 6;

/** Seconds of a point. */
const PERIOD = 300;

/**
 * A CloudWatch dashboard of graphs.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, { name, region, graphs }: DashboardProps) {
    super(scope, id);
    const widgets = Object.entries(graphs).map(([title, metrics], index) => ({
      type: "metric",
      x: (index % 2) * WIDTH,
      y: Math.floor(index / 2) * HEIGHT,
      width: WIDTH,
      height: HEIGHT,
      properties: { title, region, view: "timeSeries", stacked: false, period: PERIOD, metrics: metrics.map(toJson) },
    }));
    new CloudwatchDashboard(this, "dashboard", { dashboardName: name, dashboardBody: JSON.stringify({ widgets }) });
  }
}

function toJson({ namespace, name, dimensions, statistic }: Metric): unknown[] {
  return [namespace, name, ...Object.entries(dimensions).flat(), { stat: statistic }];
}
