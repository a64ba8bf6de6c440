# METADATA
# scope: package
# title: Buckets block public access
# description: >-
#   All four settings of a bucket's public access block are on, unless the parameter excludedPublicBuckets names the bucket. AWS gives new buckets a block
#   with all of them on (since April 2023); a block in the plan replaces it, and switches off what it leaves out.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-level-public-access-prohibited.html
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
# custom:
#   id: S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED
#   source: aws-config
#   aliases: [s3-bucket-level-public-access-prohibited]
#   severity: high
#   resources: [aws_s3_bucket, aws_s3_bucket_public_access_block]
#   reads:
#     aws_s3_bucket: [bucket]
#     aws_s3_bucket_public_access_block: [block_public_acls, block_public_policy, bucket, ignore_public_acls, restrict_public_buckets]
#   parameters:
#     excludedPublicBuckets: {description: "Names of buckets that may be public, separated by commas."}
#   controls:
#     fsbp: [S3.8]
#     cis_1_4: ["2.1.5"]
#     cis_3_0: ["2.1.4"]
#     pci_4_0_1: ["1.4.4"]
#     nist_800_53_r5:
#       [AC-3, AC-3(7), AC-4, AC-4(21), AC-6, AC-21, SC-7, SC-7(3), SC-7(4), SC-7(9), SC-7(11), SC-7(16), SC-7(20),
#       SC-7(21)]
#   reasons:
#     wrong: The bucket's public access block leaves this off.
#     unknown: The plan cannot tell whether this is on.
#     removed: This plan removes the bucket's public access block.
#     elsewhere: The plan shows no public access block of the bucket, and cannot tell that it has none.
#   remediation: Set block_public_acls, block_public_policy, ignore_public_acls and restrict_public_buckets to true.
package rules.s3.s3_bucket_level_public_access_prohibited

import data.library.parameter
import data.library.plan
import data.library.s3
import data.library.setting
import data.library.verdict

evaluations contains evaluation if {
	some attribute in ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"]
	some evaluation in setting.must_be("true", blocks, attribute, "false")
}

evaluations contains verdict.non_compliant(entry.resource, null, "removed", {}) if {
	some entry in s3.lacking("aws_s3_bucket_public_access_block")
	entry.state == "removed"
	not is_excluded(entry.resource)
}

evaluations contains verdict.insufficient_data(entry.resource, null, "elsewhere", {}) if {
	some entry in s3.lacking("aws_s3_bucket_public_access_block")
	entry.state == "elsewhere"
	not is_excluded(entry.resource)
}

blocks := [block |
	some block in input.resources.aws_s3_bucket_public_access_block
	not is_excluded(block)
]

is_excluded(resource) if resource.after.bucket in excluded

is_excluded(resource) if {
	excluded != set()
	some bucket in plan.certainly_linked(resource, "bucket", ["aws_s3_bucket"])
	bucket.after.bucket in excluded
}

excluded := {name | some name in parameter.items("S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED", "excludedPublicBuckets")}
