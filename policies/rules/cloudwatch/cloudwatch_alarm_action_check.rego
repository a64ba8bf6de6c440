# METADATA
# scope: package
# title: Alarms have an action
# description: >-
#   Every alarm does something in at least one of the states that the parameters ask for; with action1 to action5, one of these actions.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/cloudwatch-alarm-action-check.html
#   - https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
# custom:
#   id: CLOUDWATCH_ALARM_ACTION_CHECK
#   source: aws-config
#   aliases: [cloudwatch-alarm-action-check]
#   severity: high
#   resources: [aws_cloudwatch_composite_alarm, aws_cloudwatch_metric_alarm]
#   reads:
#     aws_cloudwatch_composite_alarm: [alarm_actions, insufficient_data_actions, ok_actions]
#     aws_cloudwatch_metric_alarm: [alarm_actions, insufficient_data_actions, ok_actions]
#   parameters:
#     alarmActionRequired: {description: "Whether an action in the state ALARM counts.", default: "true"}
#     insufficientDataActionRequired: {description: "Whether an action in the state INSUFFICIENT_DATA counts.", default: "true"}
#     okActionRequired: {description: "Whether an action in the state OK counts.", default: "false"}
#     action1: {description: ARN of an action that counts.}
#     action2: {description: ARN of an action that counts.}
#     action3: {description: ARN of an action that counts.}
#     action4: {description: ARN of an action that counts.}
#     action5: {description: ARN of an action that counts.}
#   controls:
#     fsbp: [CloudWatch.15]
#     nist_800_53_r5: [AU-6(1), AU-6(5), CA-7, IR-4(1), IR-4(5), SI-2, SI-4(5), SI-4(12), SI-20]
#   reasons:
#     none: "The alarm has no action ({states})."
#     other: "The alarm has none of the actions {wanted} ({states})."
#     unknown: "The plan cannot tell whether the alarm has an action that counts ({states})."
#   remediation: Give the alarm an action, such as an SNS topic, in alarm_actions.
package rules.cloudwatch.cloudwatch_alarm_action_check

import data.library.logic
import data.library.parameter
import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(alarm, null, reason, {"states": concat(", ", states), "wanted": concat(", ", wanted)}) if {
	some alarm in alarms
	has_action(alarm) == "no"
	reason := {true: "none", false: "other"}[wanted == []]
}

evaluations contains verdict.insufficient_data(alarm, null, "unknown", {"states": concat(", ", states)}) if {
	some alarm in alarms
	has_action(alarm) == "unknown"
}

alarms := [alarm |
	some type in ["aws_cloudwatch_composite_alarm", "aws_cloudwatch_metric_alarm"]
	some alarm in input.resources[type]
]

has_action(alarm) := logic.any({"no"} | {answer |
	some state in states
	some action in actions(alarm.after[state])
	answer := counts(action)
})

# A list that HCL does not keep the elements of stands for them.
actions(list) := [list] if {
	value.is_symbol(list)
	value.presence(list) == "present"
} else := [action.value | some action in value.elements(list)]

# An action by reference is there, whatever its ARN will be.
counts(action) := {"present": "yes", "absent": "no", "unknown": "unknown"}[value.presence_of_text(action)] if {
	wanted == []
} else := "yes" if {
	action in wanted
} else := "no" if {
	is_string(action)
} else := "unknown"

states := [state |
	some [name, state] in [
		["alarmActionRequired", "alarm_actions"],
		["insufficientDataActionRequired", "insufficient_data_actions"],
		["okActionRequired", "ok_actions"],
	]
	parameter.is_true("CLOUDWATCH_ALARM_ACTION_CHECK", name)
]

wanted := [arn |
	some name in ["action1", "action2", "action3", "action4", "action5"]
	arn := parameter.text("CLOUDWATCH_ALARM_ACTION_CHECK", name)
	arn != ""
]
