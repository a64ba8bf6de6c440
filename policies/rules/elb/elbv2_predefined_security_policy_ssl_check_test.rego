package rules.elb.elbv2_predefined_security_policy_ssl_check_test

import data.library.fixtures
import data.rules.elb.elbv2_predefined_security_policy_ssl_check

judge(resource, policies) := fixtures.brief(found) if {
	found := elbv2_predefined_security_policy_ssl_check.evaluations with input as model(resource, policies)
}

model(resource, policies) := object.union(
	fixtures.plan([resource]),
	{"parameters": {"ELBV2_PREDEFINED_SECURITY_POLICY_SSL_CHECK": {"sslPolicies": policies}}},
)

listener(type, protocol, policy) := fixtures.linked(
	fixtures.resource($"{type}.l", {"protocol": protocol, "ssl_policy": policy, "load_balancer_arn": fixtures.unknown}),
	{"load_balancer_arn": fixtures.elsewhere},
)

strong := "ELBSecurityPolicy-TLS13-1-2-2021-06"

weak := {"NON_COMPLIANT aws_lb_listener.l ssl_policy: weak"}

unknown := {"INSUFFICIENT_DATA aws_lb_listener.l ssl_policy: unknown"}

test_listener[note] if {
	some note, [protocol, policy, want] in {
		"strong": ["HTTPS", strong, set()],
		"weak": ["HTTPS", "ELBSecurityPolicy-2016-08", weak],
		"weak TLS": ["TLS", "ELBSecurityPolicy-TLS-1-0-2015-04", weak],
		"left out": ["HTTPS", fixtures.unset, weak],
		"null": ["HTTPS", null, weak],
		"unknown": ["HTTPS", fixtures.unknown, unknown],
		"by reference": ["HTTPS", fixtures.reference("aws_ssm_parameter.p", "value"), unknown],
		"malformed": ["HTTPS", 1, unknown],
		"HTTP": ["HTTP", fixtures.unset, set()],
		"HTTP, policy unknown": ["HTTP", fixtures.unknown, set()],
		"protocol unknown, weak": [fixtures.unknown, "ELBSecurityPolicy-2016-08", weak],
		"protocol unknown, policy left out": [fixtures.unknown, fixtures.unset, unknown],
		"both unknown": [fixtures.unknown, fixtures.unknown, unknown],
	}
	judge(listener("aws_lb_listener", protocol, policy), concat(", ", ["ELBSecurityPolicy-TLS13-1-3-2021-06", strong])) == want
}

test_other_name if {
	judge(listener("aws_alb_listener", "HTTPS", null), strong) == {"NON_COMPLIANT aws_alb_listener.l ssl_policy: weak"}
}

test_no_policies_are_allowed if judge(listener("aws_lb_listener", "HTTPS", strong), "") == weak

test_message_has_its_values if {
	found := elbv2_predefined_security_policy_ssl_check.evaluations with input as model(listener("aws_lb_listener", "HTTPS", null), strong)
	{e.values | some e in found} == {{"found": "ELBSecurityPolicy-2016-08", "expected": strong}}
}
