package rules.autoscaling.autoscaling_launch_template_test

import data.library.fixtures
import data.rules.autoscaling.autoscaling_launch_template

judge(values) := fixtures.brief(found) if {
	nothing := {"launch_configuration": null, "launch_template": [], "mixed_instances_policy": []}
	group := fixtures.resource("aws_autoscaling_group.g", object.union(nothing, values))
	found := autoscaling_launch_template.evaluations with input as fixtures.plan([group])
}

configuration := {"NON_COMPLIANT aws_autoscaling_group.g launch_configuration: configuration"}

unknown := {"INSUFFICIENT_DATA aws_autoscaling_group.g null: unknown"}

test_group[note] if {
	some note, [values, want] in {
		"template": [{"launch_template": [{"id": fixtures.unknown}]}, set()],
		"several types": [{"mixed_instances_policy": [{"launch_template": []}]}, set()],
		"configuration": [{"launch_configuration": "web"}, configuration],
		"configuration of this plan": [{"launch_configuration": fixtures.reference("aws_launch_configuration.c", "name")}, configuration],
		"neither": [{}, {"NON_COMPLIANT aws_autoscaling_group.g null: neither"}],
		"unknown configuration": [{"launch_configuration": fixtures.unknown}, unknown],
		"unknown template": [{"launch_template": fixtures.unknown}, unknown],
		"configuration by reference to what may be nothing": [{"launch_configuration": fixtures.reference("aws_ssm_parameter.p", "value")}, unknown],
		"template that the group had, and an unknown configuration": [{"launch_template": [{"id": "lt-1"}], "launch_configuration": fixtures.unknown}, unknown],
		"template, and perhaps several types": [{"launch_template": [{"id": "lt-1"}], "mixed_instances_policy": fixtures.unknown}, set()],
		"template, and the configuration that the group had": [{"launch_template": [{"id": "lt-1"}], "launch_configuration": ""}, set()],
	}
	judge(values) == want
}
