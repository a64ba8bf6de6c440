# METADATA
# scope: package
# title: Distributions log the requests of viewers
# description: >-
#   A distribution writes access logs to a bucket, the one that the parameter S3BucketName names, if any; or CloudWatch delivers them. Another
#   stack may deliver the logs of a distribution that says nothing. AWS Config counts only the older way, which CloudFront calls legacy: it needs a bucket
#   with ACLs, which S3_BUCKET_ACL_PROHIBITED forbids. A distribution whose logs CloudWatch delivers passes here, and AWS Config reports it.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/cloudfront-accesslogs-enabled.html
#   - https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/AccessLogs.html
# custom:
#   id: CLOUDFRONT_ACCESSLOGS_ENABLED
#   source: aws-config
#   severity: medium
#   resources: [aws_cloudfront_distribution]
#   reads:
#     aws_cloudfront_distribution: [logging_config]
#     aws_cloudwatch_log_delivery: [delivery_source_name]
#     aws_cloudwatch_log_delivery_source: [log_type, resource_arn]
#   parameters:
#     S3BucketName: {description: Name of the bucket that access logs have to go to; any when left out.}
#   controls:
#     fsbp: [CloudFront.5]
#     pci_4_0_1: ["10.4.2"]
#     nist_800_53_r5:
#       [AC-2(4), AC-4(26), AC-6(9), AU-2, AU-3, AU-6(3), AU-6(4), AU-10, AU-12, CA-7, SC-7(9), SI-3(8), SI-4(20),
#       SI-7(8)]
#   reasons:
#     none: The distribution has no access logs. Another stack may deliver them.
#     unknown: The plan cannot tell whether the distribution has access logs.
#     other: "The distribution does not write its access logs to {bucket}."
#     unknown_other: "The plan cannot tell whether the access logs of the distribution go to {bucket}."
#   runtime: AWS Config reports distributions whose logs CloudWatch delivers. Suppress its finding there.
#   remediation: Add a logging_config, or a delivery of the log type ACCESS_LOGS.
package rules.cloudfront.cloudfront_accesslogs_enabled

import data.library.parameter
import data.library.plan
import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(distribution, "logging_config", "none", {}) if {
	some distribution in input.resources.aws_cloudfront_distribution
	value.elements(distribution.after.logging_config) == []
	not is_delivered(distribution)
	not may_be_delivered
}

evaluations contains verdict.insufficient_data(distribution, "logging_config", "unknown", {}) if {
	some distribution in input.resources.aws_cloudfront_distribution
	value.elements(distribution.after.logging_config) == []
	not is_delivered(distribution)
	may_be_delivered
}

evaluations contains verdict.insufficient_data(distribution, "logging_config", "unknown", {}) if {
	some distribution in input.resources.aws_cloudfront_distribution
	some block in value.elements(distribution.after.logging_config)
	not is_block(block.value)
}

evaluations contains verdict.non_compliant(distribution, "logging_config", "other", {"bucket": expected}) if {
	some distribution in limited
	some block in value.elements(distribution.after.logging_config)
	target := value.attribute(block.value, "bucket")
	is_string(target)
	not is_expected(target)
}

evaluations contains verdict.insufficient_data(distribution, "logging_config", "unknown_other", {"bucket": expected}) if {
	some distribution in limited
	some block in value.elements(distribution.after.logging_config)
	not is_string(value.attribute(block.value, "bucket"))
}

# Where CloudWatch delivers logs to is not followed.
evaluations contains verdict.insufficient_data(distribution, "logging_config", "unknown_other", {"bucket": expected}) if {
	some distribution in limited
	value.elements(distribution.after.logging_config) == []
	is_delivered(distribution)
}

expected := parameter.text("CLOUDFRONT_ACCESSLOGS_ENABLED", "S3BucketName")

limited := [distribution |
	expected != ""
	some distribution in input.resources.aws_cloudfront_distribution
]

# A distribution names the bucket by its domain, e.g. logs.s3.amazonaws.com.
is_expected(target) if {
	regex.match(`^[.]s3([.-][a-z0-9-]+)?[.]amazonaws[.]com([.]cn)?$`, trim_prefix(target, expected))
}

is_block(v) if {
	is_object(v)
	not value.is_symbol(v)
}

is_delivered(distribution) if {
	some source in plan.companions(distribution, "aws_cloudwatch_log_delivery_source")
	source.after.log_type == "ACCESS_LOGS"
	plan.companions(source, "aws_cloudwatch_log_delivery") != []
}

may_be_delivered if plan.is_ambiguous("aws_cloudwatch_log_delivery_source", "resource_arn")
