# METADATA
# scope: package
# title: CloudTrail records what is done in the account
# description: >-
#   At least one of the trails in the plan is logging, to the targets that are asked for. A plan without trails is not judged: another stack, or
#   the organization, may have one.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/cloudtrail-enabled.html
#   - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-create-and-update-a-trail.html
# custom:
#   id: CLOUD_TRAIL_ENABLED
#   source: aws-config
#   aliases: [cloudtrail-enabled, CLOUDTRAIL_ENABLED]
#   severity: high
#   resources: [aws_cloudtrail]
#   reads:
#     aws_cloudtrail: [cloud_watch_logs_group_arn, enable_logging, s3_bucket_name, sns_topic_name]
#   parameters:
#     s3BucketName: {description: Bucket that the trail has to deliver to.}
#     snsTopicArn: {description: Topic that the trail has to notify.}
#     cloudWatchLogsLogGroupArn: {description: Log group that the trail has to send its events to.}
#   controls:
#     fsbp: [CloudTrail.3]
#     pci_3_2_1:
#       ["10.1", "10.2.1", "10.2.2", "10.2.3", "10.2.4", "10.2.5", "10.2.6", "10.2.7", "10.3.1", "10.3.2", "10.3.3",
#       "10.3.4", "10.3.5", "10.3.6"]
#   reasons:
#     off: No trail of the plan is logging to the targets that are asked for.
#     unknown: The plan cannot tell whether a trail is logging to the targets that are asked for.
#     removed: The plan deletes the last trail that it has, and the account is left without.
#     removed_in_part: The plan deletes a trail. It was made for a part of the resources, so it cannot tell whether another is left.
#   runtime: AWS Config looks at all trails of the account, also those of other stacks and of the organization.
#   remediation: Set enable_logging to true, or leave it out. Give the trail the targets that the parameters of the rule name.
#   fix: {attribute: enable_logging, value: true}
package rules.cloudtrail.cloud_trail_enabled

import data.library.logic
import data.library.removal
import data.library.trail_records
import data.library.trail_targets
import data.library.verdict

evaluations contains verdict.non_compliant(trail, null, "off", {}) if {
	answer == "no"
	some trail in trails
}

evaluations contains verdict.insufficient_data(trail, null, "unknown", {}) if {
	answer == "unknown"
	some trail in trails
}

evaluations contains evaluation if some evaluation in removal.evaluations("aws_cloudtrail")

trails := [trail | some trail in input.resources.aws_cloudtrail]

answer := logic.any({logic.all({trail_records.is_logging(trail)} | trail_targets.answers(trail, "CLOUD_TRAIL_ENABLED")) | some trail in trails})
