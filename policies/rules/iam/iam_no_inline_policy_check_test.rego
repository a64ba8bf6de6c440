package rules.iam.iam_no_inline_policy_check_test

import data.library.fixtures
import data.rules.iam.iam_no_inline_policy_check

judge(resources) := fixtures.brief(found) if {
	found := iam_no_inline_policy_check.evaluations with input as fixtures.plan(resources)
}

test_inline_policies[type] if {
	some type in ["aws_iam_group_policy", "aws_iam_role_policy", "aws_iam_user_policy"]
	judge([fixtures.resource($"{type}.p", {})]) == {$"NON_COMPLIANT {type}.p null: inline"}
}

role(blocks) := fixtures.resource("aws_iam_role.r", {"inline_policy": blocks})

of_role(action) := object.union(
	fixtures.linked(fixtures.resource("aws_iam_role_policy.p", {"role": "r"}), {"role": fixtures.to(["aws_iam_role.r"])}),
	{"action": action},
)

test_blocks_of_a_role[note] if {
	block := {"name": "p", "policy": "{}"}
	some note, [resources, want] in {
		"none": [[role([])], set()],
		"left out": [[role(fixtures.unset)], set()],
		"one": [[role([block])], {"NON_COMPLIANT aws_iam_role.r inline_policy[0]: in_role"}],
		"empty, which removes all": [[role([{"name": "", "policy": ""}])], set()],
		"null name": [[role([{"name": null, "policy": null}])], set()],
		"unknown name": [[role([{"name": fixtures.unknown, "policy": "{}"}])], {"INSUFFICIENT_DATA aws_iam_role.r inline_policy[0]: unknown"}],
		"unknown": [[role(fixtures.unknown)], {"INSUFFICIENT_DATA aws_iam_role.r inline_policy: unknown"}],
		"that the state has of a policy of its own": [[role([block]), of_role("no-op")], {"NON_COMPLIANT aws_iam_role_policy.p null: inline"}],
		"that the state has of one that is deleted": [[role([block]), of_role("delete")], set()],
	}
	judge(resources) == want
}

test_deleted_is_not_judged if judge([fixtures.deleted("aws_iam_user_policy.p", {})]) == set()
