import { Construct } from "constructs";
import { Alarms } from "../monitoring";

export interface FunctionAlarmsProps {
  readonly functionName: string;
  readonly queueName: string;
  /** SNS topic that is told. */
  readonly topicArn: string;
}

/** Tells the operators of a function that fails, is held back, or has left something behind. */
export class FunctionAlarms extends Construct {
  constructor(scope: Construct, id: string, { functionName, queueName, topicArn }: FunctionAlarmsProps) {
    super(scope, id);
    const ofFunction = {
      namespace: "AWS/Lambda",
      dimensions: { FunctionName: functionName },
      statistic: "Sum",
    } as const;
    const any = { above: 0, period: 300 };
    new Alarms(this, "alarms", {
      name: functionName,
      topicArn,
      alarms: {
        errors: {
          ...any,
          description: "The function failed. Its log says why.",
          metric: { ...ofFunction, name: "Errors" },
        },
        throttles: {
          ...any,
          description: "The function was called more often at the same time than is reserved for it.",
          metric: { ...ofFunction, name: "Throttles" },
        },
        "dead-letters": {
          ...any,
          description: "Events that the function failed on wait in its queue to be looked at.",
          metric: {
            namespace: "AWS/SQS",
            name: "ApproximateNumberOfMessagesVisible",
            dimensions: { QueueName: queueName },
            statistic: "Maximum",
          },
        },
      },
    });
  }
}
