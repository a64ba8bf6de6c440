# METADATA
# scope: package
# title: Buckets encrypt by default
# description: >-
#   Since January 2023 S3 encrypts every object, with SSE-S3 where nothing else is configured. So a bucket can violate this only by an algorithm that S3
#   does not know. To ask for a KMS key, see S3_DEFAULT_ENCRYPTION_KMS.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-server-side-encryption-enabled.html
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html
# custom:
#   id: S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED
#   source: aws-config
#   aliases: [s3-bucket-server-side-encryption-enabled]
#   severity: low
#   resources: [aws_s3_bucket, aws_s3_bucket_server_side_encryption_configuration]
#   reads:
#     aws_s3_bucket: [bucket]
#     aws_s3_bucket_server_side_encryption_configuration: [rule]
#   controls: {cis_1_4: ["2.1.1"]}
#   reasons:
#     wrong: "S3 knows no algorithm {algorithm}."
#     left_out: The default encryption names no algorithm.
#     unknown: The plan cannot tell with which algorithm the bucket encrypts.
#   remediation: Set sse_algorithm to aws:kms, aws:kms:dsse or AES256; or leave the whole resource out.
package rules.s3.s3_bucket_server_side_encryption_enabled

import data.library.s3
import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(entry.resource, entry.attribute, "wrong", {"algorithm": entry.algorithm}) if {
	some entry in s3.default_encryptions
	is_string(entry.algorithm)
	not value.is_unset(entry.algorithm)
	not entry.algorithm in {"AES256", "aws:kms", "aws:kms:dsse"}
}

evaluations contains verdict.insufficient_data(entry.resource, entry.attribute, "left_out", {}) if {
	some entry in s3.default_encryptions
	value.is_unset(entry.algorithm)
}

evaluations contains verdict.insufficient_data(entry.resource, entry.attribute, "unknown", {}) if {
	some entry in s3.default_encryptions
	not is_string(entry.algorithm)
	not value.is_unset(entry.algorithm)
	not is_decided_later(entry.algorithm)
}

# Whatever it will be, S3 takes only what encrypts.
is_decided_later(algorithm) if algorithm["$symbol"] in {"reference", "template"}

is_decided_later(algorithm) if algorithm.references != []
