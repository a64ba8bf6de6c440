package library.imds_test

import data.library.fixtures
import data.library.imds

test_tokens[note] if {
	some note, [options, want] in {
		"required": [[{"http_tokens": "required"}], "required"],
		"optional": [[{"http_tokens": "optional"}], "optional"],
		"left out": [[{"http_tokens": fixtures.unset}], "unset"],
		"empty": [[{"http_tokens": ""}], "unset"],
		"no block": [[], "unset"],
		"block left out": [fixtures.unset, "unset"],
		"by reference": [[{"http_tokens": fixtures.reference("data.aws_ssm_parameter.p", "value")}], "unknown"],
		"malformed": [[{"http_tokens": true}], "unknown"],
		"malformed block": [["required"], "unknown"],
		"unknown block": [fixtures.unknown, "unknown"],
		"two blocks": [[{"http_tokens": "required"}, {"http_tokens": "required"}], "unknown"],
	}
	imds.tokens(options) == want
}

test_hop_limit[note] if {
	some note, [options, want] in {
		"known": [[{"http_put_response_hop_limit": 2}], 2],
		"left out": [[{"http_put_response_hop_limit": null}], "unset"],
		"unknown": [[{"http_put_response_hop_limit": fixtures.unknown}], "unknown"],
		"no block": [[], "unset"],
	}
	imds.hop_limit(options) == want
}

instance := fixtures.resource("aws_instance.i", {"metadata_options": fixtures.unset, "launch_template": []})

defaults(overrides) := object.union(fixtures.resource("aws_ec2_instance_metadata_defaults.d", {"http_tokens": "required"}), overrides)

test_region_default[note] if {
	after := object.union(instance, {"depends_on": ["aws_ec2_instance_metadata_defaults.d"]})
	in_force := {"action": "no-op", "before": {"http_tokens": "required"}}
	own := object.union(after, {"after": {"metadata_options": [{"http_tokens": "optional"}]}})
	some note, [resource, others, want] in {
		"none": [instance, [], "unset"],
		"in force": [instance, [defaults(in_force)], "required"],
		"applied before": [after, [defaults({})], "required"],
		"order not certain": [instance, [defaults({})], "unset"],
		"of another region": [after, [defaults({"provider": "aws.replica"})], "unset"],
		"optional": [after, [defaults({"after": {"http_tokens": "optional"}})], "unset"],
		"does not excuse": [own, [defaults(in_force)], "optional"],
	}
	found := imds.instance_tokens(resource) with input as fixtures.plan(others)
	found == want
}

test_no_such_hop_limit if imds.hop_limit([{"http_put_response_hop_limit": -7}]) == "unknown"
