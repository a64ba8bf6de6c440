import { AlertTopic } from "../../modules/alert-topic";
import { statement, synthesized } from "./synthesized";

const resources = synthesized((stack) => {
  new AlertTopic(stack, "alerts", {
    name: "example-alerts",
    account: "123456789012",
    keyArn: "arn:aws:kms:us-east-1:123456789012:key/example",
    publishers: ["cloudwatch.amazonaws.com"],
    emails: ["operators@example.com", "manager@example.com"],
  });
});

test("is encrypted and mails everybody on the list", () => {
  const topic = resources.one("aws_sns_topic");
  expect(topic.arguments["kms_master_key_id"]).toBe("arn:aws:kms:us-east-1:123456789012:key/example");
  expect(resources.all("aws_sns_topic_subscription", { topic_arn: topic.ref("arn") })).toHaveLength(2);
});

test("takes messages of the publishers of this account only, over TLS", () => {
  const policy = resources.one("aws_sns_topic_policy");
  expect(statement(policy, "Publishers")).toMatchObject({
    Principal: { Service: ["cloudwatch.amazonaws.com"] },
    Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
  });
  expect(statement(policy, "TlsOnly")).toMatchObject({ Effect: "Deny", Principal: "*" });
});
