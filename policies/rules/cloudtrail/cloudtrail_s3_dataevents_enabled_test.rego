package rules.cloudtrail.cloudtrail_s3_dataevents_enabled_test

import data.library.fixtures
import data.rules.cloudtrail.cloudtrail_s3_dataevents_enabled

judge_with(resources, parameters) := fixtures.brief(found) if {
	model := object.union(fixtures.plan(resources), {"parameters": {"CLOUDTRAIL_S3_DATAEVENTS_ENABLED": parameters}})
	found := cloudtrail_s3_dataevents_enabled.evaluations with input as model
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

off(names) := {$"NON_COMPLIANT aws_cloudtrail.{name} event_selector: off" | some name in names}

unknown(names) := {$"INSUFFICIENT_DATA aws_cloudtrail.{name} event_selector: unknown" | some name in names}

selector(half, values) := {"event_selector": [{
	"read_write_type": half,
	"include_management_events": true,
	"exclude_management_event_sources": [],
	"data_resource": [{"type": "AWS::S3::Object", "values": values}],
}]}

test_trail[note] if {
	everything := ["arn:aws:s3"]
	some note, [resources, want] in {
		"all": [[trail("a", selector("All", everything))], set()],
		"no selector": [[trail("a", {})], off(["a"])],
		"reading only": [[trail("a", selector("ReadOnly", everything))], off(["a"])],
		"reading by one, writing by another": [[trail("a", selector("ReadOnly", everything)), trail("b", selector("WriteOnly", everything))], set()],
		"reading by one, writing by one that does not log": [
			[trail("a", selector("ReadOnly", everything)), trail("b", object.union(selector("WriteOnly", everything), {"enable_logging": false}))],
			off(["a", "b"]),
		],
		"one bucket": [[trail("a", selector("All", ["arn:aws:s3:::b/"]))], off(["a"])],
		"one bucket, another trail takes all": [[trail("a", selector("All", ["arn:aws:s3:::b/"])), trail("b", selector("All", everything))], set()],
		"not logging": [[trail("a", object.union(selector("All", everything), {"enable_logging": false}))], off(["a"])],
		"unknown": [[trail("a", {"event_selector": fixtures.unknown})], unknown(["a"])],
		"of another resource": [[trail("a", selector("All", [fixtures.reference("aws_s3_bucket.b", "arn")]))], unknown(["a"])],
		"missing": [[trail("a", {"event_selector": fixtures.missing})], unknown(["a"])],
		"malformed": [[trail("a", {"event_selector": "all"})], unknown(["a"])],
		"none, and existing": [[object.union(trail("a", {}), {"action": "no-op"})], off(["a"])],
		"deleted": [[fixtures.deleted("aws_cloudtrail.a", {})], set()],
	}
	judge(resources) == want
}

test_named_buckets[note] if {
	some note, [values, want] in {
		"both": [["arn:aws:s3:::b/", "arn:aws:s3:::c/"], set()],
		"all": [["arn:aws:s3:::"], set()],
		"one of them": [["arn:aws:s3:::b/"], off(["a"])],
		"a part of one": [["arn:aws:s3:::b/", "arn:aws:s3:::c/invoices"], off(["a"])],
	}
	judge_with([trail("a", selector("All", values))], {"S3BucketNames": "b, c"}) == want
}

buckets_in_message(parameters) := {e.values.buckets | some e in found} if {
	model := object.union(fixtures.plan([trail("a", {})]), {"parameters": {"CLOUDTRAIL_S3_DATAEVENTS_ENABLED": parameters}})
	found := cloudtrail_s3_dataevents_enabled.evaluations with input as model
}

test_message_of_what_is_unknown if {
	model := fixtures.plan([trail("a", {"event_selector": fixtures.unknown})])
	found := cloudtrail_s3_dataevents_enabled.evaluations with input as model
	{e.values | some e in found} == {{"buckets": "all buckets"}}
}

test_message_names_the_buckets if {
	buckets_in_message({}) == {"all buckets"}
	buckets_in_message({"S3BucketNames": "b,c"}) == {"b, c"}
}
