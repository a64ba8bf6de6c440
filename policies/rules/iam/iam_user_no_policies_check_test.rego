package rules.iam.iam_user_no_policies_check_test

import data.library.fixtures
import data.rules.iam.iam_user_no_policies_check

judge(resource) := fixtures.brief(found) if {
	found := iam_user_no_policies_check.evaluations with input as fixtures.plan([resource])
}

test_inline if judge(fixtures.resource("aws_iam_user_policy.p", {"user": "u"})) == {"NON_COMPLIANT aws_iam_user_policy.p null: inline"}

test_attached if judge(fixtures.resource("aws_iam_user_policy_attachment.a", {"user": fixtures.unknown})) == {"NON_COMPLIANT aws_iam_user_policy_attachment.a null: attached"}

test_exclusive_attachment[note] if {
	some note, [users, want] in {
		"to a user": [["u"], {"NON_COMPLIANT aws_iam_policy_attachment.a users: attached"}],
		"to a user of this plan": [[fixtures.reference("aws_iam_user.u", "name")], {"NON_COMPLIANT aws_iam_policy_attachment.a users: attached"}],
		"to none": [[], set()],
		"null": [null, set()],
		"left out": [fixtures.unset, set()],
		"unknown": [fixtures.unknown, {"INSUFFICIENT_DATA aws_iam_policy_attachment.a users: unknown"}],
		"malformed": ["u", {"INSUFFICIENT_DATA aws_iam_policy_attachment.a users: unknown"}],
		"empty text": ["", {"INSUFFICIENT_DATA aws_iam_policy_attachment.a users: unknown"}],
		"missing": [fixtures.missing, {"INSUFFICIENT_DATA aws_iam_policy_attachment.a users: unknown"}],
	}
	judge(fixtures.resource("aws_iam_policy_attachment.a", {"users": users})) == want
}

test_deleted_is_not_judged if judge(fixtures.deleted("aws_iam_user_policy.p", {"user": "u"})) == set()
