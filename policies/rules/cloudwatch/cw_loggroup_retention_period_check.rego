# METADATA
# scope: package
# title: Logs are kept long enough
# description: >-
#   Every log group keeps its events for at least the days that the parameter MinRetentionTime names (365 when left out), or for ever. With the parameter
#   LogGroupNames, only the log groups that it names are judged.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/cw-loggroup-retention-period-check.html
#   - https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html
# custom:
#   id: CW_LOGGROUP_RETENTION_PERIOD_CHECK
#   source: aws-config
#   aliases: [cw-loggroup-retention-period-check]
#   severity: medium
#   resources: [aws_cloudwatch_log_group]
#   reads:
#     aws_cloudwatch_log_group: [name, retention_in_days]
#   parameters:
#     LogGroupNames: {description: "Names of the log groups to judge, separated by commas; all of them when left out."}
#     MinRetentionTime: {description: "Days that events must be kept, 365 when left out."}
#   controls: {fsbp: [CloudWatch.16], nist_800_53_r5: [AU-6(3), AU-6(4), AU-10, AU-11, CA-7, SI-12]}
#   reasons:
#     short: "Events are kept for {days} days, not {minimum}."
#     unknown: "The plan cannot tell whether events are kept for {minimum} days."
#   remediation: Set retention_in_days to at least the wanted number, or to 0, which keeps events for ever.
#   fix: {attribute: retention_in_days, value: 365}
package rules.cloudwatch.cw_loggroup_retention_period_check

import data.library.parameter
import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(group, "retention_in_days", "short", {"days": days, "minimum": minimum}) if {
	some group in judged_groups
	days := value.whole_number(group.after.retention_in_days)
	is_number(days)
	days != 0
	not is_enough(days)
}

evaluations contains verdict.insufficient_data(group, "retention_in_days", "unknown", {"minimum": minimum}) if {
	some group in judged_groups
	value.whole_number(group.after.retention_in_days) == "unknown"
}

# A minimum that is not a number is never reached.
is_enough(days) if {
	is_number(minimum)
	days >= minimum
}

minimum := 365 if {
	stated == ""
} else := value.whole_number(stated)

stated := parameter.text("CW_LOGGROUP_RETENTION_PERIOD_CHECK", "MinRetentionTime")

judged_groups := [group |
	some group in input.resources.aws_cloudwatch_log_group
	is_judged(group.after.name)
]

is_judged(_) if names == []

is_judged(name) if name in names

is_judged(name) if not is_string(name)

names := parameter.items("CW_LOGGROUP_RETENTION_PERIOD_CHECK", "LogGroupNames")
