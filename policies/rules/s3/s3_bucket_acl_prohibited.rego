# METADATA
# scope: package
# title: Buckets have no ACLs
# description: >-
#   Access to a bucket is given by policies alone: its object ownership is BucketOwnerEnforced, which switches ACLs off. That is AWS's default for
#   buckets made since April 2023.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-acl-prohibited.html
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
# custom:
#   id: S3_BUCKET_ACL_PROHIBITED
#   source: aws-config
#   aliases: [s3-bucket-acl-prohibited]
#   severity: medium
#   resources: [aws_s3_bucket, aws_s3_bucket_ownership_controls]
#   reads:
#     aws_s3_bucket: [bucket]
#     aws_s3_bucket_ownership_controls: [bucket, rule]
#   controls: {fsbp: [S3.12], nist_800_53_r5: [AC-2(1), AC-3, AC-3(7), AC-3(15), AC-6]}
#   reasons:
#     enabled: "Object ownership {ownership} leaves ACLs on."
#     unknown: The plan cannot tell the bucket's object ownership.
#     removed: This plan removes the bucket's ownership controls, so that ACLs are on.
#     elsewhere: The plan shows no ownership controls of the bucket, and cannot tell that it has none.
#   remediation: Give the bucket an aws_s3_bucket_ownership_controls with object_ownership BucketOwnerEnforced.
package rules.s3.s3_bucket_acl_prohibited

import data.library.s3
import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(setting.resource, setting.attribute, "enabled", {"ownership": setting.ownership}) if {
	some setting in settings
	setting.ownership in {"BucketOwnerPreferred", "ObjectWriter"}
}

evaluations contains verdict.insufficient_data(setting.resource, setting.attribute, "unknown", {}) if {
	some setting in settings
	not setting.ownership in {"BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"}
}

evaluations contains verdict.non_compliant(entry.resource, null, "removed", {}) if {
	some entry in s3.lacking("aws_s3_bucket_ownership_controls")
	entry.state == "removed"
}

evaluations contains verdict.insufficient_data(entry.resource, null, "elsewhere", {}) if {
	some entry in s3.lacking("aws_s3_bucket_ownership_controls")
	entry.state == "elsewhere"
}

settings := [setting |
	some resource in input.resources.aws_s3_bucket_ownership_controls
	some rule in value.elements(resource.after.rule)
	setting := {
		"resource": resource,
		"attribute": $"rule{rule.index}.object_ownership",
		"ownership": value.attribute(rule.value, "object_ownership"),
	}
]
