# METADATA
# scope: package
# title: Distributions have a second origin to fall back on
# description: >-
#   An origin group gives a distribution a second origin for when the first one fails. It is of use where a second origin exists.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/cloudfront-origin-failover-enabled.html
#   - https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html
# custom:
#   id: CLOUDFRONT_ORIGIN_FAILOVER_ENABLED
#   source: aws-config
#   severity: low
#   resources: [aws_cloudfront_distribution]
#   reads:
#     aws_cloudfront_distribution: [origin_group]
#   controls: {fsbp: [CloudFront.4], nist_800_53_r5: [CP-10, SC-5(2), SC-36, SI-13(5)]}
#   reasons:
#     none: The distribution has no origin group of two origins.
#     unknown: The plan cannot tell whether the distribution has an origin group of two origins.
#   remediation: Add an origin_group with two members.
package rules.cloudfront.cloudfront_origin_failover_enabled

import data.library.logic
import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(distribution, "origin_group", "none", {}) if {
	some distribution in input.resources.aws_cloudfront_distribution
	answer(distribution) == "no"
}

evaluations contains verdict.insufficient_data(distribution, "origin_group", "unknown", {}) if {
	some distribution in input.resources.aws_cloudfront_distribution
	answer(distribution) == "unknown"
}

answer(distribution) := logic.any({"no"} | {found |
	some group in value.elements(distribution.after.origin_group)
	found := has_two(value.elements(value.attribute(group.value, "member")))
})

has_two(members) := "yes" if {
	count(members) >= 2
} else := "unknown" if {
	some member in members
	value.is_symbol(member.value)
} else := "no"
