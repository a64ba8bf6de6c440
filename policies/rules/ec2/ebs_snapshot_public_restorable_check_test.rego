package rules.ec2.ebs_snapshot_public_restorable_check_test

import data.library.fixtures
import data.rules.ec2.ebs_snapshot_public_restorable_check

judge(resources) := fixtures.brief(found) if {
	found := ebs_snapshot_public_restorable_check.evaluations with input as fixtures.plan(resources)
}

permission(account) := fixtures.resource("aws_snapshot_create_volume_permission.p", {"account_id": account})

setting(state) := fixtures.resource("aws_ebs_snapshot_block_public_access.s", {"state": state})

test_permission[note] if {
	unknown := {"INSUFFICIENT_DATA aws_snapshot_create_volume_permission.p account_id: unknown"}
	some note, [account, want] in {
		"one account": ["123456789012", set()],
		"everyone": ["all", {"NON_COMPLIANT aws_snapshot_create_volume_permission.p account_id: public"}],
		"an account of this plan": [fixtures.reference("aws_organizations_account.a", "id"), set()],
		"this account": [fixtures.reference("data.aws_caller_identity.c", "account_id"), set()],
		"another reference": [fixtures.reference("aws_ssm_parameter.p", "value"), unknown],
		"unknown": [fixtures.unknown, unknown],
		"left out": [null, unknown],
		"malformed": [["all"], unknown],
		"no reference": [{"attribute": "account_id"}, unknown],
		"no account": ["everyone", unknown],
	}
	judge([permission(account)]) == want
}

test_setting[note] if {
	some note, [state, want] in {
		"all": ["block-all-sharing", set()],
		"new": ["block-new-sharing", {"INSUFFICIENT_DATA aws_ebs_snapshot_block_public_access.s state: new_only"}],
		"off": ["unblocked", {"NON_COMPLIANT aws_ebs_snapshot_block_public_access.s state: unblocked"}],
		"unknown": [fixtures.unknown, {"INSUFFICIENT_DATA aws_ebs_snapshot_block_public_access.s state: unknown_state"}],
		"null": [null, {"INSUFFICIENT_DATA aws_ebs_snapshot_block_public_access.s state: unknown_state"}],
	}
	judge([setting(state)]) == want
}

test_setting_removed if {
	gone := fixtures.deleted("aws_ebs_snapshot_block_public_access.s", {"state": "block-all-sharing"})
	judge([gone]) == {"NON_COMPLIANT aws_ebs_snapshot_block_public_access.s null: removed"}
	judge([object.union(gone, {"action": "forget"})]) == set()
}

test_setting_removed_with_all_else if {
	gone := fixtures.deleted("aws_ebs_snapshot_block_public_access.s", {"state": "block-all-sharing"})
	model := object.union(fixtures.plan([gone]), {"plan": {"destroy": true}})
	ebs_snapshot_public_restorable_check.evaluations == set() with input as model
}

test_permission_deleted if judge([fixtures.deleted("aws_snapshot_create_volume_permission.p", {"account_id": "all"})]) == set()
