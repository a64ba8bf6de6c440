package rules.ec2.ec2_ebs_encryption_by_default_test

import data.library.fixtures
import data.rules.ec2.ec2_ebs_encryption_by_default

judge(resource) := fixtures.brief(found) if {
	found := ec2_ebs_encryption_by_default.evaluations with input as fixtures.plan([resource])
}

default_setting(enabled) := fixtures.resource("aws_ebs_encryption_by_default.e", {"enabled": enabled})

test_setting[note] if {
	unknown := {"INSUFFICIENT_DATA aws_ebs_encryption_by_default.e enabled: unknown"}
	some note, [enabled, want] in {
		"on": [true, set()],
		"off": [false, {"NON_COMPLIANT aws_ebs_encryption_by_default.e enabled: wrong"}],
		"left out": [null, set()],
		"unknown": [fixtures.unknown, unknown],
		"by reference": [fixtures.reference("aws_ssm_parameter.p", "value"), unknown],
		"malformed": ["yes", unknown],
	}
	judge(default_setting(enabled)) == want
}

gone := fixtures.deleted("aws_ebs_encryption_by_default.e", {"enabled": true})

test_removed if judge(gone) == {"NON_COMPLIANT aws_ebs_encryption_by_default.e null: removed"}

test_forgotten if judge(object.union(gone, {"action": "forget"})) == set()

test_removed_with_all_else if {
	model := object.union(fixtures.plan([gone]), {"plan": {"destroy": true}})
	ec2_ebs_encryption_by_default.evaluations == set() with input as model
}
