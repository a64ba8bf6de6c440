# METADATA
# scope: package
# title: Tokens of the metadata service do not leave the instances of launch configurations
# description: >-
#   The answer with a metadata token may take one network hop, so that it does not leave the instance. That is also what leaving it out means.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/autoscaling-launch-config-hop-limit.html
# custom:
#   id: AUTOSCALING_LAUNCH_CONFIG_HOP_LIMIT
#   source: aws-config
#   aliases: [autoscaling-launch-config-hop-limit]
#   severity: high
#   resources: [aws_launch_configuration]
#   reads:
#     aws_launch_configuration: [metadata_options]
#   controls: {fsbp: [AutoScaling.4], nist_800_53_r5: [CA-9(1), CM-2, CM-2(2)]}
#   reasons:
#     high: "The metadata tokens of these instances may take {found} hops, more than one."
#     unknown: The plan cannot tell how many hops the metadata tokens of these instances may take.
#   remediation: Set http_put_response_hop_limit to 1 in metadata_options.
#   fix: {attribute: metadata_options.http_put_response_hop_limit, value: 1}
package rules.autoscaling.autoscaling_launch_config_hop_limit

import data.library.imds
import data.library.verdict

attribute := "metadata_options[0].http_put_response_hop_limit"

evaluations contains verdict.non_compliant(configuration, attribute, "high", {"found": hops}) if {
	some configuration in input.resources.aws_launch_configuration
	hops := imds.hop_limit(configuration.after.metadata_options)
	is_number(hops)
	hops > 1
}

evaluations contains verdict.insufficient_data(configuration, attribute, "unknown", {}) if {
	some configuration in input.resources.aws_launch_configuration
	imds.hop_limit(configuration.after.metadata_options) == "unknown"
}
