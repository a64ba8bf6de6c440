package rules.apigateway.api_gw_associated_with_waf_test

import data.library.fixtures
import data.rules.apigateway.api_gw_associated_with_waf

judge(resources) := fixtures.brief(found) if {
	found := api_gw_associated_with_waf.evaluations with input as fixtures.plan(resources)
}

judged := fixtures.resource("aws_api_gateway_stage.a", {"web_acl_arn": fixtures.unset})

existing := object.union(judged, {"action": "no-op"})

companion(link) := fixtures.linked(fixtures.resource("aws_wafv2_web_acl_association.c", {"resource_arn": fixtures.unknown}), {"resource_arn": link})

here := fixtures.to(["aws_api_gateway_stage.a"])

leaving(action) := object.union(companion(here), {"action": action, "after": {}})

evaluation(status, reason) := {$"{status} aws_api_gateway_stage.a null: {reason}"}

unseen := {"INSUFFICIENT_DATA aws_api_gateway_stage.a web_acl_arn: elsewhere"}

test_state[note] if {
	some note, [v, want] in {
		"one": ["arn:aws:wafv2:us-east-1:123456789012:regional/webacl/a/1", set()],
		"none": ["", unseen],
		"unknown": [fixtures.unknown, unseen],
	}
	judge([object.union(existing, {"after": {"web_acl_arn": v}})]) == want
}

test_companion[note] if {
	some note, [resources, want] in {
		"there": [[judged, companion(here)], set()],
		"there, of one that exists": [[existing, companion(here)], set()],
		"not there": [[judged], evaluation("NON_COMPLIANT", "none")],
		"of another one": [[judged, companion(fixtures.elsewhere)], evaluation("NON_COMPLIANT", "none")],
		"perhaps": [[judged, companion(fixtures.ambiguous)], unseen],
		"not there, of one that exists": [[existing], unseen],
		"deleted": [[existing, leaving("delete")], evaluation("NON_COMPLIANT", "removed")],
		"forgotten": [[existing, leaving("forget")], unseen],
		"deleted with it": [[object.union(judged, {"action": "delete", "after": {}}), leaving("delete")], set()],
	}
	judge(resources) == want
}

acl(name) := $"arn:aws:wafv2:us-east-1:123456789012:regional/webacl/{name}/1"

test_web_acls[note] if {
	some note, [resources, arns, want] in {
		"one of them": [[judged, associated(acl("a"))], $"{acl("b")}, {acl("a")}", set()],
		"another": [[judged, associated(acl("c"))], acl("a"), evaluation("NON_COMPLIANT", "other")],
		"of this plan": [[judged, associated(fixtures.reference("aws_wafv2_web_acl.w", "arn"))], acl("a"), evaluation("INSUFFICIENT_DATA", "unknown_other")],
		"one of them in the state": [[in_state(acl("a"))], acl("a"), set()],
		"another in the state": [[in_state(acl("c"))], acl("a"), evaluation("NON_COMPLIANT", "other")],
		"another in the state, and one of them to come": [[in_state(acl("c")), associated(acl("a"))], acl("a"), set()],
		"none": [[judged], acl("a"), evaluation("NON_COMPLIANT", "none")],
		"no parameter": [[judged, associated(acl("c"))], "", set()],
	}
	model := object.union(fixtures.plan(resources), {"parameters": {"API_GW_ASSOCIATED_WITH_WAF": {"WebAclArns": arns}}})
	found := api_gw_associated_with_waf.evaluations with input as model
	fixtures.brief(found) == want
}

associated(arn) := object.union(companion(here), {"after": {"web_acl_arn": arn}})

in_state(arn) := object.union(existing, {"after": {"web_acl_arn": arn}})

test_message_names_the_web_acls[reason] if {
	some reason, arn in {"other": acl("c"), "unknown_other": fixtures.reference("aws_wafv2_web_acl.w", "arn")}
	model := object.union(fixtures.plan([judged, associated(arn)]), {"parameters": {"API_GW_ASSOCIATED_WITH_WAF": {"WebAclArns": "a,b"}}})
	found := api_gw_associated_with_waf.evaluations with input as model
	{e.reason: e.values | some e in found} == {reason: {"allowed": "a, b"}}
}
