package rules.elb.elbv2_listener_encryption_in_transit_test

import data.library.fixtures
import data.rules.elb.elbv2_listener_encryption_in_transit

judge(resources) := fixtures.brief(found) if {
	found := elbv2_listener_encryption_in_transit.evaluations with input as fixtures.plan(resources)
}

listener(type, protocol) := fixtures.linked(
	fixtures.resource($"{type}.l", {"protocol": protocol, "load_balancer_arn": fixtures.unknown}),
	{"load_balancer_arn": fixtures.to(["aws_lb.b"])},
)

balancer := fixtures.resource("aws_lb.b", {"load_balancer_type": "application"})

test_listener[note] if {
	some type in ["aws_lb_listener", "aws_alb_listener"]
	plain := {$"NON_COMPLIANT {type}.l protocol: plain"}
	unknown := {$"INSUFFICIENT_DATA {type}.l protocol: unknown"}
	some name, [protocol, want] in {
		"HTTPS": ["HTTPS", set()],
		"TLS": ["TLS", set()],
		"HTTP": ["HTTP", plain],
		"TCP": ["TCP", plain],
		"left out": [fixtures.unset, plain],
		"unknown": [fixtures.unknown, unknown],
		"by reference": [fixtures.reference("aws_ssm_parameter.p", "value"), unknown],
		"malformed": [["HTTPS"], unknown],
	}
	note := $"{type} {name}"
	judge([balancer, listener(type, protocol)]) == want
}

test_message_has_its_values if {
	found := elbv2_listener_encryption_in_transit.evaluations with input as fixtures.plan([balancer, listener("aws_lb_listener", "http")])
	{e.values | some e in found} == {{"protocol": "HTTP"}}
}
