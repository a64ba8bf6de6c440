# METADATA
# scope: package
# title: Load balancers log requests
# description: >-
#   Application and classic load balancers write access logs to a bucket, one of those that the parameter s3BucketNames lists, if any.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/elb-logging-enabled.html
# custom:
#   id: ELB_LOGGING_ENABLED
#   source: aws-config
#   aliases: [elb-logging-enabled]
#   severity: medium
#   resources: [aws_alb, aws_elb, aws_lb]
#   reads:
#     aws_alb: [access_logs, load_balancer_type]
#     aws_elb: [access_logs]
#     aws_lb: [access_logs, load_balancer_type]
#   parameters:
#     s3BucketNames: {description: "The buckets that access logs may go to, separated by commas."}
#   controls:
#     fsbp: [ELB.5]
#     nist_800_53_r5: [AC-4(26), AU-2, AU-3, AU-6(3), AU-6(4), AU-10, AU-12, CA-7, SC-7(9), SI-7(8)]
#   reasons:
#     off: The load balancer writes no access logs.
#     other_bucket: "The load balancer writes access logs to another bucket than {expected}."
#     unknown: The plan cannot tell whether the load balancer writes access logs.
#     unknown_bucket: "The plan cannot tell whether the load balancer writes access logs to {expected}."
#   remediation: Add an access_logs block with enabled set to true.
package rules.elb.elb_logging_enabled

import data.library.load_balancer
import data.library.parameter
import data.library.value
import data.library.verdict

evaluations contains evaluation if {
	some balancer in balancers
	evaluation := judged(balancer, enabled(balancer), bucket(balancer))
}

balancers := array.concat(load_balancer.application, [balancer | some balancer in input.resources.aws_elb])

judged(balancer, "false", _) := verdict.non_compliant(balancer, "access_logs[0].enabled", "off", {})

judged(balancer, "unknown", _) := verdict.insufficient_data(balancer, "access_logs[0].enabled", "unknown", {})

judged(balancer, "true", bucket) := verdict.non_compliant(balancer, "access_logs[0].bucket", "other_bucket", {"expected": expected}) if {
	expected != ""
	is_string(bucket)
	not bucket in allowed
} else := verdict.insufficient_data(balancer, "access_logs[0].bucket", "unknown_bucket", {"expected": expected}) if {
	expected != ""
	not is_string(bucket)
}

enabled(balancer) := switch(balancer, value.boolean(value.attribute(logs.value, "enabled"))) if {
	[logs] := value.elements(balancer.after.access_logs)
} else := "false" if {
	value.elements(balancer.after.access_logs) == []
} else := "unknown"

# A classic load balancer with the block writes logs unless it says otherwise; the others do not unless they say so.
switch(balancer, "unset") := "true" if balancer.type == "aws_elb"

switch(balancer, "unset") := "false" if balancer.type != "aws_elb"

switch(_, answer) := answer if answer != "unset"

bucket(balancer) := value.attribute(logs.value, "bucket") if {
	[logs] := value.elements(balancer.after.access_logs)
} else := null

expected := parameter.text("ELB_LOGGING_ENABLED", "s3BucketNames")

allowed := parameter.items("ELB_LOGGING_ENABLED", "s3BucketNames")
