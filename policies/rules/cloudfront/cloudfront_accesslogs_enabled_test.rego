package rules.cloudfront.cloudfront_accesslogs_enabled_test

import data.library.fixtures
import data.rules.cloudfront.cloudfront_accesslogs_enabled

judge(resources) := fixtures.brief(found) if {
	found := cloudfront_accesslogs_enabled.evaluations with input as fixtures.plan(resources)
}

distribution(config) := fixtures.resource("aws_cloudfront_distribution.d", {"logging_config": config})

none := {"NON_COMPLIANT aws_cloudfront_distribution.d logging_config: none"}

unknown := {"INSUFFICIENT_DATA aws_cloudfront_distribution.d logging_config: unknown"}

source(link, type) := fixtures.linked(
	fixtures.resource("aws_cloudwatch_log_delivery_source.s", {"log_type": type, "resource_arn": fixtures.unknown}),
	{"resource_arn": link},
)

delivery := fixtures.linked(
	fixtures.resource("aws_cloudwatch_log_delivery.x", {"delivery_source_name": fixtures.unknown}),
	{"delivery_source_name": fixtures.to(["aws_cloudwatch_log_delivery_source.s"])},
)

test_logs[note] if {
	here := fixtures.to(["aws_cloudfront_distribution.d"])
	perhaps := object.union(source(fixtures.ambiguous, "ACCESS_LOGS"), {"address": "aws_cloudwatch_log_delivery_source.o"})
	some note, [resources, want] in {
		"to a bucket": [[distribution([{"bucket": "logs.s3.amazonaws.com"}])], set()],
		"to a bucket of this plan": [[distribution([{"bucket": fixtures.reference("aws_s3_bucket.b", "bucket_domain_name")}])], set()],
		"none": [[distribution([])], none],
		"left out": [[distribution(fixtures.unset)], none],
		"null": [[distribution(null)], none],
		"unknown": [[distribution(fixtures.unknown)], unknown],
		"missing": [[distribution(fixtures.missing)], unknown],
		"no block": [[distribution([null])], unknown],
		"a list in a list": [[distribution([[{"bucket": "logs.s3.amazonaws.com"}]])], unknown],
		"delivered": [[distribution([]), source(here, "ACCESS_LOGS"), delivery], set()],
		"delivered by nobody": [[distribution([]), source(here, "ACCESS_LOGS")], none],
		"other logs delivered": [[distribution([]), source(here, "CONNECTION_LOGS"), delivery], none],
		"delivered from another one": [[distribution([]), source(fixtures.elsewhere, "ACCESS_LOGS"), delivery], none],
		"perhaps delivered": [[distribution([]), source(fixtures.ambiguous, "ACCESS_LOGS"), delivery], unknown],
		"to a bucket, and perhaps delivered": [[distribution([{"bucket": "logs.s3.amazonaws.com"}]), source(fixtures.ambiguous, "ACCESS_LOGS"), delivery], set()],
		"delivered, and others perhaps": [[distribution([]), source(here, "ACCESS_LOGS"), delivery, perhaps], set()],
	}
	judge(resources) == want
}

test_existing_is_judged if count(judge([object.union(distribution([]), {"action": "no-op"})])) == 1

test_deleted_is_not_judged if judge([object.union(distribution([]), {"action": "delete", "after": {}})]) == set()

test_bucket[note] if {
	here := fixtures.to(["aws_cloudfront_distribution.d"])
	other := {"NON_COMPLIANT aws_cloudfront_distribution.d logging_config: other"}
	open := {"INSUFFICIENT_DATA aws_cloudfront_distribution.d logging_config: unknown_other"}
	some note, [resources, want] in {
		"the bucket": [[distribution([{"bucket": "logs.s3.amazonaws.com"}])], set()],
		"the bucket, in its region": [[distribution([{"bucket": "logs.s3.eu-west-1.amazonaws.com"}])], set()],
		"the bucket, in China": [[distribution([{"bucket": "logs.s3.cn-north-1.amazonaws.com.cn"}])], set()],
		"another": [[distribution([{"bucket": "other.s3.amazonaws.com"}])], other],
		"one that begins alike": [[distribution([{"bucket": "logs.s3.amazonaws.com.s3.amazonaws.com"}])], other],
		"one that begins alike, too": [[distribution([{"bucket": "logs2.s3.amazonaws.com"}])], other],
		"no domain": [[distribution([{"bucket": "logs"}])], other],
		"of this plan": [[distribution([{"bucket": fixtures.reference("aws_s3_bucket.b", "bucket_domain_name")}])], open],
		"delivered": [[distribution([]), source(here, "ACCESS_LOGS"), delivery], open],
		"the bucket, and delivered": [[distribution([{"bucket": "logs.s3.amazonaws.com"}]), source(here, "ACCESS_LOGS"), delivery], set()],
		"none": [[distribution([])], none],
	}
	with_bucket(resources, "logs") == want
}

test_no_bucket_asked_for if with_bucket([distribution([{"bucket": "other.s3.amazonaws.com"}])], "") == set()

with_bucket(resources, bucket) := fixtures.brief(found) if {
	model := object.union(fixtures.plan(resources), {"parameters": {"CLOUDFRONT_ACCESSLOGS_ENABLED": {"S3BucketName": bucket}}})
	found := cloudfront_accesslogs_enabled.evaluations with input as model
}

test_message_names_the_bucket[note] if {
	delivered := [distribution([]), source(fixtures.to(["aws_cloudfront_distribution.d"]), "ACCESS_LOGS"), delivery]
	some note, resources in {
		"other": [distribution([{"bucket": "other.s3.amazonaws.com"}])],
		"unknown": [distribution([{"bucket": fixtures.unknown}])],
		"delivered": delivered,
	}
	model := object.union(fixtures.plan(resources), {"parameters": {"CLOUDFRONT_ACCESSLOGS_ENABLED": {"S3BucketName": "logs"}}})
	found := cloudfront_accesslogs_enabled.evaluations with input as model
	{e.values | some e in found} == {{"bucket": "logs"}}
}
