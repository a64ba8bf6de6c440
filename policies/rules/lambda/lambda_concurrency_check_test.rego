package rules.lambda.lambda_concurrency_check_test

import data.library.fixtures
import data.rules.lambda.lambda_concurrency_check

judge_with(resources, parameters) := fixtures.brief(found) if {
	model := object.union(fixtures.plan(resources), {"parameters": {"LAMBDA_CONCURRENCY_CHECK": parameters}})
	found := lambda_concurrency_check.evaluations with input as model
}

judge(resources) := judge_with(resources, {})

function(v) := fixtures.resource("aws_lambda_function.f", {"reserved_concurrent_executions": v})

evaluation(status, reason) := {$"{status} aws_lambda_function.f reserved_concurrent_executions: {reason}"}

test_reserved[note] if {
	none := evaluation("NON_COMPLIANT", "none")
	unknown := evaluation("INSUFFICIENT_DATA", "unknown")
	some note, [v, want] in {
		"ten": [10, set()],
		"none at all": [0, set()],
		"not reserved": [-1, none],
		"left out": [null, none],
		"unset": [fixtures.unset, none],
		"unknown": [fixtures.unknown, unknown],
		"of another resource": [fixtures.reference("terraform_data.late", "output"), unknown],
		"missing": [fixtures.missing, unknown],
		"negative": [-7, unknown],
		"malformed": ["many", unknown],
	}
	judge([function(v)]) == want
}

test_limits[note] if {
	some note, [v, low, high, want] in {
		"between": [10, "5", "20", set()],
		"at the lower": [5, "5", "20", set()],
		"at the higher": [20, "5", "20", set()],
		"below": [4, "5", "20", evaluation("NON_COMPLIANT", "low")],
		"none at all": [0, "5", "20", evaluation("NON_COMPLIANT", "low")],
		"above": [21, "5", "20", evaluation("NON_COMPLIANT", "high")],
		"no limits": [21, "", "", set()],
		"limits that are no numbers": [10, "few", "many", (evaluation("NON_COMPLIANT", "low") | evaluation("NON_COMPLIANT", "high"))],
		"not reserved": [-1, "5", "20", evaluation("NON_COMPLIANT", "none")],
		"unknown": [fixtures.unknown, "5", "20", evaluation("INSUFFICIENT_DATA", "unknown")],
	}
	judge_with([function(v)], {"ConcurrencyLimitLow": low, "ConcurrencyLimitHigh": high}) == want
}

test_message[reason] if {
	some reason, [v, want] in {"low": [4, {"found": 4, "limit": "5"}], "high": [21, {"found": 21, "limit": "20"}]}
	model := object.union(fixtures.plan([function(v)]), {"parameters": {"LAMBDA_CONCURRENCY_CHECK": {"ConcurrencyLimitLow": "5", "ConcurrencyLimitHigh": "20"}}})
	found := lambda_concurrency_check.evaluations with input as model
	{e.reason: e.values | some e in found} == {reason: want}
}

existing := object.union(function(-1), {"action": "no-op"})

test_existing_is_judged if count(judge([existing])) == 1

test_deleted_is_not_judged if judge([object.union(existing, {"action": "delete", "after": {}})]) == set()
