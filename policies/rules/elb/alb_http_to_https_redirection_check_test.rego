package rules.elb.alb_http_to_https_redirection_check_test

import data.library.fixtures
import data.rules.elb.alb_http_to_https_redirection_check

judge(resources) := fixtures.brief(found) if {
	found := alb_http_to_https_redirection_check.evaluations with input as fixtures.plan(resources)
}

listener(type, protocol, actions) := fixtures.linked(
	fixtures.resource($"{type}.l", {"protocol": protocol, "default_action": actions, "load_balancer_arn": fixtures.unknown}),
	{"load_balancer_arn": fixtures.to(["aws_lb.b"])},
)

balancer(kind) := fixtures.resource("aws_lb.b", {"load_balancer_type": kind})

redirect(protocol) := {"type": "redirect", "redirect": [{"protocol": protocol, "port": "443"}]}

forward := {"type": "forward", "redirect": []}

test_actions[note] if {
	some type in ["aws_lb_listener", "aws_alb_listener"]
	violation := {$"NON_COMPLIANT {type}.l default_action: default"}
	doubt := {$"INSUFFICIENT_DATA {type}.l default_action: unknown"}
	some name, [actions, want] in {
		"redirect": [[redirect("HTTPS")], set()],
		"redirect after authentication": [[{"type": "authenticate-oidc", "redirect": []}, redirect("HTTPS")], set()],
		"redirect to HTTP": [[redirect("HTTP")], violation],
		"redirect to the same protocol": [[redirect("#{protocol}")], violation],
		"redirect, protocol left out": [[redirect(null)], violation],
		"redirect, block left out": [[{"type": "redirect", "redirect": []}], violation],
		"redirect, protocol unknown": [[redirect(fixtures.unknown)], doubt],
		"redirect, block unknown": [[{"type": "redirect", "redirect": fixtures.unknown}], doubt],
		"redirect, two blocks": [[{"type": "redirect", "redirect": [{"protocol": "HTTPS"}, {"protocol": "HTTPS"}]}], doubt],
		"forward": [[forward], violation],
		"forward, with a redirect that does not count": [[{"type": "forward", "redirect": [{"protocol": "HTTPS"}]}], violation],
		"fixed response": [[{"type": "fixed-response", "redirect": []}], violation],
		"type unknown": [[{"type": fixtures.unknown, "redirect": [{"protocol": "HTTPS"}]}], doubt],
		"type by reference": [[{"type": fixtures.reference("aws_ssm_parameter.p", "value"), "redirect": [{"protocol": "HTTPS"}]}], doubt],
		"actions unknown": [fixtures.unknown, doubt],
		"no actions": [[], violation],
		"null": [null, violation],
		"malformed": ["redirect", doubt],
	}
	note := $"{type} {name}"
	judge([balancer("application"), listener(type, "HTTP", actions)]) == want
}

test_unknown_protocol_of_a_listener_with_rules if {
	resources := [balancer("application"), listener("aws_lb_listener", ["HTTP"], [redirect("HTTPS")]), rule("aws_lb_listener_rule", [forward])]
	judge(resources) == {"INSUFFICIENT_DATA aws_lb_listener.l null: unknown_rule"}
}

test_protocol[note] if {
	some note, [protocol, kind, want] in {
		"HTTPS": ["HTTPS", "application", set()],
		"left out": [fixtures.unset, "application", {"NON_COMPLIANT aws_lb_listener.l default_action: default"}],
		"unknown": [fixtures.unknown, "application", {"INSUFFICIENT_DATA aws_lb_listener.l default_action: unknown"}],
		"unknown, of a network load balancer": [fixtures.unknown, "network", set()],
		"unknown, of a gateway load balancer": [fixtures.unknown, "gateway", set()],
		"TCP": ["TCP", "network", set()],
	}
	judge([balancer(kind), listener("aws_lb_listener", protocol, [forward])]) == want
}

rule(type, action) := fixtures.linked(
	fixtures.resource($"{type}.r", {"action": action, "listener_arn": fixtures.unknown}),
	{"listener_arn": fixtures.to(["aws_lb_listener.l"])},
)

test_rules[note] if {
	some type in ["aws_lb_listener_rule", "aws_alb_listener_rule"]
	some name, [protocol, action, want] in {
		"redirect": ["HTTP", [redirect("HTTPS")], set()],
		"forward": ["HTTP", [forward], {"NON_COMPLIANT aws_lb_listener.l null: rule"}],
		"unknown": ["HTTP", fixtures.unknown, {"INSUFFICIENT_DATA aws_lb_listener.l null: unknown_rule"}],
		"forward by HTTPS": ["HTTPS", [forward], set()],
	}
	note := $"{type} {name}"
	judge([balancer("application"), listener("aws_lb_listener", protocol, [redirect("HTTPS")]), rule(type, action)]) == want
}

test_actions_of_another_protocol_do_not_count if judge([balancer("application"), listener("aws_lb_listener", "HTTPS", fixtures.unknown)]) == set()

# It is said once: of the default action where that does not redirect, else of the rules.
test_unknown_protocol[note] if {
	of_default := {"INSUFFICIENT_DATA aws_lb_listener.l default_action: unknown"}
	of_rule := {"INSUFFICIENT_DATA aws_lb_listener.l null: unknown_rule"}
	some note, [default_action, rules, want] in {
		"redirect": [redirect("HTTPS"), [], set()],
		"redirect, and a rule that does": [redirect("HTTPS"), [rule("aws_lb_listener_rule", [redirect("HTTPS")])], set()],
		"redirect, and a rule that forwards": [redirect("HTTPS"), [rule("aws_lb_listener_rule", [forward])], of_rule],
		"redirect, and an unknown rule": [redirect("HTTPS"), [rule("aws_lb_listener_rule", fixtures.unknown)], of_rule],
		"forward, and a rule that forwards": [forward, [rule("aws_lb_listener_rule", [forward])], of_default],
		"forward, and an unknown rule": [forward, [rule("aws_lb_listener_rule", fixtures.unknown)], of_default],
	}
	judge(array.concat([balancer("application"), listener("aws_lb_listener", fixtures.unknown, [default_action])], rules)) == want
}

test_message_names_the_rules[note] if {
	some note, [protocol, action] in {"open": ["HTTP", [forward]], "unknown": ["HTTP", fixtures.unknown], "unknown protocol": [fixtures.unknown, [forward]]}
	rules := [rule(type, action) | some type in ["aws_lb_listener_rule", "aws_alb_listener_rule"]]
	resources := array.concat([balancer("application"), listener("aws_lb_listener", protocol, [redirect("HTTPS")])], rules)
	found := alb_http_to_https_redirection_check.evaluations with input as fixtures.plan(resources)
	{e.values | some e in found} == {{"rules": "aws_alb_listener_rule.r, aws_lb_listener_rule.r"}}
}
