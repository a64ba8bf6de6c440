# METADATA
# scope: package
# title: SNS topics cannot be used by everyone
# description: >-
#   No topic policy lets everyone publish to the topic, subscribe to it or manage it, unless conditions name the callers by fixed values, such as
#   aws:SourceArn or aws:SourceAccount.
# related_resources:
#   - https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
# custom:
#   id: SNS_TOPIC_POLICY_NOT_PUBLIC
#   source: plangate
#   severity: high
#   resources: [aws_sns_topic, aws_sns_topic_policy]
#   reads:
#     aws_sns_topic: [policy]
#     aws_sns_topic_policy: [policy]
#   reasons:
#     public: "The topic policy allows {principal} to do {action} on {resource}."
#     unknown: The plan cannot tell whether the topic policy lets everyone use the topic.
#   remediation: Name the accounts, roles or services, or add a condition such as aws:SourceAccount with fixed values.
package rules.sns.sns_topic_policy_not_public

import data.library.public_policy

evaluations contains evaluation if {
	some type in ["aws_sns_topic", "aws_sns_topic_policy"]
	some evaluation in public_policy.evaluations(type, "policy", {"examples": ["sns:Publish", "sns:Subscribe"], "families": ["sns:*"]})
}
