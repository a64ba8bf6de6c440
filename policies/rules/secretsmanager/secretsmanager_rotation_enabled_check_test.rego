package rules.secretsmanager.secretsmanager_rotation_enabled_check_test

import data.library.fixtures
import data.rules.secretsmanager.secretsmanager_rotation_enabled_check

judge(resources, parameters) := fixtures.brief(found) if {
	model := object.union(fixtures.plan(resources), {"parameters": {"SECRETSMANAGER_ROTATION_ENABLED_CHECK": parameters}})
	found := secretsmanager_rotation_enabled_check.evaluations with input as model
}

secret := fixtures.resource("aws_secretsmanager_secret.s", {"name": "s"})

rotation(rules, link) := fixtures.linked(
	fixtures.resource("aws_secretsmanager_secret_rotation.r", {"secret_id": fixtures.unknown, "rotation_rules": rules}),
	{"secret_id": link},
)

to_secret := fixtures.to(["aws_secretsmanager_secret.s"])

days(n) := [{"automatically_after_days": n, "schedule_expression": null}]

schedule(text) := [{"automatically_after_days": null, "schedule_expression": text}]

of_secret(status, reason) := {$"{status} aws_secretsmanager_secret.s null: {reason}"}

test_secret[note] if {
	existing := fixtures.existing("aws_secretsmanager_secret.s", {"name": "s"})
	some note, [resources, want] in {
		"rotates": [[secret, rotation(days(30), to_secret)], set()],
		"does not": [[secret], of_secret("NON_COMPLIANT", "none")],
		"another does": [[secret, rotation(days(30), fixtures.elsewhere)], of_secret("NON_COMPLIANT", "none")],
		"any may": [[secret, rotation(days(30), fixtures.ambiguous)], of_secret("INSUFFICIENT_DATA", "elsewhere")],
		"existing": [[existing], of_secret("INSUFFICIENT_DATA", "elsewhere")],
		"existing, no more": [[existing, object.union(rotation(days(30), to_secret), {"action": "delete", "after": {}})], of_secret("NON_COMPLIANT", "removed")],
		"deleted": [[fixtures.deleted("aws_secretsmanager_secret.s", {"name": "s"})], set()],
	}
	judge(resources, {}) == want
}

finding(status, reason) := {$"{status} aws_secretsmanager_secret_rotation.r rotation_rules[0]: {reason}"}

test_frequency[note] if {
	in_days := {"maximumAllowedRotationFrequency": "30"}
	in_hours := {"maximumAllowedRotationFrequencyInHours": "12"}
	some note, [rules, parameters, want] in {
		"as asked": [days(30), in_days, set()],
		"more often": [days(7), in_days, set()],
		"less often": [days(31), in_days, finding("NON_COMPLIANT", "rare")],
		"less often, as rate": [schedule("rate(31 days)"), in_days, finding("NON_COMPLIANT", "rare")],
		"as rate": [schedule("rate(1 day)"), in_days, set()],
		"as asked, as rate": [schedule("rate(30 days)"), in_days, set()],
		"as rate in hours": [schedule("rate(12 hours)"), in_hours, set()],
		"less often in hours": [schedule("rate(13 hours)"), in_hours, finding("NON_COMPLIANT", "rare")],
		"both asked": [days(7), object.union(in_days, in_hours), finding("NON_COMPLIANT", "rare")],
		"as cron": [schedule("cron(0 4 ? * SUN *)"), in_days, finding("INSUFFICIENT_DATA", "unknown")],
		"unknown": [days(fixtures.unknown), in_days, finding("INSUFFICIENT_DATA", "unknown")],
		"malformed": [[{"automatically_after_days": {}, "schedule_expression": 5}], in_days, finding("INSUFFICIENT_DATA", "unknown")],
		"not asked": [days(1000), {}, set()],
		"unknown, not asked": [days(fixtures.unknown), {}, set()],
	}
	judge([secret, rotation(rules, to_secret)], parameters) == want
}

test_message if {
	model := object.union(fixtures.plan([rotation(days(31), to_secret)]), {"parameters": {"SECRETSMANAGER_ROTATION_ENABLED_CHECK": {"maximumAllowedRotationFrequency": "30"}}})
	found := secretsmanager_rotation_enabled_check.evaluations with input as model
	{e.values | some e in found} == {{"hours": 744, "maximum": 720}}
}

test_message_of_what_is_unknown if {
	model := object.union(
		fixtures.plan([rotation(days(fixtures.unknown), to_secret)]),
		{"parameters": {"SECRETSMANAGER_ROTATION_ENABLED_CHECK": {"maximumAllowedRotationFrequencyInHours": "12"}}},
	)
	found := secretsmanager_rotation_enabled_check.evaluations with input as model
	{e.values | some e in found} == {{"maximum": 12}}
}
