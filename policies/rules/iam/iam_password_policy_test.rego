package rules.iam.iam_password_policy_test

import data.library.fixtures
import data.rules.iam.iam_password_policy

defaults := {
	"MaxPasswordAge": "90",
	"MinimumPasswordLength": "14",
	"PasswordReusePrevention": "24",
	"RequireLowercaseCharacters": "true",
	"RequireNumbers": "true",
	"RequireSymbols": "true",
	"RequireUppercaseCharacters": "true",
}

judge(model, parameters) := found if {
	found := iam_password_policy.evaluations with input as object.union(model, {"parameters": {"IAM_PASSWORD_POLICY": object.union(defaults, parameters)}})
}

strong := {
	"max_password_age": 90,
	"minimum_password_length": 14,
	"password_reuse_prevention": 24,
	"require_lowercase_characters": true,
	"require_numbers": true,
	"require_symbols": true,
	"require_uppercase_characters": true,
}

policy(overrides) := fixtures.resource("aws_iam_account_password_policy.p", object.union(strong, overrides))

of(overrides, parameters) := fixtures.brief(judge(fixtures.plan([policy(overrides)]), parameters))

finding(status, attribute, reason) := {$"{status} aws_iam_account_password_policy.p {attribute}: {reason}"}

test_strong if of({}, {}) == set()

test_required_characters[note] if {
	some attribute, parameter in {
		"require_lowercase_characters": "RequireLowercaseCharacters",
		"require_numbers": "RequireNumbers",
		"require_symbols": "RequireSymbols",
		"require_uppercase_characters": "RequireUppercaseCharacters",
	}
	some name, [found, parameters, want] in {
		"off": [false, {}, finding("NON_COMPLIANT", attribute, "wrong")],
		"left out": [fixtures.unset, {}, finding("NON_COMPLIANT", attribute, "wrong")],
		"null": [null, {}, finding("NON_COMPLIANT", attribute, "wrong")],
		"unknown": [fixtures.unknown, {}, finding("INSUFFICIENT_DATA", attribute, "unknown")],
		"malformed": [1, {}, finding("INSUFFICIENT_DATA", attribute, "unknown")],
		"not asked for": [false, {parameter: "false"}, set()],
		"asked for in capitals, which AWS Config takes for false": [false, {parameter: "True"}, set()],
	}
	note := $"{attribute} {name}"
	of({attribute: found}, parameters) == want
}

test_numbers[note] if {
	some note, [attribute, found, parameters, want] in {
		"longer": ["minimum_password_length", 20, {}, set()],
		"too short": ["minimum_password_length", 8, {}, finding("NON_COMPLIANT", "minimum_password_length", "low")],
		"length left out": ["minimum_password_length", fixtures.unset, {}, finding("NON_COMPLIANT", "minimum_password_length", "low")],
		"length unknown": ["minimum_password_length", fixtures.unknown, {}, finding("INSUFFICIENT_DATA", "minimum_password_length", "unknown")],
		"length left out, as AWS has it": ["minimum_password_length", fixtures.unset, {"MinimumPasswordLength": "6"}, set()],
		"length left out, one more than AWS has": ["minimum_password_length", fixtures.unset, {"MinimumPasswordLength": "7"}, finding("NON_COMPLIANT", "minimum_password_length", "low")],
		"none remembered, one asked for": ["password_reuse_prevention", fixtures.unset, {"PasswordReusePrevention": "1"}, finding("NON_COMPLIANT", "password_reuse_prevention", "low")],
		"too few remembered": ["password_reuse_prevention", 5, {}, finding("NON_COMPLIANT", "password_reuse_prevention", "low")],
		"none remembered": ["password_reuse_prevention", fixtures.unset, {}, finding("NON_COMPLIANT", "password_reuse_prevention", "low")],
		"remembered unknown": ["password_reuse_prevention", fixtures.unknown, {}, finding("INSUFFICIENT_DATA", "password_reuse_prevention", "unknown")],
		"sooner": ["max_password_age", 30, {}, set()],
		"later": ["max_password_age", 91, {}, finding("NON_COMPLIANT", "max_password_age", "old")],
		"never": ["max_password_age", 0, {}, finding("NON_COMPLIANT", "max_password_age", "no_expiry")],
		"age left out": ["max_password_age", fixtures.unset, {}, finding("NON_COMPLIANT", "max_password_age", "no_expiry")],
		"age unknown": ["max_password_age", fixtures.unknown, {}, finding("INSUFFICIENT_DATA", "max_password_age", "unknown")],
		"age of another resource": ["max_password_age", fixtures.reference("terraform_data.late", "output"), {}, finding("INSUFFICIENT_DATA", "max_password_age", "unknown")],
		"age malformed": ["max_password_age", "soon", {}, finding("INSUFFICIENT_DATA", "max_password_age", "unknown")],
		"age asked for in words": ["max_password_age", 30, {"MaxPasswordAge": "soon"}, finding("NON_COMPLIANT", "max_password_age", "old")],
	}
	of({attribute: found}, parameters) == want
}

removed := object.union(policy({}), {"action": "delete", "after": {}})

test_removed if {
	fixtures.brief(judge(fixtures.plan([removed]), {})) == finding("NON_COMPLIANT", "null", "removed")
	judge(object.union(fixtures.plan([removed]), {"plan": {"destroy": true}}), {}) == set()
}

test_account_without_policy if judge(fixtures.plan([]), {}) == set()

test_message if {
	{e.values | some e in judge(fixtures.plan([policy({"max_password_age": 120})]), {})} == {{"days": 120, "maximum": 90}}
	{e.values | some e in judge(fixtures.plan([policy({"max_password_age": 0})]), {})} == {{"maximum": 90}}
	{e.values | some e in judge(fixtures.plan([policy({"minimum_password_length": 8})]), {})} == {{"found": 8, "minimum": 14}}
}
