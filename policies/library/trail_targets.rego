# METADATA
# title: Targets of trails
# description: Whether a trail delivers to the targets that the parameters of a rule name. Answers are "yes", "no" or "unknown".
package library.trail_targets

import data.library.parameter
import data.library.value

# METADATA
# description: The answer for each target that the rule's parameters name.
answers(trail, rule) := {answer |
	some name, attribute in {
		"s3BucketName": "s3_bucket_name",
		"snsTopicArn": "sns_topic_name",
		"cloudWatchLogsLogGroupArn": "cloud_watch_logs_group_arn",
	}
	expected := parameter.text(rule, name)
	expected != ""
	answer := is_target(value.of(trail, attribute), expected)
}

is_target(v, expected) := "no" if {
	value.is_unset(v)
} else := "yes" if {
	is_string(v)
	names(v, expected)
} else := "no" if {
	is_string(v)
} else := "unknown"

# The ARN of a log group may end in ":*".
names(found, expected) if trim_suffix(found, ":*") == trim_suffix(expected, ":*")

# A topic may be named without its account and region, which are then the trail's own.
names(found, expected) if {
	not startswith(found, "arn:")
	endswith(expected, concat("", [":", found]))
}
