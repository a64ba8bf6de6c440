# METADATA
# scope: package
# title: Launch templates require IMDSv2
# description: >-
#   Launch templates ask that instances give their metadata only to requests with a token. One that leaves it out violates the rule, whatever the account's default is.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/ec2-launch-template-imdsv2-check.html
# custom:
#   id: EC2_LAUNCH_TEMPLATE_IMDSV2_CHECK
#   source: aws-config
#   aliases: [ec2-launch-template-imdsv2-check]
#   severity: high
#   resources: [aws_launch_template]
#   reads:
#     aws_launch_template: [metadata_options]
#   controls: {fsbp: [EC2.170], pci_4_0_1: ["2.2.6"]}
#   reasons:
#     optional: "Instances of this launch template give their metadata without a token, too: http_tokens is optional."
#     unset: The launch template leaves http_tokens out.
#     unknown: The plan cannot tell whether the launch template requires tokens for metadata.
#   remediation: Set http_tokens to required in metadata_options.
#   fix: {attribute: metadata_options.http_tokens, value: required}
package rules.ec2.ec2_launch_template_imdsv2_check

import data.library.imds
import data.library.verdict

attribute := "metadata_options[0].http_tokens"

evaluations contains verdict.non_compliant(template, attribute, tokens, {}) if {
	some template in input.resources.aws_launch_template
	tokens := imds.tokens(template.after.metadata_options)
	tokens in {"optional", "unset"}
}

evaluations contains verdict.insufficient_data(template, attribute, "unknown", {}) if {
	some template in input.resources.aws_launch_template
	imds.tokens(template.after.metadata_options) == "unknown"
}
