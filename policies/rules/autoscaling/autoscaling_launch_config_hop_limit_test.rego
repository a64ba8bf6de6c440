package rules.autoscaling.autoscaling_launch_config_hop_limit_test

import data.library.fixtures
import data.rules.autoscaling.autoscaling_launch_config_hop_limit

judge(resource) := fixtures.brief(found) if {
	found := autoscaling_launch_config_hop_limit.evaluations with input as fixtures.plan([resource])
}

configuration(limit) := fixtures.resource("aws_launch_configuration.c", {"metadata_options": [{"http_put_response_hop_limit": limit}]})

test_configuration[note] if {
	unknown := {"INSUFFICIENT_DATA aws_launch_configuration.c metadata_options[0].http_put_response_hop_limit: unknown"}
	some note, [limit, want] in {
		"one": [1, set()],
		"two": [2, {"NON_COMPLIANT aws_launch_configuration.c metadata_options[0].http_put_response_hop_limit: high"}],
		"left out": [fixtures.unset, set()],
		"null": [null, set()],
		"unknown": [fixtures.unknown, unknown],
		"by reference": [fixtures.reference("aws_ssm_parameter.p", "value"), unknown],
		"malformed": [[1], unknown],
	}
	judge(configuration(limit)) == want
}

test_message_has_its_values if {
	found := autoscaling_launch_config_hop_limit.evaluations with input as fixtures.plan([configuration(64)])
	{e.values | some e in found} == {{"found": 64}}
}
