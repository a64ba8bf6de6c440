# METADATA
# scope: package
# title: SNS topics are encrypted with a KMS key
# description: Every SNS topic has a KMS key, one of those that the parameter kmsKeyIds names, if any.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/sns-encrypted-kms.html
#   - https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html
# custom:
#   id: SNS_ENCRYPTED_KMS
#   source: aws-config
#   aliases: [sns-encrypted-kms]
#   severity: medium
#   resources: [aws_sns_topic]
#   reads:
#     aws_sns_topic: [kms_master_key_id]
#   parameters:
#     kmsKeyIds: {description: "Ids or ARNs of the KMS keys that are allowed, separated by commas."}
#   controls: {fsbp: [SNS.1], nist_800_53_r5: [CA-9(1), CM-3(6), SC-7(10), SC-13, SC-28, SC-28(1), SI-7(6)]}
#   reasons:
#     no_key: The topic has no KMS key.
#     unknown: The plan cannot tell whether the topic has a KMS key.
#     other_key: "The topic's KMS key is not among {allowed}."
#     unknown_key: "The plan cannot tell whether the topic's KMS key is among {allowed}."
#   remediation: Set kms_master_key_id to a KMS key.
package rules.sns.sns_encrypted_kms

import data.library.required_key

evaluations contains evaluation if {
	some evaluation in required_key.evaluations("SNS_ENCRYPTED_KMS", "kmsKeyIds", "aws_sns_topic", "kms_master_key_id")
}
