# METADATA
# scope: package
# title: Trails send their events to CloudWatch Logs
# description: >-
#   A trail sends its events to a log group, where alarms can watch them. Whether they arrive is seen at run time only.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/cloud-trail-cloud-watch-logs-enabled.html
#   - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/send-cloudtrail-events-to-cloudwatch-logs.html
# custom:
#   id: CLOUD_TRAIL_CLOUD_WATCH_LOGS_ENABLED
#   source: aws-config
#   severity: low
#   resources: [aws_cloudtrail]
#   reads:
#     aws_cloudtrail: [cloud_watch_logs_group_arn]
#   controls: {fsbp: [CloudTrail.5], cis_1_4: ["3.4"]}
#   reasons:
#     wrong: The trail does not send its events to CloudWatch Logs.
#     unknown: The plan cannot tell whether the trail sends its events to CloudWatch Logs.
#   runtime: AWS Config also asks when the trail last delivered an event to the log group.
#   remediation: Set cloud_watch_logs_group_arn and cloud_watch_logs_role_arn.
package rules.cloudtrail.cloud_trail_cloud_watch_logs_enabled

import data.library.setting

evaluations contains evaluation if {
	resources := [resource | some resource in input.resources.aws_cloudtrail]
	some evaluation in setting.must_be_present(resources, "cloud_watch_logs_group_arn")
}
