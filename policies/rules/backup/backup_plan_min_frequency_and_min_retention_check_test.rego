package rules.backup.backup_plan_min_frequency_and_min_retention_check_test

import data.library.fixtures
import data.rules.backup.backup_plan_min_frequency_and_min_retention_check

judge_with(resources, parameters) := fixtures.brief(found) if {
	model := object.union(fixtures.plan(resources), {"parameters": {"BACKUP_PLAN_MIN_FREQUENCY_AND_MIN_RETENTION_CHECK": parameters}})
	found := backup_plan_min_frequency_and_min_retention_check.evaluations with input as model
}

judge(resources) := judge_with(resources, {"requiredFrequencyUnit": "days", "requiredFrequencyValue": "1", "requiredRetentionDays": "35"})

backup_plan(rules) := fixtures.resource("aws_backup_plan.p", {"rule": rules})

kept(days) := [{"cold_storage_after": null, "delete_after": days}]

rule(schedule, lifecycle) := {"rule_name": "r", "schedule": schedule, "lifecycle": lifecycle}

daily := "cron(0 5 ? * * *)"

weekly := "cron(0 5 ? * SUN *)"

wrong := {"NON_COMPLIANT aws_backup_plan.p rule: wrong"}

unknown := {"INSUFFICIENT_DATA aws_backup_plan.p rule: unknown"}

test_rules[note] if {
	some note, [rules, want] in {
		"every day, for 35 days": [[rule(daily, kept(35))], set()],
		"every day, for ever": [[rule(daily, [])], set()],
		"every day, for ever, in other words": [[rule(daily, kept(null))], set()],
		"every day, for ever, as the state has it": [[rule(daily, kept(0))], set()],
		"when AWS likes": [[rule(null, kept(35))], set()],
		"twice a day": [[rule("cron(0 5,17 ? * * *)", kept(35))], set()],
		"every week": [[rule(weekly, kept(35))], wrong],
		"for 34 days": [[rule(daily, kept(34))], wrong],
		"often in one rule, long in another": [[rule(daily, kept(7)), rule(weekly, kept(365))], wrong],
		"one of two": [[rule(daily, kept(7)), rule(daily, kept(365))], set()],
		"none": [[], wrong],
		"schedule unknown": [[rule(fixtures.unknown, kept(35))], unknown],
		"schedule not understood": [[rule("cron(0 5 L * ? *)", kept(35))], unknown],
		"schedule not understood, but not long enough": [[rule("cron(0 5 L * ? *)", kept(1))], wrong],
		"schedule of another resource": [[rule(fixtures.reference("terraform_data.late", "output"), kept(35))], unknown],
		"schedule malformed": [[rule(1, kept(35))], unknown],
		"days unknown": [[rule(daily, kept(fixtures.unknown))], unknown],
		"lifecycle unknown": [[rule(daily, fixtures.unknown)], unknown],
		"unknown": [fixtures.unknown, unknown],
		"missing": [fixtures.missing, unknown],
	}
	judge([backup_plan(rules)]) == want
}

test_parameters[note] if {
	some note, [parameters, want] in {
		"a week": [{"requiredFrequencyUnit": "days", "requiredFrequencyValue": "7", "requiredRetentionDays": "7"}, set()],
		"twelve hours": [{"requiredFrequencyUnit": "hours", "requiredFrequencyValue": "12", "requiredRetentionDays": "7"}, wrong],
		"a unit that is none": [{"requiredFrequencyUnit": "weeks", "requiredFrequencyValue": "1", "requiredRetentionDays": "7"}, wrong],
		"a number that is none": [{"requiredFrequencyUnit": "days", "requiredFrequencyValue": "7", "requiredRetentionDays": "long"}, wrong],
	}
	judge_with([backup_plan([rule(weekly, kept(35)), rule(daily, kept(3))])], parameters) == want
}

daily_for_a_week := backup_plan([rule(daily, kept(7))])

test_hours_and_days[note] if {
	some note, [schedule, unit, number, want] in {
		"as many hours": [daily, "hours", "24", set()],
		"fewer hours": [daily, "hours", "23", wrong],
		"as many days": ["cron(0 5 1 * ? *)", "days", "31", set()],
		"fewer days": ["cron(0 5 1 * ? *)", "days", "30", wrong],
	}
	judge_with([backup_plan([rule(schedule, [])])], {"requiredFrequencyUnit": unit, "requiredFrequencyValue": number, "requiredRetentionDays": "7"}) == want
}

test_for_ever_is_long_enough_for_whatever_is_asked if {
	judge_with([backup_plan([rule(daily, kept(null))])], {"requiredFrequencyUnit": "days", "requiredFrequencyValue": "1", "requiredRetentionDays": "long"}) == set()
}

test_message if {
	model := object.union(fixtures.plan([daily_for_a_week]), {"parameters": {"BACKUP_PLAN_MIN_FREQUENCY_AND_MIN_RETENTION_CHECK": {
		"requiredFrequencyUnit": "days",
		"requiredFrequencyValue": "1",
		"requiredRetentionDays": "35",
	}}})
	found := backup_plan_min_frequency_and_min_retention_check.evaluations with input as model
	{e.values | some e in found} == {{"value": "1", "unit": "days", "days": "35"}}
}

test_existing_is_judged if judge([object.union(backup_plan([]), {"action": "no-op"})]) == wrong

test_deleted_is_not_judged if judge([fixtures.deleted("aws_backup_plan.p", {"rule": []})]) == set()
