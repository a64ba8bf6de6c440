# METADATA
# scope: package
# title: Backup plans run often enough and keep backups long enough
# description: >-
#   A backup plan has a rule that runs at least as often, and keeps its recovery points for at least as long, as asked for. A rule without a
#   schedule runs every day; one without a lifecycle keeps its recovery points for ever.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/backup-plan-min-frequency-and-min-retention-check.html
#   - https://docs.aws.amazon.com/aws-backup/latest/devguide/creating-a-backup-plan.html
# custom:
#   id: BACKUP_PLAN_MIN_FREQUENCY_AND_MIN_RETENTION_CHECK
#   source: aws-config
#   severity: medium
#   resources: [aws_backup_plan]
#   reads:
#     aws_backup_plan: [rule]
#   parameters:
#     requiredFrequencyUnit: {description: "Unit of requiredFrequencyValue: hours or days.", default: "days"}
#     requiredFrequencyValue: {description: A backup is to be made at least once in this time., default: "1"}
#     requiredRetentionDays: {description: Least number of days for which recovery points are kept., default: "35"}
#   reasons:
#     wrong: "No rule of the plan runs at least every {value} {unit} and keeps its recovery points for {days} days."
#     unknown: "The plan cannot tell whether a rule of the backup plan runs at least every {value} {unit} and keeps its recovery points for {days} days."
#   remediation: Give the plan a rule with such a schedule, and with a delete_after of as many days, or none.
package rules.backup.backup_plan_min_frequency_and_min_retention_check

import data.library.logic
import data.library.parameter
import data.library.schedule
import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(backup_plan, "rule", "wrong", described) if {
	some backup_plan in input.resources.aws_backup_plan
	answer(backup_plan) == "no"
}

evaluations contains verdict.insufficient_data(backup_plan, "rule", "unknown", described) if {
	some backup_plan in input.resources.aws_backup_plan
	answer(backup_plan) == "unknown"
}

answer(backup_plan) := logic.any({"no"} | {found |
	some element in value.elements(backup_plan.after.rule)
	found := logic.all({frequency_answer(value.attribute(element.value, "schedule")), retention_answer(value.attribute(element.value, "lifecycle"))})
})

described := {"value": required("requiredFrequencyValue"), "unit": required("requiredFrequencyUnit"), "days": required("requiredRetentionDays")}

required(name) := parameter.text("BACKUP_PLAN_MIN_FREQUENCY_AND_MIN_RETENTION_CHECK", name)

# What is asked for in a unit, or with a number, that does not exist is never reached.
required_hours := value.whole_number(required("requiredFrequencyValue")) * {"hours": 1, "days": 24}[required("requiredFrequencyUnit")]

frequency_answer(schedule_text) := "unknown" if {
	hours(schedule_text) == "unknown"
} else := "yes" if {
	hours(schedule_text) <= required_hours
} else := "no"

hours(v) := 24 if {
	value.is_unset(v)
} else := schedule.hours_between(v) if {
	is_string(v)
} else := "unknown"

# A lifecycle is one block or none.
retention_answer(blocks) := logic.all({"yes"} | {found |
	some block in value.elements(blocks)
	found := days_answer(value.whole_number(value.attribute(block.value, "delete_after")))
})

# 0 is what the provider has for what is not set.
days_answer(days) := "yes" if {
	days in {"unset", 0}
} else := "unknown" if {
	days == "unknown"
} else := "yes" if {
	is_number(value.whole_number(required("requiredRetentionDays")))
	days >= value.whole_number(required("requiredRetentionDays"))
} else := "no"
