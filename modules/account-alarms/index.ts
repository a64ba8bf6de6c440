import { CloudwatchLogMetricFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-metric-filter";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import { WATCHED_EVENTS } from "./events";

export { WATCHED_EVENTS, type WatchedEvent } from "./events";

export interface AccountAlarmsProps {
  /** Begins the names of the alarms; namespace of the metrics. */
  readonly name: string;
  /** Log group of the audit trail. */
  readonly logGroupName: string;
  /** SNS topic that is told. */
  readonly topicArn: string;
}

/** Seconds over which events are counted. */
const PERIOD = 300;

/** Tells the operators, within minutes, of events in the audit trail that are rarely what somebody should be doing. */
export class AccountAlarms extends Construct {
  constructor(scope: Construct, id: string, { name, logGroupName, topicArn }: AccountAlarmsProps) {
    super(scope, id);
    for (const event of WATCHED_EVENTS) {
      const metricName = `${name}-${event.id}`;
      new CloudwatchLogMetricFilter(this, `${event.id}-filter`, {
        name: metricName,
        logGroupName,
        pattern: event.pattern,
        metricTransformation: { namespace: name, name: metricName, value: "1", defaultValue: "0" },
      });
      new CloudwatchMetricAlarm(this, event.id, {
        alarmName: metricName,
        alarmDescription: event.description,
        namespace: name,
        metricName,
        statistic: "Sum",
        period: PERIOD,
        evaluationPeriods: 1,
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        threshold: event.threshold ?? 1,
        // No event in five minutes is the rule.
        treatMissingData: "notBreaching",
        alarmActions: [topicArn],
      });
    }
  }
}
