# METADATA
# title: What the agent of Systems Manager needs
# description: >-
#   An instance is managed when its role lets the agent register it. A plan shows the role, not whether the image has an agent or whether it reaches its endpoint.
#   https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-instance-permissions.html
package library.ssm_agent

import data.library.launch
import data.library.logic
import data.library.plan
import data.library.statement
import data.library.value

# METADATA
# description: |
#   Whether the profile that an attribute of this resource names lets the agent register: "yes", "no_profile", "no_permission" or "unknown".
readiness(resource, attributes) := "yes" if {
	managed_by_default(resource)
} else := permission(resource, attributes) if {
	names_profile(resource)
} else := readiness_of_template(resource)

# An instance without a profile has that of its launch template.
readiness_of_template(resource) := permission(template, template_attributes) if {
	[template] := launch.templates(resource)
	names_profile(template)
} else := "no_profile" if {
	launch.templates(resource) != []
} else := "unknown" if {
	launch.has_template(resource)
} else := "no_profile"

# METADATA
# description: Whether a resource names an instance profile, whichever it is.
names_profile(resource) if value.presence(resource.after.iam_instance_profile) != "absent"

template_attributes := ["iam_instance_profile.arn", "iam_instance_profile.name"]

# METADATA
# description: Default Host Management gives all instances of a region the permission.
managed_by_default(resource) if {
	some setting in input.resources.aws_ssm_service_setting
	setting.provider == resource.provider
	is_string(setting.after.setting_id)
	endswith(setting.after.setting_id, "/ssm/managed-instance/default-ec2-instance-management-role")
	value.presence(setting.after.setting_value) == "present"
	setting.after.setting_value != "$None"
}

permission(resource, attributes) := answer if {
	[profile] := [profile |
		some attribute in attributes
		some profile in plan.certainly_linked(resource, attribute, ["aws_iam_instance_profile"])
	]
	not plan.leads_elsewhere(profile, "role", ["aws_iam_role"])
	[role] := plan.linked(profile, "role", ["aws_iam_role"])
	answer := {"yes": "yes", "no": "no_permission", "unknown": "unknown"}[role_permits(role)]
} else := "unknown"

role_permits(role) := logic.any(union({{"no"}, attached, inline, managed, unseen(role)})) if {
	attached := {policy_permits(attachment) | some attachment in plan.companions(role, "aws_iam_role_policy_attachment")}
	inline := {document_permits(object.get(policy.documents, "policy", {})) | some policy in plan.companions(role, "aws_iam_role_policy")}
	managed := {arn_permits(element.value) | some element in value.elements(role.after.managed_policy_arns)}
}

# What else a role may have: what exists may have more than the plan shows.
unseen(role) := {"unknown"} if {
	not plan.is_new(role)
} else := {"unknown"} if {
	not input.plan.complete
} else := {"unknown"} if {
	plan.is_ambiguous("aws_iam_role_policy_attachment", "role")
} else := {"unknown"} if {
	value.presence(role.after.inline_policy) != "absent"
} else := set()

policy_permits(attachment) := document_permits(object.get(policy.documents, "policy", {})) if {
	[policy] := plan.certainly_linked(attachment, "policy_arn", ["aws_iam_policy"])
} else := arn_permits(attachment.after.policy_arn)

arn_permits(arn) := "yes" if {
	is_string(arn)
	regex.match(`:iam::aws:policy/(service-role/)?(AmazonSSMManagedInstanceCore|AmazonSSMManagedEC2InstanceDefaultPolicy|AmazonEC2RoleforSSM)$`, arn)
} else := "unknown" if {
	not is_managed_by_aws(arn)
} else := "no"

is_managed_by_aws(arn) if {
	is_string(arn)
	contains(arn, ":iam::aws:policy/")
}

document_permits(document) := logic.any(union({{"no"}, answers, incomplete})) if {
	answers := {logic.all({statement.allows(s), statement.covers_action(s, "ssm:UpdateInstanceInformation")}) |
		some s in object.get(document, "statements", [])
	}
	incomplete := {"unknown" | object.get(document, "complete", false) != true}
}
