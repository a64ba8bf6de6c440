package rules.elb.elb_deletion_protection_enabled_test

import data.library.fixtures
import data.rules.elb.elb_deletion_protection_enabled

judge(resource) := fixtures.brief(found) if {
	found := elb_deletion_protection_enabled.evaluations with input as fixtures.plan([resource])
}

balancer(address, v) := fixtures.resource(address, {"enable_deletion_protection": v, "load_balancer_type": "application"})

test_balancer[note] if {
	some type in ["aws_lb", "aws_alb"]
	violation := {$"NON_COMPLIANT {type}.b enable_deletion_protection: wrong"}
	doubt := {$"INSUFFICIENT_DATA {type}.b enable_deletion_protection: unknown"}
	some name, [v, want] in {
		"on": [true, set()],
		"off": [false, violation],
		"left out": [null, violation],
		"unset": [fixtures.unset, violation],
		"unknown": [fixtures.unknown, doubt],
		"by reference": [fixtures.reference("aws_ssm_parameter.p", "value"), doubt],
		"malformed": ["yes", doubt],
	}
	note := $"{type} {name}"
	judge(balancer($"{type}.b", v)) == want
}

test_existing_balancer if judge(fixtures.existing("aws_lb.b", balancer("aws_lb.b", false).after)) == {"NON_COMPLIANT aws_lb.b enable_deletion_protection: wrong"}

test_deleted_balancer_is_not_judged if judge(fixtures.deleted("aws_lb.b", balancer("aws_lb.b", false).after)) == set()

test_network_load_balancer if {
	judge(fixtures.resource("aws_lb.b", {"enable_deletion_protection": false, "load_balancer_type": "network"})) == {"NON_COMPLIANT aws_lb.b enable_deletion_protection: wrong"}
}
