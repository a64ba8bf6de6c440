import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { Construct } from "constructs";
import { policyDocument } from "../policy-document";

export interface DeadLettersProps {
  readonly name: string;
  readonly keyArn: string;
}

/** Fourteen days in seconds, which is as long as SQS keeps a message. */
const RETENTION_SECONDS = 1_209_600;

/** A queue of events that a function failed on, kept to be looked at and sent again. */
export class DeadLetters extends Construct {
  readonly arn: string;
  /** The dimension `QueueName` of its metrics. */
  readonly queueName: string;

  constructor(scope: Construct, id: string, { name, keyArn }: DeadLettersProps) {
    super(scope, id);
    const queue = new SqsQueue(this, "queue", {
      name,
      kmsMasterKeyId: keyArn,
      messageRetentionSeconds: RETENTION_SECONDS,
    });
    new SqsQueuePolicy(this, "policy", {
      queueUrl: queue.url,
      policy: policyDocument([
        {
          sid: "TlsOnly",
          effect: "Deny",
          principals: "*",
          actions: ["sqs:*"],
          resources: [queue.arn],
          conditions: { Bool: { "aws:SecureTransport": "false" } },
        },
      ]),
    });
    this.arn = queue.arn;
    this.queueName = queue.name;
  }
}
