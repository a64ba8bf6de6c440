package rules.cloudwatch.cloudwatch_alarm_action_enabled_check_test

import data.library.fixtures
import data.rules.cloudwatch.cloudwatch_alarm_action_enabled_check

judge(resources) := fixtures.brief(found) if {
	found := cloudwatch_alarm_action_enabled_check.evaluations with input as fixtures.plan(resources)
}

test_setting[note] if {
	some type in ["aws_cloudwatch_composite_alarm", "aws_cloudwatch_metric_alarm"]
	some name, [found, want] in {
		"on": [true, set()],
		"off": [false, {$"NON_COMPLIANT {type}.a actions_enabled: wrong"}],
		"left out": [null, set()],
		"unset": [fixtures.unset, set()],
		"unknown": [fixtures.unknown, {$"INSUFFICIENT_DATA {type}.a actions_enabled: unknown"}],
		"malformed": [[true], {$"INSUFFICIENT_DATA {type}.a actions_enabled: unknown"}],
	}
	note := $"{type}: {name}"
	judge([fixtures.resource($"{type}.a", {"actions_enabled": found})]) == want
}

test_deleted_is_not_judged if judge([fixtures.deleted("aws_cloudwatch_metric_alarm.a", {"actions_enabled": false})]) == set()
