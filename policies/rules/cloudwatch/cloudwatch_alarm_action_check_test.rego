package rules.cloudwatch.cloudwatch_alarm_action_check_test

import data.library.fixtures
import data.rules.cloudwatch.cloudwatch_alarm_action_check

defaults := {"alarmActionRequired": "true", "insufficientDataActionRequired": "true", "okActionRequired": "false"}

judge(resources, parameters) := found if {
	model := object.union(fixtures.plan(resources), {"parameters": {"CLOUDWATCH_ALARM_ACTION_CHECK": object.union(defaults, parameters)}})
	found := cloudwatch_alarm_action_check.evaluations with input as model
}

alarm(type, overrides) := fixtures.resource($"{type}.a", object.union({"alarm_actions": null, "insufficient_data_actions": null, "ok_actions": null}, overrides))

topic := fixtures.reference("aws_sns_topic.t", "arn")

test_actions[note] if {
	some type in ["aws_cloudwatch_composite_alarm", "aws_cloudwatch_metric_alarm"]
	some name, [overrides, want] in {
		"alarm": [{"alarm_actions": ["arn:aws:sns:us-east-1:123456789012:t"]}, ""],
		"alarm, of this plan": [{"alarm_actions": [topic]}, ""],
		"insufficient data": [{"insufficient_data_actions": [topic]}, ""],
		"OK alone": [{"ok_actions": [topic]}, "none"],
		"none": [{}, "none"],
		"empty": [{"alarm_actions": []}, "none"],
		"left out": [{"alarm_actions": fixtures.unset}, "none"],
		"empty text": [{"alarm_actions": [""]}, "none"],
		"null in a list": [{"alarm_actions": [null]}, "none"],
		"unknown": [{"alarm_actions": fixtures.unknown}, "unknown"],
		"unknown, beside one": [{"alarm_actions": [fixtures.unknown, topic]}, ""],
		"unknown action": [{"alarm_actions": [fixtures.unknown]}, "unknown"],
		"what HCL mentions": [{"alarm_actions": {"$symbol": "unknown", "references": ["aws_sns_topic.t.arn"]}}, ""],
		"what HCL mentions, not a resource": [{"alarm_actions": {"$symbol": "unknown", "references": ["var.topics"]}}, "unknown"],
		"malformed": [{"alarm_actions": "arn"}, "unknown"],
		"malformed action": [{"alarm_actions": [["arn"]]}, "unknown"],
	}
	note := $"{type} {name}"
	statuses := {"none": "NON_COMPLIANT", "unknown": "INSUFFICIENT_DATA"}
	fixtures.brief(judge([alarm(type, overrides)], {})) == {$"{statuses[want]} {type}.a null: {want}" | want != ""}
}

test_states_that_count if {
	in_ok := [alarm("aws_cloudwatch_metric_alarm", {"ok_actions": [topic]})]
	judge(in_ok, {"okActionRequired": "true"}) == set()
	judge([alarm("aws_cloudwatch_metric_alarm", {"insufficient_data_actions": [topic]})], {"insufficientDataActionRequired": "false"}) != set()
}

wanted := "arn:aws:sns:us-east-1:123456789012:wanted"

test_actions_that_count[note] if {
	some note, [actions, want] in {
		"one of them": [[wanted, "arn:aws:sns:us-east-1:123456789012:other"], set()],
		"another": [["arn:aws:sns:us-east-1:123456789012:other"], {"NON_COMPLIANT aws_cloudwatch_metric_alarm.a null: other"}],
		"left out": [fixtures.unset, {"NON_COMPLIANT aws_cloudwatch_metric_alarm.a null: other"}],
		"of this plan": [[topic], {"INSUFFICIENT_DATA aws_cloudwatch_metric_alarm.a null: unknown"}],
	}
	fixtures.brief(judge([alarm("aws_cloudwatch_metric_alarm", {"alarm_actions": actions})], {"action2": wanted})) == want
}

test_each_parameter_names_one[name] if {
	some name in ["action1", "action2", "action3", "action4", "action5"]
	judge([alarm("aws_cloudwatch_metric_alarm", {"alarm_actions": [wanted]})], {name: wanted}) == set()
	judge([alarm("aws_cloudwatch_metric_alarm", {"alarm_actions": ["x"]})], {name: wanted}) != set()
}

test_deleted_is_not_judged if judge([fixtures.deleted("aws_cloudwatch_metric_alarm.a", {"alarm_actions": null})], {}) == set()

test_message if {
	{e.values | some e in judge([alarm("aws_cloudwatch_metric_alarm", {})], {})} == {{"states": "alarm_actions, insufficient_data_actions", "wanted": ""}}
	{e.values | some e in judge([alarm("aws_cloudwatch_metric_alarm", {"alarm_actions": ["z"]})], {"action1": "x", "action2": "y"})} == {{
		"states": "alarm_actions, insufficient_data_actions",
		"wanted": "x, y",
	}}
	{e.values | some e in judge([alarm("aws_cloudwatch_metric_alarm", {"alarm_actions": fixtures.unknown})], {})} == {{"states": "alarm_actions, insufficient_data_actions"}}
}
