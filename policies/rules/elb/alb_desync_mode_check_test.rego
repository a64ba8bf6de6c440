package rules.elb.alb_desync_mode_check_test

import data.library.fixtures
import data.rules.elb.alb_desync_mode_check

judge(resource, modes) := fixtures.brief(found) if {
	found := alb_desync_mode_check.evaluations with input as model(resource, modes)
}

model(resource, modes) := object.union(fixtures.plan([resource]), {"parameters": {"ALB_DESYNC_MODE_CHECK": {"desyncMode": modes}}})

balancer(mode, kind) := fixtures.resource("aws_lb.b", {"desync_mitigation_mode": mode, "load_balancer_type": kind})

violation := {"NON_COMPLIANT aws_lb.b desync_mitigation_mode: other"}

doubt := {"INSUFFICIENT_DATA aws_lb.b desync_mitigation_mode: unknown"}

test_mode[note] if {
	some note, [mode, want] in {
		"strictest": ["strictest", set()],
		"defensive": ["defensive", set()],
		"monitor": ["monitor", violation],
		"left out": [fixtures.unset, set()],
		"null": [null, set()],
		"unknown": [fixtures.unknown, doubt],
		"by reference": [fixtures.reference("aws_ssm_parameter.p", "value"), doubt],
		"malformed": [1, doubt],
	}
	judge(balancer(mode, "application"), "defensive, strictest") == want
}

test_parameter[note] if {
	some note, [modes, want] in {"strictest only": ["strictest", violation], "none": ["", violation]}
	judge(balancer(fixtures.unset, "application"), modes) == want
}

test_network_load_balancer_has_no_mode if judge(balancer("monitor", "network"), "strictest") == set()

test_message_has_its_values if {
	found := alb_desync_mode_check.evaluations with input as model(balancer("monitor", "application"), "strictest")
	{e.values | some e in found} == {{"found": "monitor", "expected": "strictest"}}
}
