package rules.cloudtrail.multi_region_cloud_trail_enabled_test

import data.library.fixtures
import data.rules.cloudtrail.multi_region_cloud_trail_enabled

judge_with(resources, parameters) := fixtures.brief(found) if {
	model := object.union(fixtures.plan(resources), {"parameters": {"MULTI_REGION_CLOUD_TRAIL_ENABLED": parameters}})
	found := multi_region_cloud_trail_enabled.evaluations with input as model
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

off(names) := {$"NON_COMPLIANT aws_cloudtrail.{name} is_multi_region_trail: off" | some name in names}

unknown(names) := {$"INSUFFICIENT_DATA aws_cloudtrail.{name} is_multi_region_trail: unknown" | some name in names}

all_regions(name, overrides) := trail(name, object.union({"is_multi_region_trail": true}, overrides))

selector(overrides) := {"event_selector": [object.union(
	{"read_write_type": "All", "include_management_events": true, "exclude_management_event_sources": [], "data_resource": []},
	overrides,
)]}

test_trail[note] if {
	some note, [resources, want] in {
		"all regions": [[all_regions("a", {})], set()],
		"all regions, with a selector": [[all_regions("a", selector({}))], set()],
		"one region": [[trail("a", {})], off(["a"])],
		"one region, left out": [[trail("a", {"is_multi_region_trail": null})], off(["a"])],
		"not logging": [[all_regions("a", {"enable_logging": false})], off(["a"])],
		"no management events": [[all_regions("a", selector({"include_management_events": false}))], off(["a"])],
		"reading only": [[all_regions("a", selector({"read_write_type": "ReadOnly"}))], off(["a"])],
		"but those of KMS": [[all_regions("a", selector({"exclude_management_event_sources": ["kms.amazonaws.com"]}))], off(["a"])],
		"one of two": [[all_regions("a", {}), trail("b", {})], set()],
		"one of two, the other one does not log": [[all_regions("a", {"enable_logging": false}), trail("b", {})], off(["a", "b"])],
		"unknown": [[all_regions("a", {"is_multi_region_trail": fixtures.unknown})], unknown(["a"])],
		"of another resource": [[all_regions("a", {"is_multi_region_trail": fixtures.reference("terraform_data.late", "output")})], unknown(["a"])],
		"missing": [[all_regions("a", {"is_multi_region_trail": fixtures.missing})], unknown(["a"])],
		"malformed": [[all_regions("a", {"is_multi_region_trail": "all"})], unknown(["a"])],
		"unknown selectors": [[all_regions("a", {"event_selector": fixtures.unknown})], unknown(["a"])],
		"unknown, beside one region": [[all_regions("a", {"is_multi_region_trail": fixtures.unknown}), trail("b", {})], unknown(["a", "b"])],
		"one region, and existing": [[object.union(trail("a", {}), {"action": "no-op"})], off(["a"])],
	}
	judge(resources) == want
}

test_targets if judge_with([all_regions("a", {})], {"s3BucketName": "others"}) == off(["a"])

deleted := fixtures.deleted("aws_cloudtrail.gone", {})

test_removal[note] if {
	some note, [resources, want] in {
		"of the last one": [[deleted], {"NON_COMPLIANT aws_cloudtrail.gone null: removed"}],
		"another one left": [[deleted, trail("a", {"is_multi_region_trail": true})], set()],
		"forgotten": [[object.union(deleted, {"action": "forget"})], set()],
		"nothing": [[], set()],
	}
	judge(resources) == want
}

test_removal_in_part if {
	model := object.union(fixtures.plan([deleted]), {"plan": {"complete": false}})
	found := multi_region_cloud_trail_enabled.evaluations with input as model
	fixtures.brief(found) == {"INSUFFICIENT_DATA aws_cloudtrail.gone null: removed_in_part"}
}
