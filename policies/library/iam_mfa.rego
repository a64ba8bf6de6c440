# METADATA
# title: Users and MFA
# description: >-
#   Whether a user can do anything without MFA, as far as policies decide it: which policies that reach the user deny requests without MFA, and how
#   well. The degrees are those of `iam.mfa_enforcement`.
package library.iam_mfa

import data.library.iam
import data.library.iam_users
import data.library.plan

# METADATA
# description: |
#   Why a user may act without MFA: "unknown", "elsewhere" (something that the plan does not have may deny it), "weak_condition", "narrow", "removed",
#   "console" and "access_key" (what the user signs in with), or "not_enforced". Ask it of users whom nothing enforces MFA on.
reason_for(user) := "unknown" if {
	policies_that(user, "unknown") != set()
} else := "elsewhere" if {
	user.address in iam_users.reached_from_elsewhere
} else := "weak_condition" if {
	policies_that(user, "weak_condition") != set()
} else := "narrow" if {
	policies_that(user, "narrow") != set()
} else := "removed" if {
	user.address in iam_users.losing_policies
} else := "elsewhere" if {
	# An existing user may be in a group of another stack.
	not plan.is_new(user)
	iam_users.policies[user.address] == set()
} else := "console" if {
	plan.companions(user, "aws_iam_user_login_profile") != []
} else := "access_key" if {
	plan.companions(user, "aws_iam_access_key") != []
} else := "not_enforced"

# METADATA
# description: Addresses of the policies that reach the user and enforce MFA to this degree.
policies_that(user, degree) := {policy |
	some policy in iam_users.policies[user.address]
	enforcement[policy] == degree
}

# Address of a resource that holds a policy document → how it enforces MFA.
enforcement := {policy.address: degree |
	some type in ["aws_iam_group_policy", "aws_iam_policy", "aws_iam_user_policy"]
	some policy in input.resources[type]
	degree := iam.mfa_enforcement(object.get(policy.documents, "policy", {}))
}
