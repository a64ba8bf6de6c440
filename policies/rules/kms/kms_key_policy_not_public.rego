# METADATA
# scope: package
# title: KMS keys cannot be used by everyone
# description: >-
#   No key policy lets everyone use or manage the key, unless conditions name the callers by fixed values, such as kms:CallerAccount.
# related_resources:
#   - https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html
#   - https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html
# custom:
#   id: KMS_KEY_POLICY_NOT_PUBLIC
#   source: plangate
#   severity: critical
#   resources: [aws_kms_external_key, aws_kms_key, aws_kms_key_policy, aws_kms_replica_key]
#   reads:
#     aws_kms_external_key: [policy]
#     aws_kms_key: [policy]
#     aws_kms_key_policy: [policy]
#     aws_kms_replica_key: [policy]
#   reasons:
#     public: "The key policy allows {principal} to do {action}."
#     unknown: The plan cannot tell whether the key policy lets everyone use the key.
#   remediation: Name the accounts, roles or services, or add a condition such as kms:CallerAccount or aws:PrincipalOrgID with fixed values.
package rules.kms.kms_key_policy_not_public

import data.library.public_policy

evaluations contains evaluation if {
	some type in ["aws_kms_external_key", "aws_kms_key", "aws_kms_key_policy", "aws_kms_replica_key"]
	some evaluation in public_policy.evaluations(type, "policy", actions)
}

actions := {"examples": ["kms:Decrypt", "kms:Encrypt", "kms:CreateGrant", "kms:PutKeyPolicy"], "families": ["kms:*"]}
