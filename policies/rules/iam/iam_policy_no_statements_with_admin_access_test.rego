package rules.iam.iam_policy_no_statements_with_admin_access_test

import data.library.fixtures
import data.rules.iam.iam_policy_no_statements_with_admin_access

judge(resources, parameters) := found if {
	model := object.union(fixtures.plan(resources), {"parameters": {"IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS": parameters}})
	found := iam_policy_no_statements_with_admin_access.evaluations with input as model
}

policy(overrides) := of({"complete": true, "statements": [object.union(
	{
		"sid": null,
		"effect": "Allow",
		"principals": [],
		"not_principals": [],
		"actions": ["*"],
		"not_actions": [],
		"resources": ["*"],
		"not_resources": [],
		"conditions": [],
	},
	overrides,
)]})

of(document) := object.union(fixtures.resource("aws_iam_policy.p", {"policy": fixtures.unknown}), {"documents": {"policy": document}})

violation := {"NON_COMPLIANT aws_iam_policy.p policy: allowed"}

undecided := {"INSUFFICIENT_DATA aws_iam_policy.p policy: unknown"}

test_policy[note] if {
	some note, [given, want] in {
		"allowed": [policy({}), violation],
		"allowed on a condition": [policy({"conditions": [{"operator": "bool", "key": "aws:multifactorauthpresent", "values": ["true"]}]}), violation],
		"less allowed": [policy({"actions": ["s3:*"]}), set()],
		"denied": [policy({"effect": "Deny"}), set()],
		"unknown action": [policy({"actions": [fixtures.unknown]}), undecided],
		"unknown effect": [policy({"effect": fixtures.unknown}), undecided],
		"unreadable": [of({"complete": false, "statements": []}), undecided],
		"empty": [of({"complete": true, "statements": []}), set()],
	}
	fixtures.brief(judge([given], {})) == want
}

test_document_that_is_not_there if {
	fixtures.brief(judge([fixtures.resource("aws_iam_policy.p", {"policy": null})], {})) == undecided
}

test_boundary if {
	role := fixtures.linked(fixtures.resource("aws_iam_role.r", {"permissions_boundary": fixtures.unknown}), {"permissions_boundary": fixtures.to(["aws_iam_policy.p"])})
	fixtures.brief(judge([policy({}), role], {"excludePermissionBoundaryPolicy": "true"})) == {"NOT_APPLICABLE aws_iam_policy.p null: boundary"}
	fixtures.brief(judge([policy({}), role], {})) == violation
}

test_deleted_is_not_judged if judge([fixtures.deleted("aws_iam_policy.p", {"policy": "{}"})], {}) == set()

test_message if {e.values | some e in judge([policy({})], {})} == {{"action": "*", "resource": "*"}}
