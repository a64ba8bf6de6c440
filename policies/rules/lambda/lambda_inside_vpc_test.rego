package rules.lambda.lambda_inside_vpc_test

import data.library.fixtures
import data.rules.lambda.lambda_inside_vpc

judge(resources) := fixtures.brief(found) if {
	found := lambda_inside_vpc.evaluations with input as fixtures.plan(resources)
}

function(config) := fixtures.resource("aws_lambda_function.f", {"vpc_config": config})

outside := {"NON_COMPLIANT aws_lambda_function.f vpc_config: outside"}

unknown := {"INSUFFICIENT_DATA aws_lambda_function.f vpc_config: unknown"}

test_vpc[note] if {
	some note, [config, want] in {
		"subnets": [[{"subnet_ids": ["subnet-1"]}], set()],
		"subnets of this plan": [[{"subnet_ids": [fixtures.reference("aws_subnet.s", "id")]}], set()],
		"no subnets": [[{"subnet_ids": []}], outside],
		"none": [[], outside],
		"left out": [fixtures.unset, outside],
		"null": [null, outside],
		"unknown subnets": [[{"subnet_ids": fixtures.unknown}], unknown],
		"unknown": [fixtures.unknown, unknown],
		"missing": [fixtures.missing, unknown],
		"malformed": ["vpc", unknown],
	}
	judge([function(config)]) == want
}

existing := object.union(function([]), {"action": "no-op"})

test_existing_is_judged if count(judge([existing])) == 1

test_deleted_is_not_judged if judge([object.union(existing, {"action": "delete", "after": {}})]) == set()

test_subnets[note] if {
	other := {"NON_COMPLIANT aws_lambda_function.f vpc_config: other"}
	some note, [ids, want] in {
		"these": [["subnet-2", "subnet-1"], set()],
		"fewer": [["subnet-1"], other],
		"more": [["subnet-1", "subnet-2", "subnet-3"], other],
		"others": [["subnet-3", "subnet-4"], other],
		"of this plan": [[fixtures.reference("aws_subnet.s", "id")], {"INSUFFICIENT_DATA aws_lambda_function.f vpc_config: unknown_other"}],
		"none": [[], outside],
		"unknown": [fixtures.unknown, unknown],
	}
	with_subnets([function([{"subnet_ids": ids}])]) == want
}

with_subnets(resources) := fixtures.brief(found) if {
	model := object.union(fixtures.plan(resources), {"parameters": {"LAMBDA_INSIDE_VPC": {"subnetIds": "subnet-1, subnet-2"}}})
	found := lambda_inside_vpc.evaluations with input as model
}

test_message_names_the_subnets[reason] if {
	some reason, subnet in {"other": "subnet-1", "unknown_other": fixtures.reference("aws_subnet.s", "id")}
	model := object.union(fixtures.plan([function([{"subnet_ids": [subnet]}])]), {"parameters": {"LAMBDA_INSIDE_VPC": {"subnetIds": "subnet-1,subnet-2"}}})
	found := lambda_inside_vpc.evaluations with input as model
	{e.reason: e.values | some e in found} == {reason: {"subnets": "subnet-1, subnet-2"}}
}
