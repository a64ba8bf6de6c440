# METADATA
# scope: package
# title: Buckets log access
# description: >-
#   Server access logging of every bucket is on, to the bucket and prefix that the parameters targetBucket and targetPrefix name, if any. A bucket that
#   receives such logs is not judged: Security Hub says to suppress the finding there, since a bucket that logs to itself fills itself.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-logging-enabled.html
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html
# custom:
#   id: S3_BUCKET_LOGGING_ENABLED
#   source: aws-config
#   aliases: [s3-bucket-logging-enabled]
#   severity: medium
#   resources: [aws_s3_bucket, aws_s3_bucket_logging]
#   reads:
#     aws_s3_bucket: [bucket, logging]
#     aws_s3_bucket_logging: [bucket, target_bucket, target_prefix]
#   parameters:
#     targetBucket: {description: Name of the bucket that access logs have to go to.}
#     targetPrefix: {description: Prefix that access logs have to have.}
#   controls:
#     fsbp: [S3.9]
#     pci_4_0_1: ["10.2.1"]
#     nist_800_53_r5:
#       [AC-2(4), AC-4(26), AC-6(9), AU-2, AU-3, AU-6(3), AU-6(4), AU-10, AU-12, CA-7, SC-7(9), SI-3(8), SI-4(20),
#       SI-7(8)]
#   reasons:
#     other_target: "Access logs do not go to {expected}."
#     unknown_target: "The plan cannot tell whether access logs go to {expected}."
#     none: "Nothing in this plan logs access to the bucket. (Another stack may.)"
#     removed: This plan removes the access log of the bucket.
#     state: Access to the bucket is not logged.
#     elsewhere: The plan shows no access log of the bucket, and cannot tell that it has none.
#     receives_logs: The bucket receives the access logs of others.
#     may_receive_logs: Nothing in this plan logs access to the bucket, and the plan cannot tell whether it receives the access logs of others.
#   remediation: Give the bucket an aws_s3_bucket_logging with another bucket as its target.
package rules.s3.s3_bucket_logging_enabled

import data.library.logic
import data.library.plan
import data.library.s3
import data.library.value
import data.library.verdict

evaluations contains evaluation if {
	some evaluation in s3.required("aws_s3_bucket_logging", own)
	not evaluation.resource in (receivers | possible_receivers)
}

evaluations contains verdict.not_applicable({"address": address}, null, "receives_logs", {}) if {
	some address in receivers
	input.resources.aws_s3_bucket[address]
}

evaluations contains verdict.insufficient_data({"address": evaluation.resource}, null, "may_receive_logs", {}) if {
	some evaluation in s3.required("aws_s3_bucket_logging", own)
	evaluation.resource in (possible_receivers - receivers)
}

evaluations contains verdict.non_compliant(logging, attribute, "other_target", {"expected": expected}) if {
	some logging in input.resources.aws_s3_bucket_logging
	some attribute, expected in wanted
	is_target(logging.after[attribute], expected) == "no"
}

evaluations contains verdict.insufficient_data(logging, attribute, "unknown_target", {"expected": expected}) if {
	some logging in input.resources.aws_s3_bucket_logging
	some attribute, expected in wanted
	is_target(logging.after[attribute], expected) == "unknown"
}

wanted[attribute] := expected if {
	some name, attribute in {"targetBucket": "target_bucket", "targetPrefix": "target_prefix"}
	expected := input.parameters.S3_BUCKET_LOGGING_ENABLED[name]
	expected != ""
}

is_target(v, expected) := "yes" if {
	v == expected
} else := "no" if {
	is_string(v)
} else := "no" if {
	v == null
} else := "unknown"

receivers := targets(false)

# One of several that a target may be.
possible_receivers := targets(true)

targets(is_open) := {address |
	some logging in input.resources.aws_s3_bucket_logging
	link := plan.link(logging, "target_bucket")
	link.unresolved == is_open
	some address in link.to
}

own := {bucket.address: logic.any(answers | {"no"}) |
	some bucket in s3.buckets
	answers := {{"present": "yes", "absent": "no", "unknown": "unknown"}[target] |
		some block in value.elements(bucket.after.logging)
		target := value.presence_of_text(value.attribute(block.value, "target_bucket"))
	}
}
