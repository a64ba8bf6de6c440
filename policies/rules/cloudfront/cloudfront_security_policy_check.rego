# METADATA
# scope: package
# title: Distributions speak TLS 1.2 or later to viewers
# description: >-
#   The security policy of a distribution admits no TLS before version 1.2. With the certificate of cloudfront.net the policy is TLSv1, whatever
#   is written.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/cloudfront-security-policy-check.html
#   - https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html
# custom:
#   id: CLOUDFRONT_SECURITY_POLICY_CHECK
#   source: aws-config
#   severity: medium
#   resources: [aws_cloudfront_distribution]
#   reads:
#     aws_cloudfront_distribution: [viewer_certificate]
#   controls: {fsbp: [CloudFront.15]}
#   reasons:
#     weak: The distribution accepts TLS before version 1.2.
#     default_certificate: The distribution uses the certificate of cloudfront.net, with which it accepts TLS 1.0.
#     unknown: The plan cannot tell which versions of TLS the distribution accepts.
#   remediation: Set minimum_protocol_version to TLSv1.2_2021, with a certificate of your own in acm_certificate_arn.
package rules.cloudfront.cloudfront_security_policy_check

import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(entry.distribution, entry.certificate_attribute, "default_certificate", {}) if {
	some entry in certificates
	entry.is_default == "true"
}

evaluations contains verdict.insufficient_data(entry.distribution, entry.certificate_attribute, "unknown", {}) if {
	some entry in certificates
	entry.is_default == "unknown"
}

evaluations contains verdict.non_compliant(entry.distribution, entry.version_attribute, "weak", {}) if {
	some entry in certificates
	entry.is_default != "true"
	state(entry.version) == "weak"
}

evaluations contains verdict.insufficient_data(entry.distribution, entry.version_attribute, "unknown", {}) if {
	some entry in certificates
	entry.is_default != "true"
	state(entry.version) == "unknown"
}

certificates := [entry |
	some distribution in input.resources.aws_cloudfront_distribution
	some block in value.elements(distribution.after.viewer_certificate)
	entry := {
		"distribution": distribution,
		"certificate_attribute": $"viewer_certificate{block.index}.cloudfront_default_certificate",
		"is_default": value.boolean(value.attribute(block.value, "cloudfront_default_certificate")),
		"version_attribute": $"viewer_certificate{block.index}.minimum_protocol_version",
		"version": value.attribute(block.value, "minimum_protocol_version"),
	}
]

# Leaving it out means TLSv1.
state(version) := "weak" if {
	value.is_unset(version)
} else := "strong" if {
	is_string(version)
	regex.match(`^TLSv1[.][23]_`, version)
} else := "weak" if {
	is_string(version)
} else := "unknown"
