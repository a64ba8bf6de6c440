package library.iam_policies_test

import data.library.fixtures
import data.library.iam_policies

policy := fixtures.resource("aws_iam_policy.p", {"policy": "{}"})

bound(type) := fixtures.linked(fixtures.resource($"{type}.a", {"permissions_boundary": fixtures.unknown}), {"permissions_boundary": fixtures.to(["aws_iam_policy.p"])})

addresses(resources, parameters) := [judged, excluded] if {
	model := object.union(fixtures.plan(resources), {"parameters": {"R": parameters}})
	judged := [p.address | some p in iam_policies.judged("R")] with input as model
	excluded := [p.address | some p in iam_policies.excluded("R")] with input as model
}

test_policies[note] if {
	some note, [resources, parameters, want] in {
		"no boundary": [[policy], {"excludePermissionBoundaryPolicy": "true"}, [["aws_iam_policy.p"], []]],
		"of a role": [[policy, bound("aws_iam_role")], {"excludePermissionBoundaryPolicy": "true"}, [[], ["aws_iam_policy.p"]]],
		"of a user": [[policy, bound("aws_iam_user")], {"excludePermissionBoundaryPolicy": "true"}, [[], ["aws_iam_policy.p"]]],
		"not excluded": [[policy, bound("aws_iam_role")], {"excludePermissionBoundaryPolicy": "false"}, [["aws_iam_policy.p"], []]],
		"left out": [[policy, bound("aws_iam_role")], {}, [["aws_iam_policy.p"], []]],
	}
	addresses(resources, parameters) == want
}
