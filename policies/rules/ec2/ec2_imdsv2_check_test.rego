package rules.ec2.ec2_imdsv2_check_test

import data.library.fixtures
import data.rules.ec2.ec2_imdsv2_check

judge(resources) := fixtures.brief(found) if {
	found := ec2_imdsv2_check.evaluations with input as fixtures.plan(resources)
}

instance(type, options) := fixtures.resource($"{type}.i", {"metadata_options": options, "launch_template": []})

test_instance[note] if {
	some type in ["aws_instance", "aws_spot_instance_request"]
	attribute := $"{type}.i metadata_options[0].http_tokens"
	some name, [options, want] in {
		"required": [[{"http_tokens": "required"}], set()],
		"optional": [[{"http_tokens": "optional"}], {$"NON_COMPLIANT {attribute}: optional"}],
		"left out": [fixtures.unset, {$"INSUFFICIENT_DATA {attribute}: unset"}],
		"null": [null, {$"INSUFFICIENT_DATA {attribute}: unset"}],
		"unknown": [fixtures.unknown, {$"INSUFFICIENT_DATA {attribute}: unknown"}],
		"by reference": [[{"http_tokens": fixtures.reference("aws_ssm_parameter.p", "value")}], {$"INSUFFICIENT_DATA {attribute}: unknown"}],
		"malformed": [1, {$"INSUFFICIENT_DATA {attribute}: unknown"}],
	}
	note := $"{type} {name}"
	judge([instance(type, options)]) == want
}

test_launch_template if {
	template := fixtures.resource("aws_launch_template.t", {"metadata_options": [{"http_tokens": "required"}]})
	from_template := fixtures.linked(
		fixtures.resource("aws_instance.i", {"metadata_options": fixtures.unset, "launch_template": [{"id": fixtures.unknown}]}),
		{"launch_template.id": fixtures.to(["aws_launch_template.t"])},
	)
	judge([from_template, template]) == set()
}

test_deleted_instance_is_not_judged if judge([fixtures.deleted("aws_instance.i", {"metadata_options": []})]) == set()
