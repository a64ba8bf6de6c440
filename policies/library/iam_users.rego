# METADATA
# title: Which policies reach an IAM user
# description: >-
#   Through the user, the groups it is in, and its permissions boundary; in every form that the provider has for attaching them.
package library.iam_users

import data.library.plan
import data.library.value

# METADATA
# description: User address → addresses of the resources that hold the policy documents which certainly apply to the user.
policies := {user.address: addresses |
	some user in input.resources.aws_iam_user
	own := {policy.address | some policy in plan.companions(user, "aws_iam_user_policy")}
	attached := {policy.address |
		some attachment in attachments(user, "aws_iam_user_policy_attachment")
		some policy in plan.certainly_linked(attachment, "policy_arn", ["aws_iam_policy"])
	}
	boundary := {policy.address | some policy in plan.certainly_linked(user, "permissions_boundary", ["aws_iam_policy"])}
	of_groups := {address | some group in groups(user); some address in group_policies[group.address]}
	addresses := ((own | attached) | boundary) | of_groups
}

# METADATA
# description: Addresses of the users that a policy may apply to which is not in the plan, or of which the plan cannot tell.
reached_from_elsewhere contains user.address if {
	some user in input.resources.aws_iam_user
	may_be_reached_from_elsewhere(user)
}

# METADATA
# description: Addresses of the users that this plan takes out of a group, or takes a policy from, directly or through a group.
losing_policies contains address if some ["delete", address] in leaving

may_be_reached_from_elsewhere(_) if not input.plan.complete

# Of one of these it cannot be told whom it names, so it may be any user or a group of any user.
may_be_reached_from_elsewhere(_) if {
	some [type, attribute] in [
		["aws_iam_group_membership", "group"],
		["aws_iam_group_membership", "users"],
		["aws_iam_group_policy", "group"],
		["aws_iam_group_policy_attachment", "group"],
		["aws_iam_policy_attachment", "groups"],
		["aws_iam_policy_attachment", "users"],
		["aws_iam_user_group_membership", "user"],
		["aws_iam_user_policy", "user"],
		["aws_iam_user_policy_attachment", "user"],
	]
	plan.is_ambiguous(type, attribute)
}

# What Terraform forgets stays as it is.
may_be_reached_from_elsewhere(user) if ["forget", user.address] in leaving

may_be_reached_from_elsewhere(user) if {
	not value.is_unset(user.after.permissions_boundary)
	plan.leads_elsewhere(user, "permissions_boundary", ["aws_iam_policy"])
}

may_be_reached_from_elsewhere(user) if {
	some attachment in attachments(user, "aws_iam_user_policy_attachment")
	names_other_policy(attachment)
}

may_be_reached_from_elsewhere(user) if {
	some group in groups(user)
	some attachment in attachments(group, "aws_iam_group_policy_attachment")
	names_other_policy(attachment)
}

may_be_reached_from_elsewhere(user) if {
	some membership in plan.companions(user, "aws_iam_user_group_membership")
	plan.leads_elsewhere(membership, "groups", ["aws_iam_group"])
}

may_be_reached_from_elsewhere(user) if {
	some membership in plan.companions(user, "aws_iam_group_membership")
	plan.leads_elsewhere(membership, "group", ["aws_iam_group"])
}

# ["delete" or "forget", address of a user] for everything that joined the user with a policy and is no longer managed.
leaving contains [resource.action, address] if {
	some type, attribute in {
		"aws_iam_group_membership": "users",
		"aws_iam_policy_attachment": "users",
		"aws_iam_user_group_membership": "user",
		"aws_iam_user_policy": "user",
		"aws_iam_user_policy_attachment": "user",
	}
	some resource in input.removed[type]
	some address in plan.link(resource, attribute).to
}

leaving contains [resource.action, user.address] if {
	some type, attribute in {
		"aws_iam_group_policy": "group",
		"aws_iam_group_policy_attachment": "group",
		"aws_iam_policy_attachment": "groups",
	}
	some resource in input.removed[type]
	some user in input.resources.aws_iam_user
	some group in groups(user)
	group.address in plan.link(resource, attribute).to
}

group_policies := {group.address: addresses |
	some group in input.resources.aws_iam_group
	own := {policy.address | some policy in plan.companions(group, "aws_iam_group_policy")}
	attached := {policy.address |
		some attachment in attachments(group, "aws_iam_group_policy_attachment")
		some policy in plan.certainly_linked(attachment, "policy_arn", ["aws_iam_policy"])
	}
	addresses := own | attached
}

groups(user) := array.concat(
	[group |
		some membership in plan.companions(user, "aws_iam_user_group_membership")
		some group in plan.linked(membership, "groups", ["aws_iam_group"])
	],
	[group |
		some membership in plan.companions(user, "aws_iam_group_membership")
		some group in plan.certainly_linked(membership, "group", ["aws_iam_group"])
	],
)

# The attachments of a user or a group.
attachments(holder, type) := array.concat(plan.companions(holder, type), plan.companions(holder, "aws_iam_policy_attachment"))

# No policy that AWS manages denies anything for want of MFA.
names_other_policy(attachment) if {
	plan.leads_elsewhere(attachment, "policy_arn", ["aws_iam_policy"])
	not is_managed_by_aws(attachment.after.policy_arn)
}

is_managed_by_aws(arn) if regex.match(`^arn:aws[a-z-]*:iam::aws:policy/`, arn)
