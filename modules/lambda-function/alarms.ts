import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";

export interface FunctionAlarmsProps {
  readonly functionName: string;
  readonly queueName: string;
  readonly topicArn: string;
}

/** Seconds over which events are counted. */
const PERIOD = 300;

/** Tells the operators of a function that fails, is held back, or has left something behind. */
export class FunctionAlarms extends Construct {
  constructor(scope: Construct, id: string, { functionName, queueName, topicArn }: FunctionAlarmsProps) {
    super(scope, id);
    const onFunction = { namespace: "AWS/Lambda", dimensions: { FunctionName: functionName }, statistic: "Sum" };
    const alarms = {
      errors: { ...onFunction, metricName: "Errors", alarmDescription: "The function failed" },
      throttles: { ...onFunction, metricName: "Throttles", alarmDescription: "The function was called too often" },
      "dead-letters": {
        namespace: "AWS/SQS",
        dimensions: { QueueName: queueName },
        statistic: "Maximum",
        metricName: "ApproximateNumberOfMessagesVisible",
        alarmDescription: "Events that the function failed on wait to be looked at",
      },
    };
    for (const [name, alarm] of Object.entries(alarms)) {
      new CloudwatchMetricAlarm(this, name, {
        ...alarm,
        alarmName: `${functionName}-${name}`,
        period: PERIOD,
        evaluationPeriods: 1,
        comparisonOperator: "GreaterThanThreshold",
        threshold: 0,
        treatMissingData: "notBreaching",
        alarmActions: [topicArn],
      });
    }
  }
}
