import { Construct } from "constructs";
import { AlertTopic, type AlertTopicProps } from "../modules/alert-topic";
import { allowLogGroups, allowPublishers, EncryptionKey } from "../modules/encryption-key";
import { type AwsStack, EDGE_REGION } from "./aws-stack";

/** The key and the topic of what lives in us-east-1; those of the system, if that is its region. */
export interface Edge {
  readonly keyArn: string;
  readonly topicArn: string;
}

/** A key and a topic for what CloudFront and Route 53 keep in us-east-1, for a system in another region. */
export class EdgeBasics extends Construct implements Edge {
  readonly keyArn: string;
  readonly topicArn: string;

  constructor(stack: AwsStack, id: string, props: Omit<AlertTopicProps, "keyArn">) {
    super(stack, id);
    const { account, publishers } = props;
    const key = new EncryptionKey(this, "key", {
      alias: `${props.name}-edge`,
      description: `Logs and alerts of ${props.name} in ${EDGE_REGION}`,
      account,
      grants: [allowLogGroups({ account, region: EDGE_REGION }), allowPublishers(publishers, account)],
    });
    this.keyArn = key.arn;
    this.topicArn = new AlertTopic(this, "alerts", { ...props, keyArn: key.arn }).arn;
    stack.placeIn(EDGE_REGION, this);
  }
}
