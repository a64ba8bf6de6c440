# METADATA
# scope: package
# title: The actions of alarms are enabled
# description: No alarm has its actions switched off.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/cloudwatch-alarm-action-enabled-check.html
#   - https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
# custom:
#   id: CLOUDWATCH_ALARM_ACTION_ENABLED_CHECK
#   source: aws-config
#   aliases: [cloudwatch-alarm-action-enabled-check]
#   severity: high
#   resources: [aws_cloudwatch_composite_alarm, aws_cloudwatch_metric_alarm]
#   reads:
#     aws_cloudwatch_composite_alarm: [actions_enabled]
#     aws_cloudwatch_metric_alarm: [actions_enabled]
#   controls: {fsbp: [CloudWatch.17], nist_800_53_r5: [AU-6(1), AU-6(5), CA-7, SI-2, SI-4(12)]}
#   reasons:
#     wrong: The actions of the alarm are switched off.
#     unknown: The plan cannot tell whether the actions of the alarm are enabled.
#   remediation: Set actions_enabled to true, or leave it out.
#   fix: {attribute: actions_enabled, value: true}
package rules.cloudwatch.cloudwatch_alarm_action_enabled_check

import data.library.setting

# Left out, actions are enabled.
evaluations contains evaluation if {
	alarms := [alarm |
		some type in ["aws_cloudwatch_composite_alarm", "aws_cloudwatch_metric_alarm"]
		some alarm in input.resources[type]
	]
	some evaluation in setting.must_be("true", alarms, "actions_enabled", "true")
}
