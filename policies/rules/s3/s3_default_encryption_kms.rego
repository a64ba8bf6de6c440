# METADATA
# scope: package
# title: Buckets encrypt with a KMS key by default
# description: >-
#   The default encryption of a bucket is SSE-KMS (or its two-layer form), with one of the keys that the parameter kmsKeyArns names, if any. Without a
#   configuration of its own a bucket has SSE-S3. Some AWS services deliver logs only to buckets with SSE-S3, such as load balancers; the
#   rule does not know those buckets.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/s3-default-encryption-kms.html
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
# custom:
#   id: S3_DEFAULT_ENCRYPTION_KMS
#   source: aws-config
#   aliases: [s3-default-encryption-kms]
#   severity: medium
#   resources: [aws_s3_bucket, aws_s3_bucket_server_side_encryption_configuration]
#   reads:
#     aws_s3_bucket: [bucket, server_side_encryption_configuration]
#     aws_s3_bucket_server_side_encryption_configuration: [bucket, rule]
#   parameters:
#     kmsKeyArns: {description: "ARNs of the KMS keys that are allowed, separated by commas."}
#   controls:
#     fsbp: [S3.17]
#     pci_4_0_1: ["3.5.1"]
#     nist_800_53_r5: [AU-9, CA-9(1), CM-3(6), SC-7(10), SC-12(2), SC-13, SC-28, SC-28(1), SI-7(6)]
#   reasons:
#     not_kms: The bucket encrypts with SSE-S3, without a KMS key.
#     other_key: "The bucket encrypts with a KMS key that is not among {allowed}."
#     unknown_key: "The plan cannot tell whether the KMS key of the bucket is among {allowed}."
#     unknown: The plan cannot tell with which algorithm the bucket encrypts.
#     none: "The bucket has no default encryption of its own, so S3 encrypts it with SSE-S3. (Another stack may configure it.)"
#     removed: This plan removes the bucket's default encryption, so S3 encrypts it with SSE-S3.
#     state: The bucket encrypts with SSE-S3, without a KMS key.
#     elsewhere: The plan shows no default encryption of the bucket, and cannot tell that it has none.
#   remediation: "Give the bucket an aws_s3_bucket_server_side_encryption_configuration with sse_algorithm aws:kms and a key."
package rules.s3.s3_default_encryption_kms

import data.library.kms
import data.library.logic
import data.library.parameter
import data.library.s3
import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(entry.resource, entry.attribute, "not_kms", {}) if {
	some entry in s3.default_encryptions
	is_kms(entry.algorithm) == "no"
}

evaluations contains verdict.insufficient_data(entry.resource, entry.attribute, "unknown", {}) if {
	some entry in s3.default_encryptions
	is_kms(entry.algorithm) == "unknown"
}

evaluations contains verdict.non_compliant(entry.resource, entry.attribute, "other_key", {"allowed": allowed}) if {
	some entry in s3.default_encryptions
	is_kms(entry.algorithm) == "yes"
	is_allowed(entry.key) == "no"
}

evaluations contains verdict.insufficient_data(entry.resource, entry.attribute, "unknown_key", {"allowed": allowed}) if {
	some entry in s3.default_encryptions
	is_kms(entry.algorithm) == "yes"
	is_allowed(entry.key) == "unknown"
}

evaluations contains evaluation if {
	some evaluation in s3.required("aws_s3_bucket_server_side_encryption_configuration", own)
}

own := {bucket.address: logic.any(answers) |
	some bucket in s3.buckets
	answers := {is_kms(entry.algorithm) | some entry in s3.encryptions(bucket, bucket.after.server_side_encryption_configuration)} | {"no"}
}

is_kms(algorithm) := "yes" if {
	algorithm in {"aws:kms", "aws:kms:dsse"}
} else := "no" if {
	algorithm == "AES256"
} else := "unknown"

allowed := parameter.text("S3_DEFAULT_ENCRYPTION_KMS", "kmsKeyArns")

# An SSE-KMS configuration without a key takes the key that AWS manages.
is_allowed(key) := "no" if {
	value.is_unset(key)
	keys != []
} else := logic.any({kms.is_key(key, arn) | some arn in keys}) if keys != []

keys := parameter.items("S3_DEFAULT_ENCRYPTION_KMS", "kmsKeyArns")
