# METADATA
# scope: package
# title: Secrets are encrypted with a key of the account's own
# description: >-
#   Every secret has a KMS key other than aws/secretsmanager, which AWS manages; one of those that the parameter kmsKeyArns names, if any.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/secretsmanager-using-cmk.html
#   - https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
# custom:
#   id: SECRETSMANAGER_USING_CMK
#   source: aws-config
#   aliases: [secretsmanager-using-cmk]
#   severity: medium
#   resources: [aws_secretsmanager_secret]
#   reads:
#     aws_secretsmanager_secret: [kms_key_id]
#   parameters:
#     kmsKeyArns: {description: "ARNs of the KMS keys that are allowed, separated by commas."}
#   reasons:
#     no_key: The secret has no KMS key of the account's own, so that Secrets Manager takes the one that AWS manages.
#     aws_key: The secret has the KMS key that AWS manages.
#     unknown: The plan cannot tell whether the secret has a KMS key.
#     other_key: "The secret's KMS key is not among {allowed}."
#     unknown_key: "The plan cannot tell whether the secret's KMS key is among {allowed}."
#   runtime: AWS Config also reports secrets whose key is of another account, which it cannot look up; a plan does not tell its own account.
#   remediation: Set kms_key_id to the ARN of a KMS key of the account.
package rules.secretsmanager.secretsmanager_using_cmk

import data.library.required_key
import data.library.verdict

evaluations contains evaluation if {
	some evaluation in required_key.evaluations("SECRETSMANAGER_USING_CMK", "kmsKeyArns", "aws_secretsmanager_secret", "kms_key_id")
}

evaluations contains verdict.non_compliant(secret, "kms_key_id", "aws_key", {}) if {
	some secret in input.resources.aws_secretsmanager_secret
	regex.match(`(^|:)alias/aws/`, secret.after.kms_key_id)
}
