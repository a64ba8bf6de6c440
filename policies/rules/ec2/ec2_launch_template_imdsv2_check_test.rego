package rules.ec2.ec2_launch_template_imdsv2_check_test

import data.library.fixtures
import data.rules.ec2.ec2_launch_template_imdsv2_check

judge(resource) := fixtures.brief(found) if {
	found := ec2_launch_template_imdsv2_check.evaluations with input as fixtures.plan([resource])
}

template(options) := fixtures.resource("aws_launch_template.t", {"metadata_options": options})

violation(reason) := {$"NON_COMPLIANT aws_launch_template.t metadata_options[0].http_tokens: {reason}"}

doubt := {"INSUFFICIENT_DATA aws_launch_template.t metadata_options[0].http_tokens: unknown"}

test_template[note] if {
	some note, [options, want] in {
		"required": [[{"http_tokens": "required"}], set()],
		"optional": [[{"http_tokens": "optional"}], violation("optional")],
		"left out": [[{"http_tokens": fixtures.unset}], violation("unset")],
		"null": [[{"http_tokens": null}], violation("unset")],
		"no options": [fixtures.unset, violation("unset")],
		"unknown": [[{"http_tokens": fixtures.unknown}], doubt],
		"by reference": [[{"http_tokens": fixtures.reference("aws_ssm_parameter.p", "value")}], doubt],
		"unknown options": [fixtures.unknown, doubt],
		"malformed": [true, doubt],
	}
	judge(template(options)) == want
}

test_deleted if judge(fixtures.deleted("aws_launch_template.t", {"metadata_options": []})) == set()
