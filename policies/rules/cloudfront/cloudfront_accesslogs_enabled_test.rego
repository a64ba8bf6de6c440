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
