# METADATA
# scope: package
# title: Log groups are encrypted with a KMS key
# description: >-
#   Every log group of the plan has a KMS key, the one that the parameter KmsKeyId names, if any. The key that AWS uses where none is given does not
#   count. Log groups that AWS services make for themselves are not in the plan: declare them, so that they have a key.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/cloudwatch-log-group-encrypted.html
#   - https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
# custom:
#   id: CLOUDWATCH_LOG_GROUP_ENCRYPTED
#   source: aws-config
#   aliases: [cloudwatch-log-group-encrypted]
#   severity: medium
#   resources: [aws_cloudwatch_log_group]
#   reads:
#     aws_cloudwatch_log_group: [kms_key_id]
#   parameters:
#     KmsKeyId: {description: ARN of the KMS key that log groups must be encrypted with.}
#   reasons:
#     no_key: The log group has no KMS key.
#     unknown: The plan cannot tell whether the log group has a KMS key.
#     other_key: "The log group is encrypted with a KMS key other than {allowed}."
#     unknown_key: "The plan cannot tell whether the log group is encrypted with the KMS key {allowed}."
#   runtime: AWS Config also finds the log groups that AWS services make for themselves.
#   remediation: Set kms_key_id to the ARN of a KMS key whose policy lets CloudWatch Logs use it.
package rules.cloudwatch.cloudwatch_log_group_encrypted

import data.library.required_key

evaluations contains evaluation if {
	some evaluation in required_key.evaluations("CLOUDWATCH_LOG_GROUP_ENCRYPTED", "KmsKeyId", "aws_cloudwatch_log_group", "kms_key_id")
}
