# METADATA
# scope: package
# title: Users, groups and roles have no inline policies
# description: >-
#   Policies are managed policies, which have versions, can be reviewed in one place and attached where needed. An inline policy has one merit: it cannot be
#   attached to anything else.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/iam-no-inline-policy-check.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html
# custom:
#   id: IAM_NO_INLINE_POLICY_CHECK
#   source: aws-config
#   aliases: [iam-no-inline-policy-check]
#   severity: low
#   resources: [aws_iam_group_policy, aws_iam_role, aws_iam_role_policy, aws_iam_user_policy]
#   reads:
#     aws_iam_group_policy: [group]
#     aws_iam_role: [inline_policy]
#     aws_iam_role_policy: [role]
#     aws_iam_user_policy: [user]
#   reasons:
#     inline: The policy is an inline policy.
#     in_role: The role has an inline policy of its own.
#     unknown: The plan cannot tell whether the role has an inline policy of its own.
#   remediation: Use aws_iam_policy and an attachment.
package rules.iam.iam_no_inline_policy_check

import data.library.plan
import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(policy, null, "inline", {}) if {
	some type in ["aws_iam_group_policy", "aws_iam_role_policy", "aws_iam_user_policy"]
	some policy in input.resources[type]
}

evaluations contains verdict.non_compliant(role, attribute, "in_role", {}) if {
	some [role, attribute, "present"] in blocks
}

evaluations contains verdict.insufficient_data(role, attribute, "unknown", {}) if {
	some [role, attribute, "unknown"] in blocks
}

# After a refresh, the role's state also lists the policies that are resources of their own.
blocks := [[role, attribute, presence(block.value)] |
	some role in input.resources.aws_iam_role
	plan.companions(role, "aws_iam_role_policy") == []
	not role.address in losing_policies
	some block in value.elements(role.after.inline_policy)
	attribute := $"inline_policy{block.index}"
]

losing_policies := {address |
	some policy in input.removed.aws_iam_role_policy
	some address in plan.link(policy, "role").to
}

# A block without a name says that there is none: it makes the provider remove all others.
presence(block) := value.presence(value.attribute(block, "name"))
