package rules.lambda.lambda_function_settings_check_test

import data.library.fixtures
import data.rules.lambda.lambda_function_settings_check

judge_with(resources, parameters) := fixtures.brief(found) if {
	model := object.union(fixtures.plan(resources), {"parameters": {"LAMBDA_FUNCTION_SETTINGS_CHECK": parameters}})
	found := lambda_function_settings_check.evaluations with input as model
}

judge(resources) := judge_with(resources, {"runtime": "nodejs22.x, python3.13"})

function(overrides) := fixtures.resource("aws_lambda_function.f", object.union(
	{"package_type": "Zip", "role": "arn:aws:iam::123456789012:role/r", "runtime": "nodejs22.x"},
	overrides,
))

wrong := {"NON_COMPLIANT aws_lambda_function.f runtime: runtime"}

unknown := {"INSUFFICIENT_DATA aws_lambda_function.f runtime: unknown_runtime"}

test_runtime[note] if {
	some note, [overrides, want] in {
		"one of them": [{"runtime": "python3.13"}, set()],
		"another": [{"runtime": "nodejs12.x"}, wrong],
		"unknown": [{"runtime": fixtures.unknown}, unknown],
		"of another resource": [{"runtime": fixtures.reference("terraform_data.late", "output")}, unknown],
		"missing": [{"runtime": fixtures.missing}, unknown],
		"null": [{"runtime": null}, unknown],
		"image": [{"package_type": "Image", "runtime": null}, {"NOT_APPLICABLE aws_lambda_function.f package_type: image"}],
		"perhaps an image": [{"package_type": fixtures.unknown, "runtime": "nodejs12.x"}, wrong],
	}
	judge([function(overrides)]) == want
}

test_role[note] if {
	some note, [role, want] in {
		"the role": ["arn:aws:iam::123456789012:role/r", set()],
		"another": ["arn:aws:iam::123456789012:role/s", {"NON_COMPLIANT aws_lambda_function.f role: role"}],
		"of this plan": [fixtures.reference("aws_iam_role.r", "arn"), {"INSUFFICIENT_DATA aws_lambda_function.f role: unknown_role"}],
	}
	judge_with([function({"role": role})], {"runtime": "nodejs22.x", "role": "arn:aws:iam::123456789012:role/r"}) == want
}

test_role_by_name[note] if {
	some note, [role, want] in {
		"the role": ["arn:aws:iam::123456789012:role/r", set()],
		"the role, in a path": ["arn:aws:iam::123456789012:role/service-role/r", set()],
		"another": ["arn:aws:iam::123456789012:role/s", {"NON_COMPLIANT aws_lambda_function.f role: role"}],
	}
	judge_with([function({"role": role})], {"runtime": "nodejs22.x", "role": "r"}) == want
}

test_numbers[note] if {
	slow := {"NON_COMPLIANT aws_lambda_function.f timeout: other_number"}
	some note, [overrides, parameters, want] in {
		"as asked": [{"timeout": 10, "memory_size": 256}, {"timeout": "10", "memorySize": "256"}, set()],
		"another timeout": [{"timeout": 11}, {"timeout": "10"}, slow],
		"another memory": [{"memory_size": 512}, {"memorySize": "256"}, {"NON_COMPLIANT aws_lambda_function.f memory_size: other_number"}],
		"left out, as is Lambda's own": [{"timeout": null, "memory_size": fixtures.unset}, {"timeout": "3", "memorySize": "128"}, set()],
		"left out, otherwise": [{"timeout": null}, {"timeout": "10"}, slow],
		"unknown": [{"timeout": fixtures.unknown}, {"timeout": "10"}, {"INSUFFICIENT_DATA aws_lambda_function.f timeout: unknown_number"}],
		"no parameters": [{"timeout": 900, "memory_size": fixtures.unknown}, {"timeout": "", "memorySize": ""}, set()],
		"no number asked": [{"timeout": 10}, {"timeout": "ten"}, slow],
	}
	judge_with([function(overrides)], parameters) == want
}

test_message_of_a_number if {
	model := object.union(fixtures.plan([function({"timeout": 11, "memory_size": fixtures.unknown})]), {"parameters": {"LAMBDA_FUNCTION_SETTINGS_CHECK": {"timeout": "10", "memorySize": "256"}}})
	found := lambda_function_settings_check.evaluations with input as model
	{e.reason: e.values | some e in found} == {
		"other_number": {"setting": "timeout", "found": 11, "expected": "10"},
		"unknown_number": {"setting": "memory", "expected": "256"},
	}
}

test_no_parameters[note] if {
	some note, overrides in {"known": {"runtime": "nodejs12.x"}, "unknown": {"runtime": fixtures.unknown, "role": fixtures.unknown}}
	judge_with([function(overrides)], {"runtime": "", "role": ""}) == set()
}

test_message[note] if {
	some note, [overrides, want] in {
		"others": [{"runtime": "x", "role": "x"}, {"runtime": {"runtimes": "a, b"}, "role": {"role": "r"}}],
		"unknown": [{"runtime": fixtures.unknown, "role": fixtures.unknown}, {"unknown_runtime": {"runtimes": "a, b"}, "unknown_role": {"role": "r"}}],
	}
	model := object.union(fixtures.plan([function(overrides)]), {"parameters": {"LAMBDA_FUNCTION_SETTINGS_CHECK": {"runtime": "a,b", "role": "r"}}})
	found := lambda_function_settings_check.evaluations with input as model
	{e.reason: e.values | some e in found} == want
}

existing := object.union(function({"runtime": "nodejs12.x"}), {"action": "no-op"})

test_existing_is_judged if count(judge([existing])) == 1

test_deleted_is_not_judged if judge([object.union(existing, {"action": "delete", "after": {}})]) == set()
