package rules.iam.mfa_enabled_for_iam_console_access_test

import data.library.fixtures
import data.rules.iam.mfa_enabled_for_iam_console_access

judge(resources) := fixtures.brief(found) if {
	found := mfa_enabled_for_iam_console_access.evaluations with input as fixtures.plan(resources)
}

user := fixtures.linked(fixtures.resource("aws_iam_user.u", {"permissions_boundary": null}), {"permissions_boundary": fixtures.to([])})

named := {"user": fixtures.to(["aws_iam_user.u"])}

profile := fixtures.linked(fixtures.resource("aws_iam_user_login_profile.p", {"user": "u"}), named)

key := fixtures.linked(fixtures.resource("aws_iam_access_key.k", {"user": "u"}), named)

policy(document) := object.union(
	fixtures.linked(fixtures.resource("aws_iam_user_policy.p", {"user": "u", "policy": "{}"}), named),
	{"documents": {"policy": document}},
)

deny(overrides) := {"complete": true, "statements": [object.union(
	{
		"sid": null,
		"effect": "Deny",
		"principals": [],
		"not_principals": [],
		"actions": ["*"],
		"not_actions": [],
		"resources": ["*"],
		"not_resources": [],
		"conditions": [{"operator": "boolifexists", "key": "aws:multifactorauthpresent", "values": ["false"]}],
	},
	overrides,
)]}

finding(status, reason) := {$"{status} aws_iam_user.u null: {reason}"}

test_user[note] if {
	some note, [resources, want] in {
		"without console password": [[user], finding("NOT_APPLICABLE", "no_console")],
		"with an access key alone": [[user, key], finding("NOT_APPLICABLE", "no_console")],
		"with a console password": [[user, profile], finding("NON_COMPLIANT", "not_enforced")],
		"with both": [[user, profile, key], finding("NON_COMPLIANT", "not_enforced")],
		"denied without MFA": [[user, profile, policy(deny({}))], set()],
		"denied narrowly": [[user, profile, policy(deny({"actions": ["s3:*"]}))], finding("NON_COMPLIANT", "narrow")],
		"denied on a weak condition": [
			[user, profile, policy(deny({"conditions": [{"operator": "bool", "key": "aws:multifactorauthpresent", "values": ["false"]}]}))],
			finding("NON_COMPLIANT", "weak_condition"),
		],
		"unreadable policy": [[user, profile, policy({"complete": false, "statements": []})], finding("INSUFFICIENT_DATA", "unknown")],
		"existing": [[object.union(user, {"action": "no-op"}), profile], finding("INSUFFICIENT_DATA", "elsewhere")],
	}
	judge(resources) == want
}

test_deleted_user_is_not_judged if judge([fixtures.deleted("aws_iam_user.u", {"permissions_boundary": null})]) == set()

test_removed if {
	existing := object.union(user, {"action": "no-op"})
	judge([existing, profile, object.union(policy(deny({})), {"action": "delete", "after": {}})]) == finding("NON_COMPLIANT", "not_enforced")
}

test_message[note] if {
	some note, document in {"narrow": deny({"actions": ["s3:*"]}), "unreadable": {"complete": false, "statements": []}}
	policies := [policy(document), object.union(policy(document), {"address": "aws_iam_user_policy.q"})]
	found := mfa_enabled_for_iam_console_access.evaluations with input as fixtures.plan(array.concat([user, profile], policies))
	{e.values | some e in found} == {{"policies": "aws_iam_user_policy.p, aws_iam_user_policy.q"}}
}
