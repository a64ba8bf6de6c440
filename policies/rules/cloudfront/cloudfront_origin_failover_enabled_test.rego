package rules.cloudfront.cloudfront_origin_failover_enabled_test

import data.library.fixtures
import data.rules.cloudfront.cloudfront_origin_failover_enabled

judge(resources) := fixtures.brief(found) if {
	found := cloudfront_origin_failover_enabled.evaluations with input as fixtures.plan(resources)
}

distribution(groups) := fixtures.resource("aws_cloudfront_distribution.d", {"origin_group": groups})

none := {"NON_COMPLIANT aws_cloudfront_distribution.d origin_group: none"}

unknown := {"INSUFFICIENT_DATA aws_cloudfront_distribution.d origin_group: unknown"}

test_groups[note] if {
	some note, [groups, want] in {
		"two members": [[{"member": [{"origin_id": "a"}, {"origin_id": "b"}]}], set()],
		"one member": [[{"member": [{"origin_id": "a"}]}], none],
		"none": [[], none],
		"left out": [fixtures.unset, none],
		"null": [null, none],
		"unknown": [fixtures.unknown, unknown],
		"unknown members": [[{"member": fixtures.unknown}], unknown],
		"missing": [fixtures.missing, unknown],
		"malformed": ["a", unknown],
	}
	judge([distribution(groups)]) == want
}

test_existing_is_judged if count(judge([object.union(distribution([]), {"action": "no-op"})])) == 1

test_deleted_is_not_judged if judge([object.union(distribution([]), {"action": "delete", "after": {}})]) == set()
