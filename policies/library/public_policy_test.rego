package library.public_policy_test

import data.library.fixtures
import data.library.public_policy

actions := {"examples": ["sns:Publish"], "written": `^sns:`}

judge(policy, document) := found if {
	topic := object.union(fixtures.resource("aws_sns_topic_policy.t", {"policy": policy}), {"documents": document})
	found := public_policy.evaluations("aws_sns_topic_policy", "policy", actions) with input as fixtures.plan([topic])
}

of(principal, action) := {"policy": {"complete": true, "statements": [{
	"sid": null,
	"effect": "Allow",
	"principals": [{"type": "AWS", "values": [principal]}],
	"not_principals": [],
	"actions": [action],
	"not_actions": [],
	"resources": ["arn:aws:sns:us-east-1:123456789012:t"],
	"not_resources": [],
	"conditions": [],
}]}}

test_policy[note] if {
	some note, [policy, document, want] in {
		"public": ["{}", of("*", "sns:*"), {"NON_COMPLIANT aws_sns_topic_policy.t policy: public"}],
		"private": ["{}", of("123456789012", "sns:*"), set()],
		"unknown": [fixtures.unknown, of(fixtures.unknown, "sns:Publish"), {"INSUFFICIENT_DATA aws_sns_topic_policy.t policy: unknown"}],
		"unreadable": [fixtures.unknown, {"policy": {"complete": false, "statements": []}}, {"INSUFFICIENT_DATA aws_sns_topic_policy.t policy: unknown"}],
		"not parsed": [fixtures.unknown, {}, {"INSUFFICIENT_DATA aws_sns_topic_policy.t policy: unknown"}],
		"left out": [fixtures.unset, {"policy": {"complete": false, "statements": []}}, set()],
		"null": [null, {}, set()],
	}
	fixtures.brief(judge(policy, document)) == want
}

test_message_has_a_request_that_is_allowed if {
	[e.values | some e in judge("{}", of("*", "sns:*"))] == [{"principal": "everyone", "action": "sns:Publish", "resource": "arn:aws:sns:us-east-1:123456789012:t"}]
}
