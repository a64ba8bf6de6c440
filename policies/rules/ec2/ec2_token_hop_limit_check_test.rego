package rules.ec2.ec2_token_hop_limit_check_test

import data.library.fixtures
import data.rules.ec2.ec2_token_hop_limit_check

judge(resources, parameters) := fixtures.brief(found) if {
	found := ec2_token_hop_limit_check.evaluations with input as model(resources, parameters)
}

model(resources, parameters) := object.union(fixtures.plan(resources), {"parameters": {"EC2_TOKEN_HOP_LIMIT_CHECK": parameters}})

instance(limit) := fixtures.resource("aws_instance.i", {"launch_template": [], "metadata_options": [{"http_put_response_hop_limit": limit}]})

high := {"NON_COMPLIANT aws_instance.i metadata_options[0].http_put_response_hop_limit: high"}

doubt(reason) := {$"INSUFFICIENT_DATA aws_instance.i metadata_options[0].http_put_response_hop_limit: {reason}"}

test_instance[note] if {
	some note, [limit, want] in {
		"below": [1, set()],
		"at the limit": [2, set()],
		"above": [3, high],
		"above, as text": ["64", high],
		"left out": [fixtures.unset, doubt("unset")],
		"null": [null, doubt("unset")],
		"unknown": [fixtures.unknown, doubt("unknown")],
		"by reference": [fixtures.reference("aws_ssm_parameter.p", "value"), doubt("unknown")],
		"malformed": [1.5, doubt("unknown")],
	}
	judge([instance(limit)], {"tokenHopLimit": "2"}) == want
}

test_parameter[note] if {
	some note, [hops, parameters, want] in {
		"none, at AWS Config's own limit": [1, {}, set()],
		"none, above it": [2, {}, high],
		"none, hops unknown": [fixtures.unknown, {}, doubt("unknown")],
		"empty": [2, {"tokenHopLimit": ""}, high],
		"no number": [3, {"tokenHopLimit": "few"}, high],
	}
	judge([instance(hops)], parameters) == want
}

test_spot_request if {
	spot := object.union(instance(3), {"address": "aws_spot_instance_request.i", "type": "aws_spot_instance_request"})
	judge([spot], {"tokenHopLimit": "1"}) == {"NON_COMPLIANT aws_spot_instance_request.i metadata_options[0].http_put_response_hop_limit: high"}
}

test_message_has_its_values if {
	found := ec2_token_hop_limit_check.evaluations with input as model([instance(3)], {"tokenHopLimit": "1"})
	{e.values | some e in found} == {{"found": 3, "limit": 1}}
}
