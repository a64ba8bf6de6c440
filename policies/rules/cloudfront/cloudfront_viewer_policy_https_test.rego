package rules.cloudfront.cloudfront_viewer_policy_https_test

import data.library.fixtures
import data.rules.cloudfront.cloudfront_viewer_policy_https

judge(resources) := fixtures.brief(found) if {
	found := cloudfront_viewer_policy_https.evaluations with input as fixtures.plan(resources)
}

distribution(policy, ordered) := fixtures.resource("aws_cloudfront_distribution.d", {
	"default_cache_behavior": [{"viewer_protocol_policy": policy}],
	"ordered_cache_behavior": ordered,
})

evaluation(status, attribute, reason) := {$"{status} aws_cloudfront_distribution.d {attribute}: {reason}"}

test_default[note] if {
	attribute := "default_cache_behavior[0].viewer_protocol_policy"
	some note, [policy, want] in {
		"HTTPS only": ["https-only", set()],
		"redirect": ["redirect-to-https", set()],
		"all": ["allow-all", evaluation("NON_COMPLIANT", attribute, "open")],
		"unknown": [fixtures.unknown, evaluation("INSUFFICIENT_DATA", attribute, "unknown")],
		"of another resource": [fixtures.reference("terraform_data.late", "output"), evaluation("INSUFFICIENT_DATA", attribute, "unknown")],
		"null": [null, evaluation("INSUFFICIENT_DATA", attribute, "unknown")],
		"malformed": ["http-only", evaluation("INSUFFICIENT_DATA", attribute, "unknown")],
	}
	judge([distribution(policy, [])]) == want
}

test_ordered[note] if {
	some note, [ordered, want] in {
		"second is open": [
			[{"viewer_protocol_policy": "https-only"}, {"viewer_protocol_policy": "allow-all"}],
			evaluation("NON_COMPLIANT", "ordered_cache_behavior[1].viewer_protocol_policy", "open"),
		],
		"left out": [fixtures.unset, set()],
		"unknown": [fixtures.unknown, evaluation("INSUFFICIENT_DATA", "ordered_cache_behavior.viewer_protocol_policy", "unknown")],
		"missing": [fixtures.missing, evaluation("INSUFFICIENT_DATA", "ordered_cache_behavior.viewer_protocol_policy", "unknown")],
	}
	judge([distribution("https-only", ordered)]) == want
}

test_existing_is_judged if count(judge([object.union(distribution("allow-all", []), {"action": "no-op"})])) == 1

test_deleted_is_not_judged if judge([object.union(distribution("allow-all", []), {"action": "delete", "after": {}})]) == set()
