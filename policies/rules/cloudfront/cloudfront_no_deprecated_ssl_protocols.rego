# METADATA
# scope: package
# title: Distributions do not speak SSL 3 to their origins
# description: >-
#   SSL 3 is broken; CloudFront does not use it with any custom origin of a distribution.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/cloudfront-no-deprecated-ssl-protocols.html
#   - https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html
# custom:
#   id: CLOUDFRONT_NO_DEPRECATED_SSL_PROTOCOLS
#   source: aws-config
#   severity: medium
#   resources: [aws_cloudfront_distribution]
#   reads:
#     aws_cloudfront_distribution: [origin]
#   controls:
#     fsbp: [CloudFront.10]
#     pci_4_0_1: ["4.2.1"]
#     nist_800_53_r5: [AC-4, AC-17(2), IA-5(1), SC-7(4), SC-8, SC-8(1), SC-8(2), SC-12(3), SC-13, SC-23, SI-7(6)]
#   reasons:
#     deprecated: CloudFront may speak SSL 3 to this origin.
#     unknown: The plan cannot tell whether CloudFront may speak SSL 3 to this origin.
#   remediation: Set origin_ssl_protocols to TLSv1.2.
package rules.cloudfront.cloudfront_no_deprecated_ssl_protocols

import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(origin.distribution, origin.attribute, "deprecated", {}) if {
	some origin in origins
	"SSLv3" in origin.protocols
}

evaluations contains verdict.insufficient_data(origin.distribution, origin.attribute, "unknown", {}) if {
	some origin in origins
	not "SSLv3" in origin.protocols
	some protocol in origin.protocols
	not is_string(protocol)
}

# The provider asks for some.
evaluations contains verdict.insufficient_data(origin.distribution, origin.attribute, "unknown", {}) if {
	some origin in origins
	origin.protocols == []
}

origins := [origin |
	some distribution in input.resources.aws_cloudfront_distribution
	some block in value.elements(distribution.after.origin)
	some config in value.elements(value.attribute(block.value, "custom_origin_config"))
	origin := {
		"distribution": distribution,
		"attribute": $"origin{block.index}.custom_origin_config{config.index}.origin_ssl_protocols",
		"protocols": [protocol.value | some protocol in value.elements(value.attribute(config.value, "origin_ssl_protocols"))],
	}
]
