# METADATA
# scope: package
# title: Distributions answer viewers over HTTPS
# description: >-
#   No behavior of a distribution answers over plain HTTP: it refuses, or redirects to HTTPS.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/cloudfront-viewer-policy-https.html
#   - https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-viewers-to-cloudfront.html
# custom:
#   id: CLOUDFRONT_VIEWER_POLICY_HTTPS
#   source: aws-config
#   severity: medium
#   resources: [aws_cloudfront_distribution]
#   reads:
#     aws_cloudfront_distribution: [default_cache_behavior, ordered_cache_behavior]
#   controls:
#     fsbp: [CloudFront.3]
#     pci_4_0_1: ["4.2.1"]
#     nist_800_53_r5:
#       [AC-4, AC-17(2), IA-5(1), SC-7(4), SC-8, SC-8(1), SC-8(2), SC-12(3), SC-13, SC-23, SC-23(3), SI-7(6)]
#   reasons:
#     open: The behavior answers viewers over HTTP.
#     unknown: The plan cannot tell whether the behavior answers viewers over HTTP.
#   remediation: Set viewer_protocol_policy to redirect-to-https or https-only.
#   fix: {attribute: viewer_protocol_policy, value: redirect-to-https}
package rules.cloudfront.cloudfront_viewer_policy_https

import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(behavior.distribution, behavior.attribute, "open", {}) if {
	some behavior in behaviors
	behavior.policy == "allow-all"
}

evaluations contains verdict.insufficient_data(behavior.distribution, behavior.attribute, "unknown", {}) if {
	some behavior in behaviors
	not behavior.policy in {"allow-all", "https-only", "redirect-to-https"}
}

behaviors := [behavior |
	some distribution in input.resources.aws_cloudfront_distribution
	some name in ["default_cache_behavior", "ordered_cache_behavior"]
	some block in value.elements(distribution.after[name])
	behavior := {
		"distribution": distribution,
		"attribute": $"{name}{block.index}.viewer_protocol_policy",
		"policy": value.attribute(block.value, "viewer_protocol_policy"),
	}
]
