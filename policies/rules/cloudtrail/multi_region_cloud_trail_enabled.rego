# METADATA
# scope: package
# title: A trail records the management events of all regions
# description: >-
#   At least one of the trails in the plan is logging in all regions and records every management event, those that read and those that write,
#   of every service. A plan without trails is not judged: another stack, or the organization, may have one.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/multi-region-cloudtrail-enabled.html
#   - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/receive-cloudtrail-log-files-from-multiple-regions.html
# custom:
#   id: MULTI_REGION_CLOUD_TRAIL_ENABLED
#   source: aws-config
#   aliases: [multi-region-cloudtrail-enabled]
#   severity: high
#   resources: [aws_cloudtrail]
#   reads:
#     aws_cloudtrail: [advanced_event_selector, cloud_watch_logs_group_arn, enable_logging, event_selector, is_multi_region_trail, s3_bucket_name, sns_topic_name]
#   parameters:
#     s3BucketName: {description: Bucket that the trail has to deliver to.}
#     snsTopicArn: {description: Topic that the trail has to notify.}
#     cloudWatchLogsLogGroupArn: {description: Log group that the trail has to send its events to.}
#     includeManagementEvents: {description: "For AWS Config, true or false; the gate asks for management events whatever it says."}
#     readWriteType: {description: "For AWS Config, ReadOnly, WriteOnly or ALL; the gate asks for reading and writing whatever it says."}
#   controls:
#     fsbp: [CloudTrail.1]
#     cis_1_4: ["3.1"]
#     cis_3_0: ["3.1"]
#     cis_4_0: ["3.1"]
#     cis_5_0: ["3.1"]
#     nist_800_53_r5:
#       [AC-2(4), AC-4(26), AC-6(9), AU-2, AU-3, AU-6(3), AU-6(4), AU-10, AU-12, AU-14(1), CA-7, SA-8(22), SC-7(9),
#       SI-3(8), SI-4(20), SI-7(8)]
#   reasons:
#     off: No trail of the plan records all management events of all regions, to the targets that are asked for.
#     unknown: The plan cannot tell whether a trail records all management events of all regions, to the targets that are asked for.
#     removed: The plan deletes the last trail that it has, and the account is left without.
#     removed_in_part: The plan deletes a trail. It was made for a part of the resources, so it cannot tell whether another is left.
#   runtime: AWS Config looks at all trails of the account, also those of other stacks and of the organization.
#   remediation: Set is_multi_region_trail to true on a trail whose selectors leave no management events out.
#   fix: {attribute: is_multi_region_trail, value: true}
package rules.cloudtrail.multi_region_cloud_trail_enabled

import data.library.logic
import data.library.removal
import data.library.trail_records
import data.library.trail_targets
import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(trail, "is_multi_region_trail", "off", {}) if {
	answer == "no"
	some trail in trails
}

evaluations contains verdict.insufficient_data(trail, "is_multi_region_trail", "unknown", {}) if {
	answer == "unknown"
	some trail in trails
}

evaluations contains evaluation if some evaluation in removal.evaluations("aws_cloudtrail")

trails := [trail | some trail in input.resources.aws_cloudtrail]

answer := logic.any({logic.all(conditions(trail) | trail_targets.answers(trail, "MULTI_REGION_CLOUD_TRAIL_ENABLED")) | some trail in trails})

conditions(trail) := {is_multi_region(trail), trail_records.records_all(trail, trail_records.management_events)}

is_multi_region(trail) := {"true": "yes", "false": "no", "unset": "no", "unknown": "unknown"}[value.boolean(trail.after.is_multi_region_trail)]
