# METADATA
# scope: package
# title: Tokens of the metadata service do not travel far
# description: >-
#   The answer with a metadata token may take no more network hops than the parameter tokenHopLimit says, and one where it is left out. One hop does not leave the
#   instance; containers on it need a second.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/ec2-token-hop-limit-check.html
# custom:
#   id: EC2_TOKEN_HOP_LIMIT_CHECK
#   source: aws-config
#   aliases: [ec2-token-hop-limit-check]
#   severity: low
#   resources: [aws_instance, aws_spot_instance_request]
#   reads:
#     aws_instance: [launch_template, metadata_options]
#     aws_launch_template: [metadata_options]
#     aws_spot_instance_request: [launch_template, metadata_options]
#   parameters:
#     tokenHopLimit: {description: "The largest number of hops, one when left out."}
#   controls: {}
#   reasons:
#     high: "The instance's metadata tokens may take {found} hops, more than {limit}."
#     unset: The instance leaves http_put_response_hop_limit out, so its image or the account decides, and the plan cannot see it.
#     unknown: The plan cannot tell how many hops the instance's metadata tokens may take.
#   remediation: Set http_put_response_hop_limit in metadata_options.
#   fix: {attribute: metadata_options.http_put_response_hop_limit, value: 1}
package rules.ec2.ec2_token_hop_limit_check

import data.library.imds
import data.library.launch
import data.library.parameter
import data.library.value
import data.library.verdict

attribute := "metadata_options[0].http_put_response_hop_limit"

evaluations contains verdict.non_compliant(instance, attribute, "high", {"found": found, "limit": limit}) if {
	some instance in launch.instances
	found := hops(instance)
	is_number(found)
	not is_within(found)
}

evaluations contains verdict.insufficient_data(instance, attribute, found, {}) if {
	some instance in launch.instances
	found := hops(instance)
	found in {"unset", "unknown"}
}

hops(instance) := imds.hop_limit(launch.setting(instance, "metadata_options"))

# AWS Config's own where it is left out, though it is none of its documented defaults.
limit := 1 if {
	parameter.text("EC2_TOKEN_HOP_LIMIT_CHECK", "tokenHopLimit") == ""
} else := value.whole_number(parameter.text("EC2_TOKEN_HOP_LIMIT_CHECK", "tokenHopLimit"))

is_within(found) if {
	is_number(limit)
	found <= limit
}
