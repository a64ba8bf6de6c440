package rules.ec2.ec2_launch_templates_ebs_volume_encrypted_test

import data.library.fixtures
import data.rules.ec2.ec2_launch_templates_ebs_volume_encrypted

judge(mappings) := fixtures.brief(found) if {
	template := fixtures.resource("aws_launch_template.t", {"block_device_mappings": mappings})
	found := ec2_launch_templates_ebs_volume_encrypted.evaluations with input as fixtures.plan([template])
}

mapping(encrypted) := {"ebs": [{"encrypted": encrypted}]}

violation(index) := {$"NON_COMPLIANT aws_launch_template.t block_device_mappings[{index}].ebs[0].encrypted: not_encrypted"}

doubt(path) := {$"INSUFFICIENT_DATA aws_launch_template.t {path}.encrypted: unknown"}

test_template[note] if {
	some note, [mappings, want] in {
		"encrypted": [[mapping("true")], set()],
		"not encrypted": [[mapping("false")], violation(0)],
		"second not encrypted": [[mapping("true"), mapping(false)], violation(1)],
		"left out": [[mapping(null)], set()],
		"empty": [[mapping("")], set()],
		"unknown": [[mapping(fixtures.unknown)], doubt("block_device_mappings[0].ebs[0]")],
		"by reference": [[mapping(fixtures.reference("aws_ssm_parameter.p", "value"))], doubt("block_device_mappings[0].ebs[0]")],
		"unknown mappings": [fixtures.unknown, doubt("block_device_mappings.ebs")],
		"malformed": [[{"ebs": "gp3"}], doubt("block_device_mappings[0].ebs")],
		"no mappings": [[], set()],
		"instance store": [[{"ebs": []}], set()],
	}
	judge(mappings) == want
}
