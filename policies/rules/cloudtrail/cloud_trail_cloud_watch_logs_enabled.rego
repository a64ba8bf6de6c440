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
#   parameters:
#     expectedDeliveryWindowAge: {description: "Hours since the last delivery that are still right. Only AWS Config can see that; the gate does not ask."}
#   controls:
#     fsbp: [CloudTrail.5]
#     cis_1_4: ["3.4"]
#     pci_3_2_1: ["10.5.3"]
#     nist_800_53_r5:
#       [AC-2(4), AC-4(26), AC-6(9), AU-2, AU-3, AU-6(1), AU-6(3), AU-6(4), AU-6(5), AU-7(1), AU-10, AU-12, CA-7,
#       SC-7(9), SI-3(8), SI-4(5), SI-4(20), SI-7(8), SI-20]
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
