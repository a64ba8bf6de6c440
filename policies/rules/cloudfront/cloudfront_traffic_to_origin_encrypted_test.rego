package rules.cloudfront.cloudfront_traffic_to_origin_encrypted_test

import data.library.fixtures
import data.rules.cloudfront.cloudfront_traffic_to_origin_encrypted

judge(resources) := fixtures.brief(found) if {
	found := cloudfront_traffic_to_origin_encrypted.evaluations with input as fixtures.plan(resources)
}

distribution(policy, viewer) := fixtures.resource("aws_cloudfront_distribution.d", {
	"origin": [{"origin_id": "o", "custom_origin_config": [{"origin_protocol_policy": policy}]}],
	"default_cache_behavior": [{"viewer_protocol_policy": viewer}],
	"ordered_cache_behavior": [],
})

attribute := "origin[0].custom_origin_config[0].origin_protocol_policy"

open := {$"NON_COMPLIANT aws_cloudfront_distribution.d {attribute}: open"}

unknown := {$"INSUFFICIENT_DATA aws_cloudfront_distribution.d {attribute}: unknown"}

test_origin[note] if {
	some note, [policy, viewer, want] in {
		"HTTPS": ["https-only", "allow-all", set()],
		"HTTP": ["http-only", "https-only", open],
		"as the viewer, who may use HTTP": ["match-viewer", "allow-all", open],
		"as the viewer, who uses HTTPS": ["match-viewer", "https-only", set()],
		"as the viewer, who is redirected": ["match-viewer", "redirect-to-https", set()],
		"as the viewer, unknown": ["match-viewer", fixtures.unknown, unknown],
		"unknown": [fixtures.unknown, "https-only", unknown],
		"of another resource": [fixtures.reference("terraform_data.late", "output"), "https-only", unknown],
		"null": [null, "https-only", unknown],
		"malformed": [1, "https-only", unknown],
	}
	judge([distribution(policy, viewer)]) == want
}

test_origins[note] if {
	some note, [origins, want] in {
		"of S3": [[{"origin_id": "o", "custom_origin_config": []}], set()],
		"none": [[], set()],
		"unknown": [fixtures.unknown, {"INSUFFICIENT_DATA aws_cloudfront_distribution.d origin.custom_origin_config.origin_protocol_policy: unknown"}],
	}
	judge([object.union(distribution("https-only", "https-only"), {"after": {"origin": origins}})]) == want
}

test_ordered_behavior if {
	judge([object.union(distribution("match-viewer", "https-only"), {"after": {"ordered_cache_behavior": [{"viewer_protocol_policy": "allow-all"}]}})]) == open
}

test_existing_is_judged if count(judge([object.union(distribution("http-only", "https-only"), {"action": "no-op"})])) == 1

test_deleted_is_not_judged if judge([object.union(distribution("http-only", "https-only"), {"action": "delete", "after": {}})]) == set()
