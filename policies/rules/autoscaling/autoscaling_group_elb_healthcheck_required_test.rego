package rules.autoscaling.autoscaling_group_elb_healthcheck_required_test

import data.library.fixtures
import data.rules.autoscaling.autoscaling_group_elb_healthcheck_required

judge(resources) := fixtures.brief(found) if {
	found := autoscaling_group_elb_healthcheck_required.evaluations with input as fixtures.plan(resources)
}

group(values) := fixtures.resource("aws_autoscaling_group.g", object.union(
	{"health_check_type": fixtures.unset, "load_balancers": null, "target_group_arns": null, "traffic_source": []},
	values,
))

wrong := {"NON_COMPLIANT aws_autoscaling_group.g health_check_type: wrong"}

unknown := {"INSUFFICIENT_DATA aws_autoscaling_group.g health_check_type: unknown"}

balanced := {"target_group_arns": [fixtures.reference("aws_lb_target_group.t", "arn")]}

test_health_check_type[note] if {
	some note, [type, want] in {
		"ELB": ["ELB", set()],
		"several": ["EBS,ELB", set()],
		"several, spaced": ["ELB, EBS", set()],
		"EC2": ["EC2", wrong],
		"volumes only": ["EBS", wrong],
		"a name with it": ["ELBS", wrong],
		"left out": [fixtures.unset, wrong],
		"null": [null, wrong],
		"unknown": [fixtures.unknown, unknown],
		"by reference": [fixtures.reference("aws_ssm_parameter.p", "value"), unknown],
		"malformed": [["ELB"], unknown],
	}
	judge([group(object.union(balanced, {"health_check_type": type}))]) == want
}

test_load_balancer[note] if {
	some note, [values, want] in {
		"none": [{}, set()],
		"none, checked in a way that is unknown": [{"health_check_type": fixtures.unknown}, set()],
		"empty": [{"target_group_arns": []}, set()],
		"target group": [balanced, wrong],
		"classic": [{"load_balancers": ["web"]}, wrong],
		"traffic source": [{"traffic_source": [{"type": "elbv2"}]}, wrong],
		"unknown": [{"target_group_arns": fixtures.unknown}, unknown],
		"unknown, heeded": [{"target_group_arns": fixtures.unknown, "health_check_type": "ELB"}, set()],
	}
	judge([group(values)]) == want
}

test_attachment if {
	attachment := fixtures.linked(
		fixtures.resource("aws_autoscaling_attachment.a", {"autoscaling_group_name": fixtures.unknown}),
		{"autoscaling_group_name": fixtures.to(["aws_autoscaling_group.g"])},
	)
	judge([group({}), attachment]) == wrong
}

# It may be of any group.
test_attachment_that_is_not_told[note] if {
	attachment := fixtures.linked(
		fixtures.resource("aws_autoscaling_attachment.a", {"autoscaling_group_name": fixtures.unknown}),
		{"autoscaling_group_name": fixtures.ambiguous},
	)
	some note, [values, want] in {
		"not heeded": [{}, unknown],
		"heeded": [{"health_check_type": "ELB"}, set()],
		"target group": [balanced, wrong],
	}
	judge([group(values), attachment]) == want
}

test_attachment_of_another_group if {
	attachment := fixtures.linked(
		fixtures.resource("aws_autoscaling_attachment.a", {"autoscaling_group_name": fixtures.unknown}),
		{"autoscaling_group_name": fixtures.to(["aws_autoscaling_group.other"])},
	)
	judge([group({}), attachment]) == set()
}
