package rules.autoscaling.autoscaling_launch_config_public_ip_disabled_test

import data.library.fixtures
import data.rules.autoscaling.autoscaling_launch_config_public_ip_disabled

judge(resource) := fixtures.brief(found) if {
	found := autoscaling_launch_config_public_ip_disabled.evaluations with input as fixtures.plan([resource])
}

configuration(public) := fixtures.resource("aws_launch_configuration.c", {"associate_public_ip_address": public})

test_configuration[note] if {
	unknown := {"INSUFFICIENT_DATA aws_launch_configuration.c associate_public_ip_address: unknown"}
	some note, [public, want] in {
		"off": [false, set()],
		"on": [true, {"NON_COMPLIANT aws_launch_configuration.c associate_public_ip_address: wrong"}],
		"left out": [fixtures.unset, set()],
		"null": [null, set()],
		"unknown": [fixtures.unknown, unknown],
		"by reference": [fixtures.reference("aws_ssm_parameter.p", "value"), unknown],
		"malformed": [[], unknown],
	}
	judge(configuration(public)) == want
}

test_deleted if judge(fixtures.deleted("aws_launch_configuration.c", {"associate_public_ip_address": true})) == set()
