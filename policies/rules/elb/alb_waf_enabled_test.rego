package rules.elb.alb_waf_enabled_test

import data.library.fixtures
import data.rules.elb.alb_waf_enabled

judge(resources, parameters) := fixtures.brief(found) if {
	found := alb_waf_enabled.evaluations with input as model(resources, parameters)
}

model(resources, parameters) := object.union(fixtures.plan(resources), {"parameters": {"ALB_WAF_ENABLED": parameters}})

balancer(kind) := fixtures.resource("aws_lb.b", {"arn": fixtures.unset, "load_balancer_type": kind})

web := balancer("application")

existing := object.union(web, {"action": "no-op"})

association(acl, link) := fixtures.linked(
	fixtures.resource("aws_wafv2_web_acl_association.a", {"resource_arn": fixtures.unknown, "web_acl_arn": acl}),
	{"resource_arn": link},
)

guarded(acl) := association(acl, fixtures.to(["aws_lb.b"]))

leaving(action) := object.union(guarded("x"), {"action": action, "after": {}})

violation(reason) := {$"NON_COMPLIANT aws_lb.b null: {reason}"}

doubt(reason) := {$"INSUFFICIENT_DATA aws_lb.b null: {reason}"}

test_balancer[note] if {
	classic := fixtures.linked(
		fixtures.resource("aws_wafregional_web_acl_association.a", {"resource_arn": fixtures.unknown, "web_acl_id": "w"}),
		{"resource_arn": fixtures.to(["aws_lb.b"])},
	)
	some note, [resources, want] in {
		"guarded": [[web, guarded(fixtures.reference("aws_wafv2_web_acl.w", "arn"))], set()],
		"guarded by WAF Classic": [[web, classic], set()],
		"not guarded": [[web], violation("none")],
		"another is guarded": [[web, association("w", fixtures.to(["aws_lb.o"]))], violation("none")],
		"what nobody knows is guarded": [[web, association("w", fixtures.ambiguous)], doubt("unseen")],
		"existing": [[existing], doubt("elsewhere")],
		"association deleted": [[existing, leaving("delete")], violation("removed")],
		"association forgotten": [[existing, leaving("forget")], doubt("forgotten")],
		"network": [[balancer("network")], set()],
		"of unknown kind": [[balancer(fixtures.unknown)], doubt("unseen")],
		"deleted": [[fixtures.deleted("aws_lb.b", {"arn": "x"})], set()],
	}
	judge(resources, {}) == want
}

test_other_name if judge([fixtures.resource("aws_alb.b", {"load_balancer_type": null})], {}) == {"NON_COMPLIANT aws_alb.b null: none"}

test_parameter[note] if {
	some note, [acl, want] in {
		"by ARN": ["arn:aws:wafv2:us-east-1:123456789012:regional/webacl/w/1111", set()],
		"by id": ["arn:aws:wafv2:us-east-1:123456789012:regional/webacl/v/2222", set()],
		"another": ["arn:aws:wafv2:us-east-1:123456789012:regional/webacl/o/3333", violation("other")],
		"of this plan": [fixtures.reference("aws_wafv2_web_acl.w", "arn"), doubt("unknown")],
	}
	judge([web, guarded(acl)], {"wafWebAclIds": "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/w/1111, 2222"}) == want
}

test_no_acl_where_one_is_asked_for if judge([web], {"wafWebAclIds": "y"}) == violation("none")

test_empty_parameter_is_off if judge([web, guarded("x")], {"wafWebAclIds": ""}) == set()

test_message_has_its_values[note] if {
	some note, acl in {"another": "x", "of this plan": fixtures.reference("aws_wafv2_web_acl.w", "arn")}
	found := alb_waf_enabled.evaluations with input as model([web, guarded(acl)], {"wafWebAclIds": "y"})
	{e.values | some e in found} == {{"expected": "y"}}
}
