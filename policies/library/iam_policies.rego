# METADATA
# title: Customer managed policies to judge
# description: >-
#   A permissions boundary gives nothing to anyone, so rules on what policies allow can leave boundaries out, by their parameter
#   excludePermissionBoundaryPolicy.
package library.iam_policies

import data.library.parameter
import data.library.plan

judged(rule) := [policy | some policy in input.resources.aws_iam_policy; not is_excluded(rule, policy)]

excluded(rule) := [policy | some policy in input.resources.aws_iam_policy; is_excluded(rule, policy)]

# Users and roles name a policy as their boundary and in no other way.
is_excluded(rule, policy) if {
	parameter.text(rule, "excludePermissionBoundaryPolicy") == "true"
	some type in ["aws_iam_role", "aws_iam_user"]
	plan.companions(policy, type) != []
}
