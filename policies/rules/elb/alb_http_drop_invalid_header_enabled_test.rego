package rules.elb.alb_http_drop_invalid_header_enabled_test

import data.library.fixtures
import data.rules.elb.alb_http_drop_invalid_header_enabled

judge(resource) := fixtures.brief(found) if {
	found := alb_http_drop_invalid_header_enabled.evaluations with input as fixtures.plan([resource])
}

balancer(address, v) := fixtures.resource(address, {"drop_invalid_header_fields": v, "load_balancer_type": "application"})

test_balancer[note] if {
	some type in ["aws_lb", "aws_alb"]
	violation := {$"NON_COMPLIANT {type}.b drop_invalid_header_fields: wrong"}
	doubt := {$"INSUFFICIENT_DATA {type}.b drop_invalid_header_fields: unknown"}
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

test_existing_balancer if judge(fixtures.existing("aws_lb.b", balancer("aws_lb.b", false).after)) == {"NON_COMPLIANT aws_lb.b drop_invalid_header_fields: wrong"}

test_deleted_balancer_is_not_judged if judge(fixtures.deleted("aws_lb.b", balancer("aws_lb.b", false).after)) == set()

test_kind[note] if {
	some note, [kind, want] in {
		"network": ["network", set()],
		"gateway": ["gateway", set()],
		"unknown": [fixtures.unknown, {"NON_COMPLIANT aws_lb.b drop_invalid_header_fields: wrong"}],
	}
	judge(fixtures.resource("aws_lb.b", {"drop_invalid_header_fields": false, "load_balancer_type": kind})) == want
}
