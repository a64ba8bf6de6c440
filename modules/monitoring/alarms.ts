import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import type { Metric } from "./metric";

export interface AlarmSettings {
  /** What is the matter, and what to look at, for the person who gets the mail. */
  readonly description: string;
  readonly metric: Metric;
  /** In the unit of the metric. Give one of the two. */
  readonly above?: number;
  readonly below?: number;
  /** Seconds of a datapoint. Default: 60. */
  readonly period?: number;
  /** How many datapoints in a row have to be wrong. Default: 1. */
  readonly datapoints?: number;
  /** Is silence a bad sign? Default: no, as most services publish nothing when nothing happens. */
  readonly alarmOnSilence?: boolean;
}

export interface AlarmsProps {
  /** Part of the names of all of them. */
  readonly name: string;
  /** SNS topic, in the region of the metrics, that hears of every alarm and of its end. */
  readonly topicArn: string;
  /** By the last part of the alarm's name. */
  readonly alarms: Readonly<Record<string, AlarmSettings>>;
}

/** CloudWatch alarms that tell the operators, both when something goes wrong and when it is well again. */
export class Alarms extends Construct {
  constructor(scope: Construct, id: string, { name, topicArn, alarms }: AlarmsProps) {
    super(scope, id);
    for (const [key, alarm] of Object.entries(alarms)) {
      const { namespace, name: metricName, dimensions, statistic } = alarm.metric;
      const datapoints = alarm.datapoints ?? 1;
      new CloudwatchMetricAlarm(this, key, {
        alarmName: `${name}-${key}`,
        alarmDescription: alarm.description,
        namespace,
        metricName,
        dimensions: { ...dimensions },
        ...(statistic === "p95" ? { extendedStatistic: statistic } : { statistic }),
        ...(alarm.above === undefined
          ? { comparisonOperator: "LessThanThreshold", threshold: alarm.below ?? 0 }
          : { comparisonOperator: "GreaterThanThreshold", threshold: alarm.above }),
        period: alarm.period ?? 60,
        evaluationPeriods: datapoints,
        datapointsToAlarm: datapoints,
        treatMissingData: alarm.alarmOnSilence === true ? "breaching" : "notBreaching",
        alarmActions: [topicArn],
        okActions: [topicArn],
      });
    }
  }
}
