# METADATA
# title: Companions that are not there
# description: Why a resource has none, so that each rule can say what it means that its companion is missing.
package library.companion

import data.library.plan
import data.library.verdict

# METADATA
# description: |
#   Why no surviving resource of a type names this one by an attribute: "removed" (this plan deletes it), "forgotten" (it stays as it is, and
#   Terraform forgets it), "unseen" (the plan does not tell what all of them name), "none" (nobody can have made one yet) or "elsewhere"
#   (there may be one that is not in the plan).
absence(resource, type, attribute) := "removed" if {
	"delete" in leaving(resource, type, attribute)
} else := "forgotten" if {
	"forget" in leaving(resource, type, attribute)
} else := "unseen" if {
	not input.plan.complete
} else := "unseen" if {
	plan.is_ambiguous(type, attribute)
} else := "none" if {
	plan.is_new(resource)
	not is_adopted(resource)
} else := "elsewhere"

leaving(resource, type, attribute) := {companion.action |
	some companion in input.removed[type]
	resource.address in plan.link(companion, attribute).to
}

# Terraform does not create AWS's default resources, it takes over what exists.
# https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/default_vpc
is_adopted(resource) if startswith(resource.type, "aws_default_")

# METADATA
# description: |
#   The evaluations of resources that need a companion of a type which names them with this attribute. The reasons are fixed, so that a rule names them
#   in its metadata: `none`, `removed` (this plan deletes it) and `elsewhere` (the plan cannot tell).
required(resources, type, attribute) := [evaluation |
	some entry in found(resources, type, attribute)
	evaluation := judged(entry)
]

judged(entry) := verdict.non_compliant(entry.resource, null, entry.state, {}) if {
	entry.state in {"none", "removed"}
} else := verdict.insufficient_data(entry.resource, null, "elsewhere", {}) if {
	entry.state == "elsewhere"
}

# METADATA
# description: |
#   Of each resource {resource, state: "present", "none", "removed" or "elsewhere"}. As `absence`, but what is asked of a whole type is asked once,
#   so this is for types of which a plan has many.
found(resources, type, attribute) := [{"resource": resource, "state": state(resource, type, is_open, lost)} | some resource in resources] if {
	is_open := may_name_any(type, attribute)
	lost := {address |
		some companion in input.removed[type]
		companion.action == "delete"
		some address in plan.link(companion, attribute).to
	}
}

state(resource, type, is_open, lost) := "present" if {
	plan.companions(resource, type) != []
} else := "elsewhere" if {
	is_open
} else := "removed" if {
	resource.address in lost
} else := "none" if {
	plan.is_new(resource)
	not is_adopted(resource)
} else := "elsewhere"

default may_name_any(_, _) := false

may_name_any(type, attribute) if plan.is_ambiguous(type, attribute)

may_name_any(_, _) if not input.plan.complete
