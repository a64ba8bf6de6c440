package rules.ec2.ebs_snapshot_block_public_access_test

import data.library.fixtures
import data.rules.ec2.ebs_snapshot_block_public_access

judge(resource) := fixtures.brief(found) if {
	found := ebs_snapshot_block_public_access.evaluations with input as fixtures.plan([resource])
}

setting(state) := fixtures.resource("aws_ebs_snapshot_block_public_access.s", {"state": state})

violation := {"NON_COMPLIANT aws_ebs_snapshot_block_public_access.s state: not_all"}

doubt := {"INSUFFICIENT_DATA aws_ebs_snapshot_block_public_access.s state: unknown"}

test_setting[note] if {
	some note, [state, want] in {
		"all": ["block-all-sharing", set()],
		"new": ["block-new-sharing", violation],
		"off": ["unblocked", violation],
		"unknown": [fixtures.unknown, doubt],
		"by reference": [fixtures.reference("aws_ssm_parameter.p", "value"), doubt],
		"null": [null, doubt],
		"malformed": [["unblocked"], doubt],
	}
	judge(setting(state)) == want
}

gone := fixtures.deleted("aws_ebs_snapshot_block_public_access.s", {"state": "block-all-sharing"})

test_removed if judge(gone) == {"NON_COMPLIANT aws_ebs_snapshot_block_public_access.s null: removed"}

test_forgotten if judge(object.union(gone, {"action": "forget"})) == set()

test_removed_with_all_else if {
	model := object.union(fixtures.plan([gone]), {"plan": {"destroy": true}})
	ebs_snapshot_block_public_access.evaluations == set() with input as model
}

test_message_has_its_values if {
	found := ebs_snapshot_block_public_access.evaluations with input as fixtures.plan([setting("unblocked")])
	{e.values | some e in found} == {{"state": "unblocked"}}
}
