# METADATA
# scope: package
# title: CloudTrail records access to S3 objects
# description: >-
#   The trails of the plan together record every reading and every writing of objects in all buckets, or in those that are named. A selector
#   that takes only some events, e.g. all but those of the log bucket, does not count. A plan without trails is not judged: another stack, or
#   the organization, may have one.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/cloudtrail-s3-dataevents-enabled.html
#   - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
# custom:
#   id: CLOUDTRAIL_S3_DATAEVENTS_ENABLED
#   source: aws-config
#   aliases: [cloudtrail-s3-dataevents-enabled]
#   severity: low
#   resources: [aws_cloudtrail]
#   reads:
#     aws_cloudtrail: [advanced_event_selector, enable_logging, event_selector]
#   parameters:
#     S3BucketNames: {description: "Names of the buckets, separated by commas; all buckets when left out."}
#   controls: {cis_1_4: ["3.10", "3.11"], cis_3_0: ["3.8", "3.9"], cis_4_0: ["3.8", "3.9"], cis_5_0: ["3.8", "3.9"]}
#   reasons:
#     off: "The trails of the plan do not record all access to the objects of {buckets}."
#     unknown: "The plan cannot tell whether its trails record all access to the objects of {buckets}."
#   runtime: AWS Config looks at all trails of the account, also those of other stacks and of the organization.
#   remediation: Add an event_selector with a data_resource of the type AWS::S3::Object and the value arn:aws:s3, for reading and writing.
package rules.cloudtrail.cloudtrail_s3_dataevents_enabled

import data.library.parameter
import data.library.trail_records
import data.library.verdict

evaluations contains verdict.non_compliant(trail, "event_selector", "off", {"buckets": described}) if {
	answer == "no"
	some trail in trails
}

evaluations contains verdict.insufficient_data(trail, "event_selector", "unknown", {"buckets": described}) if {
	answer == "unknown"
	some trail in trails
}

trails := [trail | some trail in input.resources.aws_cloudtrail]

answer := trail_records.some_records(trails, trail_records.s3_events(buckets))

named := parameter.items("CLOUDTRAIL_S3_DATAEVENTS_ENABLED", "S3BucketNames")

buckets := ["*"] if {
	named == []
} else := named

described := "all buckets" if {
	named == []
} else := concat(", ", named)
