# METADATA
# scope: package
# title: Only the distribution reads the buckets behind it
# description: >-
#   An origin access control signs the requests to an S3 origin, so that the bucket need not be open to others. The older origin access
#   identities do not count; website endpoints of S3 are custom origins and cannot have one.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/cloudfront-s3-origin-access-control-enabled.html
#   - https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
# custom:
#   id: CLOUDFRONT_S3_ORIGIN_ACCESS_CONTROL_ENABLED
#   source: aws-config
#   severity: medium
#   resources: [aws_cloudfront_distribution]
#   reads:
#     aws_cloudfront_distribution: [origin]
#   controls: {fsbp: [CloudFront.13]}
#   reasons:
#     none: The S3 origin has no origin access control.
#     unknown: The plan cannot tell whether the origin is an S3 bucket without an origin access control.
#   remediation: Set origin_access_control_id to the id of an aws_cloudfront_origin_access_control.
package rules.cloudfront.cloudfront_s3_origin_access_control_enabled

import data.library.logic
import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(origin.distribution, origin.attribute, "none", {}) if {
	some origin in origins
	origin.control == "absent"
	is_bucket(origin.block) == "yes"
}

evaluations contains verdict.insufficient_data(origin.distribution, origin.attribute, "unknown", {}) if {
	some origin in origins
	logic.all({{"absent": "yes", "present": "no", "unknown": "unknown"}[origin.control], is_bucket(origin.block)}) == "unknown"
}

origins := [origin |
	some distribution in input.resources.aws_cloudfront_distribution
	some block in value.elements(distribution.after.origin)
	origin := {
		"distribution": distribution,
		"attribute": $"origin{block.index}.origin_access_control_id",
		"block": block.value,
		"control": value.presence_of_text(value.attribute(block.value, "origin_access_control_id")),
	}
]

# A custom origin is none; of the others the name tells.
is_bucket(block) := "no" if {
	value.presence_of_blocks(value.attribute(block, "custom_origin_config")) == "present"
} else := "yes" if {
	value.presence_of_blocks(value.attribute(block, "s3_origin_config")) == "present"
} else := is_bucket_name(value.attribute(block, "domain_name"))

is_bucket_name(name) := "yes" if {
	is_string(name)
	regex.match(`[.]s3[.-]([a-z0-9-]+[.])?amazonaws[.]com([.]cn)?$`, name)
	not contains(name, ".s3-website")
} else := "no" if {
	is_string(name)
} else := "yes" if {
	name.attribute in {"bucket_domain_name", "bucket_regional_domain_name"}
} else := "yes" if {
	value.mentions_only(name, `\.(bucket_domain_name|bucket_regional_domain_name)$`)
} else := "unknown"
