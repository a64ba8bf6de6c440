# METADATA
# scope: package
# title: Distributions fetch from their origins over HTTPS
# description: >-
#   CloudFront talks to a custom origin over HTTPS: always, or as its viewers do, where they cannot use plain HTTP. Which behavior uses which
#   origin does not matter to AWS Config.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/cloudfront-traffic-to-origin-encrypted.html
#   - https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-cloudfront-to-custom-origin.html
# custom:
#   id: CLOUDFRONT_TRAFFIC_TO_ORIGIN_ENCRYPTED
#   source: aws-config
#   severity: medium
#   resources: [aws_cloudfront_distribution]
#   reads:
#     aws_cloudfront_distribution: [default_cache_behavior, ordered_cache_behavior, origin]
#   controls:
#     fsbp: [CloudFront.9]
#     pci_4_0_1: ["4.2.1"]
#     nist_800_53_r5:
#       [AC-4, AC-17(2), IA-5(1), SC-7(4), SC-8, SC-8(1), SC-8(2), SC-12(3), SC-13, SC-23, SC-23(3), SI-7(6)]
#   reasons:
#     open: CloudFront may fetch from this origin over HTTP.
#     unknown: The plan cannot tell whether CloudFront fetches from this origin over HTTPS.
#   remediation: Set origin_protocol_policy to https-only.
package rules.cloudfront.cloudfront_traffic_to_origin_encrypted

import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(origin.distribution, origin.attribute, "open", {}) if {
	some origin in origins
	state(origin) == "open"
}

evaluations contains verdict.insufficient_data(origin.distribution, origin.attribute, "unknown", {}) if {
	some origin in origins
	state(origin) == "unknown"
}

origins := [origin |
	some distribution in input.resources.aws_cloudfront_distribution
	some block in value.elements(distribution.after.origin)
	some config in value.elements(value.attribute(block.value, "custom_origin_config"))
	origin := {
		"distribution": distribution,
		"attribute": $"origin{block.index}.custom_origin_config{config.index}.origin_protocol_policy",
		"policy": value.attribute(config.value, "origin_protocol_policy"),
	}
]

state(origin) := {"https-only": "encrypted", "http-only": "open"}[origin.policy] if {
	origin.policy in {"https-only", "http-only"}
} else := "unknown" if {
	origin.policy != "match-viewer"
} else := "open" if {
	"allow-all" in viewer_policies(origin.distribution)
} else := "encrypted" if {
	every policy in viewer_policies(origin.distribution) {
		policy in {"https-only", "redirect-to-https"}
	}
} else := "unknown"

viewer_policies(distribution) := [policy |
	some name in ["default_cache_behavior", "ordered_cache_behavior"]
	some block in value.elements(distribution.after[name])
	policy := value.attribute(block.value, "viewer_protocol_policy")
]
