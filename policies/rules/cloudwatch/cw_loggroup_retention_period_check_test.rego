package rules.cloudwatch.cw_loggroup_retention_period_check_test

import data.library.fixtures
import data.rules.cloudwatch.cw_loggroup_retention_period_check

judge(resources, parameters) := found if {
	model := object.union(fixtures.plan(resources), {"parameters": {"CW_LOGGROUP_RETENTION_PERIOD_CHECK": parameters}})
	found := cw_loggroup_retention_period_check.evaluations with input as model
}

group(name, days) := fixtures.resource("aws_cloudwatch_log_group.g", {"name": name, "retention_in_days": days})

short := {"NON_COMPLIANT aws_cloudwatch_log_group.g retention_in_days: short"}

undecided := {"INSUFFICIENT_DATA aws_cloudwatch_log_group.g retention_in_days: unknown"}

test_retention[note] if {
	some note, [days, parameters, want] in {
		"a year": [365, {}, set()],
		"more": [400, {}, set()],
		"less": [180, {}, short],
		"less, as text": ["180", {}, short],
		"for ever": [0, {}, set()],
		"left out": [null, {}, set()],
		"unset": [fixtures.unset, {}, set()],
		"unknown": [fixtures.unknown, {}, undecided],
		"of another resource": [fixtures.reference("terraform_data.late", "output"), {}, undecided],
		"malformed": [[365], {}, undecided],
		"as asked": [30, {"MinRetentionTime": "30"}, set()],
		"less than asked": [14, {"MinRetentionTime": "30"}, short],
		"more than a year asked": [365, {"MinRetentionTime": "731"}, short],
		"asked for what is no number": [365, {"MinRetentionTime": "a year"}, short],
		"for ever, asked for what is no number": [0, {"MinRetentionTime": "a year"}, set()],
		"left out, asked for what is no number": [null, {"MinRetentionTime": "a year"}, set()],
		"unknown, asked for what is no number": [fixtures.unknown, {"MinRetentionTime": "a year"}, undecided],
	}
	fixtures.brief(judge([group("/app", days)], parameters)) == want
}

test_names[note] if {
	some note, [name, want] in {
		"named": ["/app", short],
		"not named": ["/other", set()],
		"unknown name": [fixtures.unknown, short],
	}
	fixtures.brief(judge([group(name, 1)], {"LogGroupNames": "/db, /app"})) == want
}

test_deleted_is_not_judged if judge([fixtures.deleted("aws_cloudwatch_log_group.g", {"retention_in_days": 1})], {}) == set()

test_message if {
	{e.values | some e in judge([group("/app", 30)], {})} == {{"days": 30, "minimum": 365}}
	{e.values | some e in judge([group("/app", fixtures.unknown)], {})} == {{"minimum": 365}}
}
