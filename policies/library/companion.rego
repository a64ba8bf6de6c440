# METADATA
# title: Companions that are not there
# description: Why a resource has none, so that each rule can say what it means that its companion is missing.
package library.companion

import data.library.plan

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
