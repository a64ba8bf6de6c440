package library.trail_targets_test

import data.library.fixtures
import data.library.trail_targets

answers(after, parameters) := found if {
	trail := fixtures.resource("aws_cloudtrail.t", object.union({"s3_bucket_name": "b", "sns_topic_name": null, "cloud_watch_logs_group_arn": null}, after))
	found := trail_targets.answers(trail, "R") with input as {"parameters": {"R": parameters}}
}

topic := "arn:aws:sns:us-east-1:123456789012:t"

group := "arn:aws:logs:us-east-1:123456789012:log-group:g"

test_targets[note] if {
	some note, [after, parameters, want] in {
		"none asked for": [{}, {}, set()],
		"none asked for, empty": [{}, {"s3BucketName": ""}, set()],
		"the bucket": [{}, {"s3BucketName": "b"}, {"yes"}],
		"another bucket": [{}, {"s3BucketName": "c"}, {"no"}],
		"unknown bucket": [{"s3_bucket_name": fixtures.reference("aws_s3_bucket.b", "id")}, {"s3BucketName": "b"}, {"unknown"}],
		"malformed bucket": [{"s3_bucket_name": 1}, {"s3BucketName": "b"}, {"unknown"}],
		"no bucket": [{"s3_bucket_name": ""}, {"s3BucketName": "b"}, {"no"}],
		"the topic": [{"sns_topic_name": topic}, {"snsTopicArn": topic}, {"yes"}],
		"the topic by name": [{"sns_topic_name": "t"}, {"snsTopicArn": topic}, {"yes"}],
		"another topic by name": [{"sns_topic_name": "u"}, {"snsTopicArn": topic}, {"no"}],
		"the same topic of another account": [{"sns_topic_name": "arn:aws:sns:us-east-1:111111111111:t"}, {"snsTopicArn": topic}, {"no"}],
		"no topic": [{}, {"snsTopicArn": topic}, {"no"}],
		"the log group": [{"cloud_watch_logs_group_arn": $"{group}:*"}, {"cloudWatchLogsLogGroupArn": group}, {"yes"}],
		"the log group, asked for with all its streams": [{"cloud_watch_logs_group_arn": group}, {"cloudWatchLogsLogGroupArn": $"{group}:*"}, {"yes"}],
		"another log group": [{"cloud_watch_logs_group_arn": $"{group}h:*"}, {"cloudWatchLogsLogGroupArn": group}, {"no"}],
		"one of two": [{}, {"s3BucketName": "b", "snsTopicArn": topic}, {"yes", "no"}],
	}
	answers(after, parameters) == want
}
