# METADATA
# scope: package
# title: Instances require IMDSv2
# description: >-
#   Instances give their metadata only to requests with a token, so that a forged request cannot take the credentials of their role. What an instance leaves out, its
#   launch template or the region's default may say.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/ec2-imdsv2-check.html
# custom:
#   id: EC2_IMDSV2_CHECK
#   source: aws-config
#   aliases: [ec2-imdsv2-check]
#   severity: high
#   resources: [aws_instance, aws_spot_instance_request]
#   reads:
#     aws_ec2_instance_metadata_defaults: [http_tokens]
#     aws_instance: [launch_template, metadata_options]
#     aws_launch_template: [metadata_options]
#     aws_spot_instance_request: [launch_template, metadata_options]
#   controls: {fsbp: [EC2.8], cis_3_0: ["5.6"], pci_4_0_1: ["2.2.6"], nist_800_53_r5: [AC-3, AC-3(7), AC-3(15), AC-6]}
#   reasons:
#     optional: "The instance gives its metadata without a token, too: http_tokens is optional."
#     unset: The instance leaves http_tokens out, so its image or the account decides, and the plan cannot see it.
#     unknown: The plan cannot tell whether the instance requires tokens for its metadata.
#   remediation: Set http_tokens to required in metadata_options.
#   fix: {attribute: metadata_options.http_tokens, value: required}
package rules.ec2.ec2_imdsv2_check

import data.library.imds
import data.library.launch
import data.library.verdict

attribute := "metadata_options[0].http_tokens"

evaluations contains verdict.non_compliant(instance, attribute, "optional", {}) if {
	some instance in launch.instances
	imds.instance_tokens(instance) == "optional"
}

evaluations contains verdict.insufficient_data(instance, attribute, tokens, {}) if {
	some instance in launch.instances
	tokens := imds.instance_tokens(instance)
	tokens in {"unset", "unknown"}
}
