import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { Construct } from "constructs";
import { policyDocument } from "../policy-document";

export interface TaskQueueProps {
  readonly name: string;
  readonly keyArn: string;
  /** Seconds that who takes a task has it for itself. */
  readonly visibility: number;
}

/** Seconds: HCP Terraform gives a task up after an hour. */
const RETENTION = 3_600;
/** Seconds: fourteen days to look at what was put aside. */
const PUT_ASIDE = 1_209_600;
/** Tries before a task is put aside. */
const TRIES = 5;

/** Run tasks that are to be worked off: those of one id in their order, and one at a time. */
export class TaskQueue extends Construct {
  readonly arn: string;
  readonly url: string;

  constructor(scope: Construct, id: string, { name, keyArn, visibility }: TaskQueueProps) {
    super(scope, id);
    const encrypted = { fifoQueue: true, kmsMasterKeyId: keyArn };
    const aside = new SqsQueue(this, "dead-letters", {
      name: `${name}-dead-letters.fifo`,
      ...encrypted,
      messageRetentionSeconds: PUT_ASIDE,
    });
    const queue = new SqsQueue(this, "queue", {
      name: `${name}.fifo`,
      ...encrypted,
      messageRetentionSeconds: RETENTION,
      visibilityTimeoutSeconds: visibility,
      redrivePolicy: `{"deadLetterTargetArn":"${aside.arn}","maxReceiveCount":${TRIES}}`,
    });
    for (const [part, { url, arn }] of Object.entries({ policy: queue, "dead-letters-policy": aside })) {
      new SqsQueuePolicy(this, part, {
        queueUrl: url,
        policy: policyDocument([
          {
            sid: "TlsOnly",
            effect: "Deny",
            principals: "*",
            actions: ["sqs:*"],
            resources: [arn],
            conditions: { Bool: { "aws:SecureTransport": "false" } },
          },
        ]),
      });
    }
    this.arn = queue.arn;
    this.url = queue.url;
  }
}
