import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { Construct } from "constructs";
import { policyDocument } from "../policy-document";

export interface AlertTopicProps {
  readonly name: string;
  readonly account: string;
  /** ARN of a KMS key that the publishers may use. */
  readonly keyArn: string;
  /** AWS services that may publish: `cloudwatch.amazonaws.com`. */
  readonly publishers: readonly string[];
  /** Every address gets a mail that asks to confirm; nothing is sent before that. */
  readonly emails: readonly string[];
}

/** Where alarms and notifications go: an encrypted SNS topic that mails the operators. */
export class AlertTopic extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: AlertTopicProps) {
    super(scope, id);
    const topic = new SnsTopic(this, "topic", { name: props.name, kmsMasterKeyId: props.keyArn });
    new SnsTopicPolicy(this, "policy", {
      arn: topic.arn,
      policy: policyDocument([
        {
          sid: "TlsOnly",
          effect: "Deny",
          principals: "*",
          actions: ["sns:Publish"],
          resources: [topic.arn],
          conditions: { Bool: { "aws:SecureTransport": "false" } },
        },
        {
          sid: "Publishers",
          effect: "Allow",
          principals: { services: props.publishers },
          actions: ["sns:Publish"],
          resources: [topic.arn],
          conditions: { StringEquals: { "aws:SourceAccount": props.account } },
        },
      ]),
    });
    props.emails.forEach((endpoint, index) => {
      new SnsTopicSubscription(this, `email-${index + 1}`, { topicArn: topic.arn, protocol: "email", endpoint });
    });
    this.arn = topic.arn;
  }
}
