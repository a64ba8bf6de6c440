package rules.lambda.lambda_dlq_check_test

import data.library.fixtures
import data.rules.lambda.lambda_dlq_check

judge_with(resources, parameters) := fixtures.brief(found) if {
	model := object.union(fixtures.plan(resources), {"parameters": {"LAMBDA_DLQ_CHECK": parameters}})
	found := lambda_dlq_check.evaluations with input as model
}

judge(resources) := judge_with(resources, {})

function(config) := fixtures.resource("aws_lambda_function.f", {"dead_letter_config": config})

evaluation(status, reason) := {$"{status} aws_lambda_function.f dead_letter_config: {reason}"}

test_queue[note] if {
	none := evaluation("NON_COMPLIANT", "none")
	unknown := evaluation("INSUFFICIENT_DATA", "unknown")
	some note, [config, want] in {
		"one": [[{"target_arn": "arn:aws:sqs:us-east-1:123456789012:q"}], set()],
		"one of this plan": [[{"target_arn": fixtures.reference("aws_sqs_queue.q", "arn")}], set()],
		"none": [[], none],
		"left out": [fixtures.unset, none],
		"null": [null, none],
		"empty": [[{"target_arn": ""}], none],
		"unknown target": [[{"target_arn": fixtures.unknown}], unknown],
		"of another resource": [[{"target_arn": fixtures.reference("terraform_data.late", "output")}], unknown],
		"unknown": [fixtures.unknown, unknown],
		"missing": [fixtures.missing, unknown],
		"malformed": ["q", unknown],
	}
	judge([function(config)]) == want
}

test_parameter[note] if {
	some note, [arn, want] in {
		"one of them": ["arn:aws:sqs:us-east-1:123456789012:q", set()],
		"another": ["arn:aws:sqs:us-east-1:123456789012:r", evaluation("NON_COMPLIANT", "other")],
		"of this plan": [fixtures.reference("aws_sqs_queue.q", "arn"), evaluation("INSUFFICIENT_DATA", "unknown_target")],
		"empty": ["", evaluation("NON_COMPLIANT", "none")],
	}
	judge_with([function([{"target_arn": arn}])], {"dlqArns": "x, arn:aws:sqs:us-east-1:123456789012:q"}) == want
}

test_message[reason] if {
	some reason, arn in {"other": "arn:aws:sqs:us-east-1:123456789012:r", "unknown_target": fixtures.reference("aws_sqs_queue.q", "arn")}
	model := object.union(fixtures.plan([function([{"target_arn": arn}])]), {"parameters": {"LAMBDA_DLQ_CHECK": {"dlqArns": "x,y"}}})
	found := lambda_dlq_check.evaluations with input as model
	{e.reason: e.values | some e in found} == {reason: {"approved": "x, y"}}
}

existing := object.union(function([]), {"action": "no-op"})

test_existing_is_judged if count(judge([existing])) == 1

test_deleted_is_not_judged if judge([object.union(existing, {"action": "delete", "after": {}})]) == set()
