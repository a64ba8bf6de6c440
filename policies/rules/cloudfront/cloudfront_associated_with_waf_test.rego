package rules.cloudfront.cloudfront_associated_with_waf_test

import data.library.fixtures
import data.rules.cloudfront.cloudfront_associated_with_waf

judge(resources) := fixtures.brief(found) if {
	found := cloudfront_associated_with_waf.evaluations with input as fixtures.plan(resources)
}

distribution(v) := fixtures.resource("aws_cloudfront_distribution.d", {"web_acl_id": v})

none := {"NON_COMPLIANT aws_cloudfront_distribution.d web_acl_id: wrong"}

unknown := {"INSUFFICIENT_DATA aws_cloudfront_distribution.d web_acl_id: unknown"}

acl := "arn:aws:wafv2:us-east-1:123456789012:global/webacl/a/11111111-2222-3333-4444-555555555555"

test_acl[note] if {
	some note, [v, want] in {
		"one": [acl, set()],
		"one of this plan": [fixtures.reference("aws_wafv2_web_acl.a", "arn"), set()],
		"none": [null, none],
		"empty": ["", none],
		"left out": [fixtures.unset, none],
		"unknown": [fixtures.unknown, unknown],
		"of another resource": [fixtures.reference("terraform_data.late", "output"), unknown],
		"missing": [fixtures.missing, unknown],
		"malformed": [[acl], unknown],
	}
	judge([distribution(v)]) == want
}

test_parameter[note] if {
	some note, [v, want] in {
		"one of them": [acl, set()],
		"another": ["arn:aws:wafv2:us-east-1:123456789012:global/webacl/b/99999999-2222-3333-4444-555555555555", {"NON_COMPLIANT aws_cloudfront_distribution.d web_acl_id: other"}],
		"one of this plan": [fixtures.reference("aws_wafv2_web_acl.a", "arn"), {"INSUFFICIENT_DATA aws_cloudfront_distribution.d web_acl_id: unknown_acl"}],
		"none": [null, none],
	}
	model := object.union(fixtures.plan([distribution(v)]), {"parameters": {"CLOUDFRONT_ASSOCIATED_WITH_WAF": {"wafWebAclIds": $"x, {acl}"}}})
	found := cloudfront_associated_with_waf.evaluations with input as model
	fixtures.brief(found) == want
}

test_message if {
	one_of_plan := object.union(distribution(fixtures.reference("aws_wafv2_web_acl.a", "arn")), {"address": "aws_cloudfront_distribution.e"})
	model := object.union(fixtures.plan([distribution(acl), one_of_plan]), {"parameters": {"CLOUDFRONT_ASSOCIATED_WITH_WAF": {"wafWebAclIds": "x,y"}}})
	found := cloudfront_associated_with_waf.evaluations with input as model
	{e.reason: e.values | some e in found} == {"other": {"approved": "x, y"}, "unknown_acl": {"approved": "x, y"}}
}

test_existing_is_judged if count(judge([object.union(distribution(null), {"action": "no-op"})])) == 1

test_deleted_is_not_judged if judge([object.union(distribution(null), {"action": "delete", "after": {}})]) == set()
