package rules.account.required_tags_test

import data.library.fixtures
import data.rules.account.required_tags

judge_with(resources, parameters) := fixtures.brief(found) if {
	model := object.union(fixtures.plan(resources), {"parameters": {"REQUIRED_TAGS": parameters}})
	found := required_tags.evaluations with input as model
}

judge(resources) := judge_with(resources, {"tag1Key": "CostCenter"})

vpc(own, all) := fixtures.resource("aws_vpc.v", {"tags": own, "tags_all": all})

missing := {"NON_COMPLIANT aws_vpc.v tags: missing"}

by_default := {"INSUFFICIENT_DATA aws_vpc.v tags: by_default"}

unknown := {"INSUFFICIENT_DATA aws_vpc.v tags: unknown"}

test_tags[note] if {
	late := fixtures.reference("terraform_data.late", "output")
	some note, [own, all, want] in {
		"own": [{"CostCenter": "1"}, {"CostCenter": "1"}, set()],
		"default": [null, {"CostCenter": "1"}, set()],
		"another": [{"Name": "v"}, {"Name": "v"}, missing],
		"in other letters": [{"costcenter": "1"}, {"costcenter": "1"}, missing],
		"null": [null, {"CostCenter": null}, missing],
		"none": [null, fixtures.unset, by_default],
		"own, empty": [{"CostCenter": ""}, fixtures.unset, set()],
		"own, unknown value": [{"CostCenter": late}, fixtures.unset, set()],
		"another unknown value": [{"Name": late}, fixtures.unset, by_default],
		"all unknown": [fixtures.unknown, fixtures.unset, unknown],
		"all of another resource": [fixtures.reference("terraform_data.late", "output"), fixtures.unset, unknown],
		"missing": [fixtures.missing, fixtures.missing, unknown],
		"malformed": ["CostCenter", "CostCenter", unknown],
	}
	judge([vpc(own, all)]) == want
}

# Of each kind of what the metadata names: with tags only, a group, and what has volumes too.
test_types_are_those_of_the_metadata if {
	{"aws_vpc", "aws_s3_bucket", "aws_instance"} & required_tags.tagged_types == {"aws_vpc", "aws_s3_bucket", "aws_instance"}
	not "aws_autoscaling_group" in required_tags.tagged_types
	not "aws_launch_template" in required_tags.tagged_types
}

test_every_type_is_judged[type] if {
	some type in required_tags.tagged_types
	found := judge([fixtures.resource($"{type}.a", object.union({"tags": null, "tags_all": {}}, {"root_block_device": [], "ebs_block_device": [], "volume_tags": {"CostCenter": "1"}}))])
	found == {$"NON_COMPLIANT {type}.a tags: missing"}
}

test_values[note] if {
	wrong := {"NON_COMPLIANT aws_vpc.v tags: value"}
	some note, [own, all, want] in {
		"one of them": [null, {"CostCenter": "retail"}, set()],
		"another": [null, {"CostCenter": "wholesale"}, wrong],
		"in other letters": [null, {"CostCenter": "Retail"}, wrong],
		"empty": [{"CostCenter": ""}, fixtures.unset, wrong],
		"unknown": [{"CostCenter": fixtures.reference("terraform_data.late", "output")}, fixtures.unset, unknown],
	}
	judge_with([vpc(own, all)], {"tag1Key": "CostCenter", "tag1Value": "retail, audit"}) == want
}

test_several_tags if {
	given := vpc(null, {"CostCenter": "1", "Owner": "nobody"})
	judge_with([given], {"tag1Key": "CostCenter", "tag2Key": "Owner", "tag6Key": "CostCenter"}) == set()
	judge_with([given], {"tag1Key": "CostCenter", "tag2Key": "Stage"}) == missing
	judge_with([given], {"tag1Key": "CostCenter", "tag6Key": "Owner", "tag6Value": "me"}) == {"NON_COMPLIANT aws_vpc.v tags: value"}
	judge_with([given], {"tag1Key": "", "tag2Key": ""}) == set()
}

test_auto_scaling_group[note] if {
	some note, [blocks, want] in {
		"there": [[{"key": "CostCenter", "value": "1", "propagate_at_launch": true}], set()],
		"another": [[{"key": "Name", "value": "g", "propagate_at_launch": true}], {"NON_COMPLIANT aws_autoscaling_group.g tag: missing"}],
		"none": [[], {"NON_COMPLIANT aws_autoscaling_group.g tag: missing"}],
		"unknown key": [[{"key": fixtures.unknown, "value": "1"}], {"INSUFFICIENT_DATA aws_autoscaling_group.g tag: unknown"}],
		"unknown": [fixtures.unknown, {"INSUFFICIENT_DATA aws_autoscaling_group.g tag: unknown"}],
	}
	judge([fixtures.resource("aws_autoscaling_group.g", {"tag": blocks})]) == want
}

test_volumes[note] if {
	tagged := {"CostCenter": "1"}
	some type in ["aws_instance", "aws_spot_instance_request"]
	some name, [volume_tags, root, others, want] in {
		"by volume_tags": [tagged, fixtures.unset, fixtures.unset, set()],
		"by blocks": [null, [{"tags": tagged, "tags_all": tagged}], [], set()],
		"root left to the image": [null, fixtures.unset, [], {$"INSUFFICIENT_DATA {type}.i volume_tags: volumes"}],
		"a block without": [null, [{"tags": tagged, "tags_all": tagged}], [{"tags": null, "tags_all": {}}], {$"NON_COMPLIANT {type}.i volume_tags: missing"}],
	}
	note := $"{type}: {name}"
	judge([fixtures.resource($"{type}.i", {
		"tags": tagged,
		"tags_all": tagged,
		"volume_tags": volume_tags,
		"root_block_device": root,
		"ebs_block_device": others,
	})]) == want
}

test_each_parameter[number] if {
	some number in ["1", "2", "3", "4", "5", "6"]
	judge_with([vpc(null, {"CostCenter": "1"})], {concat("", ["tag", number, "Key"]): "CostCenter"}) == set()
	judge_with([vpc(null, {})], {concat("", ["tag", number, "Key"]): "CostCenter"}) == missing
}

test_message_of_what_is_unknown if {
	found := required_tags.evaluations with input as object.union(fixtures.plan([vpc(fixtures.unknown, fixtures.unset)]), {"parameters": {"REQUIRED_TAGS": {"tag1Key": "CostCenter"}}})
	{e.values | some e in found} == {{"tag": "CostCenter"}}
}

test_values_of_messages if {
	model := object.union(fixtures.plan([vpc(null, {"CostCenter": "x"})]), {"parameters": {"REQUIRED_TAGS": {"tag1Key": "CostCenter", "tag1Value": "a,b", "tag2Key": "Owner"}}})
	found := required_tags.evaluations with input as model
	{e.values | some e in found} == {{"tag": "CostCenter", "values": "a, b"}, {"tag": "Owner"}}
}

test_existing_is_judged if judge([object.union(vpc(null, {}), {"action": "no-op"})]) == missing

test_deleted_is_not_judged if judge([fixtures.deleted("aws_vpc.v", {"tags_all": {}})]) == set()
