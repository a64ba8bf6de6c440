package rules.waf.wafv2_webacl_not_empty_test

import data.library.fixtures
import data.rules.waf.wafv2_webacl_not_empty

judge(resources) := fixtures.brief(found) if {
	found := wafv2_webacl_not_empty.evaluations with input as fixtures.plan(resources)
}

acl(rule, json) := fixtures.resource("aws_wafv2_web_acl.a", {"rule": rule, "rule_json": json})

empty := {"NON_COMPLIANT aws_wafv2_web_acl.a rule: empty"}

unknown := {"INSUFFICIENT_DATA aws_wafv2_web_acl.a rule: unknown"}

test_rules[note] if {
	some note, [rule, json, want] in {
		"one": [[{"name": "r"}], null, set()],
		"one of which little is known": [[{"name": fixtures.unknown}], null, set()],
		"none": [[], null, empty],
		"left out": [fixtures.unset, fixtures.unset, empty],
		"null": [null, null, empty],
		"unknown": [fixtures.unknown, null, unknown],
		"missing": [fixtures.missing, null, unknown],
		"no block": [[null], null, unknown],
		"malformed": [{"name": "r"}, null, unknown],
		"malformed JSON": [[], [null], unknown],
		"in JSON": [[], "[{\"Name\": \"r\"}]", set()],
		"in JSON that is known in part": [[], fixtures.template(["[{\"Name\": \"", fixtures.unknown, "\"}]"]), set()],
		"none in JSON": [[], " [ ] ", empty],
		"no list in JSON": [[], "{\"Name\": \"r\"}", unknown],
		"no rule in JSON": [[], "[null]", unknown],
		"no JSON": [[], "rules", unknown],
		"unknown in JSON": [[], fixtures.unknown, unknown],
	}
	judge([acl(rule, json)]) == want
}

test_existing_is_judged if judge([object.union(acl([], null), {"action": "no-op"})]) == empty

test_deleted_is_not_judged if judge([fixtures.deleted("aws_wafv2_web_acl.a", {"rule": []})]) == set()
