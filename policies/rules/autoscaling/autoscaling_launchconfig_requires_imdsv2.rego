# METADATA
# scope: package
# title: Launch configurations require IMDSv2
# description: >-
#   Launch configurations ask that instances give their metadata only to requests with a token. One that leaves it out violates the rule, whatever the account's default is.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/autoscaling-launchconfig-requires-imdsv2.html
# custom:
#   id: AUTOSCALING_LAUNCHCONFIG_REQUIRES_IMDSV2
#   source: aws-config
#   aliases: [autoscaling-launchconfig-requires-imdsv2]
#   severity: high
#   resources: [aws_launch_configuration]
#   reads:
#     aws_launch_configuration: [metadata_options]
#   controls:
#     fsbp: [AutoScaling.3]
#     pci_4_0_1: ["2.2.6"]
#     nist_800_53_r5: [AC-3, AC-3(7), AC-3(15), AC-6, CA-9(1), CM-2]
#   reasons:
#     optional: "Instances of this launch configuration give their metadata without a token, too: http_tokens is optional."
#     unset: The launch configuration leaves http_tokens out.
#     unknown: The plan cannot tell whether the launch configuration requires tokens for metadata.
#   remediation: Set http_tokens to required in metadata_options.
#   fix: {attribute: metadata_options.http_tokens, value: required}
package rules.autoscaling.autoscaling_launchconfig_requires_imdsv2

import data.library.imds
import data.library.verdict

attribute := "metadata_options[0].http_tokens"

evaluations contains verdict.non_compliant(configuration, attribute, tokens, {}) if {
	some configuration in input.resources.aws_launch_configuration
	tokens := imds.tokens(configuration.after.metadata_options)
	tokens in {"optional", "unset"}
}

evaluations contains verdict.insufficient_data(configuration, attribute, "unknown", {}) if {
	some configuration in input.resources.aws_launch_configuration
	imds.tokens(configuration.after.metadata_options) == "unknown"
}
