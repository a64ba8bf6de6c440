# METADATA
# scope: package
# title: Distributions log the requests of viewers
# description: >-
#   A distribution writes access logs to a bucket, or CloudWatch delivers them. Another stack may deliver the logs of a distribution that says
#   nothing.
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
#   controls:
#     fsbp: [CloudFront.5]
#     pci_4_0_1: ["10.4.2"]
#     nist_800_53_r5:
#       [AC-2(4), AC-4(26), AC-6(9), AU-2, AU-3, AU-6(3), AU-6(4), AU-10, AU-12, CA-7, SC-7(9), SI-3(8), SI-4(20),
#       SI-7(8)]
#   reasons:
#     none: The distribution has no access logs. Another stack may deliver them.
#     unknown: The plan cannot tell whether the distribution has access logs.
#   remediation: Add a logging_config, or a delivery of the log type ACCESS_LOGS.
package rules.cloudfront.cloudfront_accesslogs_enabled

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
