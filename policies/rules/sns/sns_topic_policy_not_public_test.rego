package rules.sns.sns_topic_policy_not_public_test

import data.library.fixtures
import data.rules.sns.sns_topic_policy_not_public

judge(resources) := fixtures.brief(found) if {
	found := sns_topic_policy_not_public.evaluations with input as fixtures.plan(resources)
}

statement := {
	"sid": null,
	"effect": "Allow",
	"principals": [{"type": "AWS", "values": ["*"]}],
	"not_principals": [],
	"actions": ["sns:Publish"],
	"not_actions": [],
	"resources": ["*"],
	"not_resources": [],
	"conditions": [],
}

holder(type, overrides) := object.union(
	fixtures.resource($"{type}.a", {"policy": "{}"}),
	{"documents": {"policy": {"complete": true, "statements": [object.union(statement, overrides)]}}},
)

own_account := [{"operator": "stringequals", "key": "aws:sourceaccount", "values": ["123456789012"]}]

test_policy[note] if {
	some type in ["aws_sns_topic", "aws_sns_topic_policy"]
	some name, [overrides, want] in {
		"everyone": [{}, "public"],
		"everyone, all actions": [{"actions": ["*"]}, "public"],
		"everyone, an action that few list": [{"actions": ["sns:AddPermission"]}, "public"],
		"all but some": [{"principals": [], "not_principals": [{"type": "AWS", "values": ["123456789012"]}]}, "public"],
		"everyone of an account": [{"conditions": own_account}, ""],
		"an account": [{"principals": [{"type": "AWS", "values": ["arn:aws:iam::123456789012:root"]}]}, ""],
		"a service": [{"principals": [{"type": "Service", "values": ["logs.us-east-1.amazonaws.com"]}]}, ""],
		"denied": [{"effect": "Deny"}, ""],
		"another service's action": [{"actions": ["s3:GetObject"]}, ""],
		"unknown": [{"principals": [{"type": "AWS", "values": [fixtures.unknown]}]}, "unknown"],
	}
	note := $"{type} {name}"
	statuses := {"public": "NON_COMPLIANT", "unknown": "INSUFFICIENT_DATA"}
	judge([holder(type, overrides)]) == {$"{statuses[want]} {type}.a policy: {want}" | want != ""}
}

test_left_out if judge([object.union(holder("aws_sns_topic_policy", {}), {"after": {"policy": fixtures.unset}})]) == set()

test_deleted_is_not_judged if judge([fixtures.deleted("aws_sns_topic_policy.a", {"policy": "{}"})]) == set()

test_message_names_an_action[pattern] if {
	some pattern, action in {"*": "sns:Publish", "sns:Sub*": "sns:Subscribe"}
	found := sns_topic_policy_not_public.evaluations with input as fixtures.plan([holder("aws_sns_topic", {"actions": [pattern]})])
	{e.values.action | some e in found} == {action}
}
