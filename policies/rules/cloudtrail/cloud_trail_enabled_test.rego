package rules.cloudtrail.cloud_trail_enabled_test

import data.library.fixtures
import data.rules.cloudtrail.cloud_trail_enabled

judge_with(resources, parameters) := fixtures.brief(found) if {
	model := object.union(fixtures.plan(resources), {"parameters": {"CLOUD_TRAIL_ENABLED": parameters}})
	found := cloud_trail_enabled.evaluations with input as model
}

judge(resources) := judge_with(resources, {})

trail(name, overrides) := fixtures.resource($"aws_cloudtrail.{name}", object.union(
	{
		"advanced_event_selector": [],
		"cloud_watch_logs_group_arn": null,
		"enable_logging": true,
		"event_selector": [],
		"is_multi_region_trail": false,
		"s3_bucket_name": "logs",
		"sns_topic_name": null,
	},
	overrides,
))

off(names) := {$"NON_COMPLIANT aws_cloudtrail.{name} null: off" | some name in names}

unknown(names) := {$"INSUFFICIENT_DATA aws_cloudtrail.{name} null: unknown" | some name in names}

test_logging[note] if {
	some note, [resources, want] in {
		"on": [[trail("a", {})], set()],
		"left out": [[trail("a", {"enable_logging": null})], set()],
		"off": [[trail("a", {"enable_logging": false})], off(["a"])],
		"off, another on": [[trail("a", {"enable_logging": false}), trail("b", {})], set()],
		"off, another unknown": [[trail("a", {"enable_logging": false}), trail("b", {"enable_logging": fixtures.unknown})], unknown(["a", "b"])],
		"both off": [[trail("a", {"enable_logging": false}), trail("b", {"enable_logging": false})], off(["a", "b"])],
		"unknown": [[trail("a", {"enable_logging": fixtures.unknown})], unknown(["a"])],
		"of another resource": [[trail("a", {"enable_logging": fixtures.reference("terraform_data.late", "output")})], unknown(["a"])],
		"missing": [[trail("a", {"enable_logging": fixtures.missing})], unknown(["a"])],
		"malformed": [[trail("a", {"enable_logging": 1})], unknown(["a"])],
		"off, and existing": [[object.union(trail("a", {"enable_logging": false}), {"action": "no-op"})], off(["a"])],
	}
	judge(resources) == want
}

test_targets[note] if {
	some note, [overrides, want] in {
		"the bucket": [{}, set()],
		"another bucket": [{"s3_bucket_name": "others"}, off(["a"])],
		"an unknown bucket": [{"s3_bucket_name": fixtures.unknown}, unknown(["a"])],
		"an unknown bucket, but off": [{"s3_bucket_name": fixtures.unknown, "enable_logging": false}, off(["a"])],
	}
	judge_with([trail("a", overrides)], {"s3BucketName": "logs"}) == want
}

deleted := fixtures.deleted("aws_cloudtrail.gone", {})

test_removal[note] if {
	some note, [resources, want] in {
		"of the last one": [[deleted], {"NON_COMPLIANT aws_cloudtrail.gone null: removed"}],
		"another one left": [[deleted, trail("a", {})], set()],
		"forgotten": [[object.union(deleted, {"action": "forget"})], set()],
		"nothing": [[], set()],
	}
	judge(resources) == want
}

test_removal_in_part if {
	model := object.union(fixtures.plan([deleted]), {"plan": {"complete": false}})
	found := cloud_trail_enabled.evaluations with input as model
	fixtures.brief(found) == {"INSUFFICIENT_DATA aws_cloudtrail.gone null: removed_in_part"}
}
