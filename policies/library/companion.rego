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
	["delete", type, attribute, resource.address] in leaving
} else := "forgotten" if {
	["forget", type, attribute, resource.address] in leaving
} else := "unseen" if {
	not input.plan.complete
} else := "unseen" if {
	plan.is_ambiguous(type, attribute)
} else := "none" if {
	plan.is_new(resource)
	not is_adopted(resource)
} else := "elsewhere"

# [action, type, attribute, address that it names] of everything that this plan deletes or forgets: one pass for all resources that are asked about.
leaving := {[companion.action, type, attribute, address] |
	some type, companions in input.removed
	some companion in companions
	some attribute, link in companion.links
	some address in link.to
}

# Terraform does not create AWS's default resources, it takes over what exists.
# https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/default_vpc
is_adopted(resource) if startswith(resource.type, "aws_default_")
