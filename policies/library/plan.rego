# METADATA
# title: Relations of the plan model
# description: >-
#   How a rule gets from one resource to another. Only surviving resources are found; whatever may not have been found is said,
#   so that a missing companion is never taken for certain when the plan cannot tell.
package library.plan

# METADATA
# description: The surviving resources of a type that certainly name this one.
companions(resource, type) := [companion |
	some address in resource.companions[type]
	companion := input.resources[type][address]
]

# METADATA
# description: Where an attribute leads. A relation that the plan model does not have leads anywhere.
link(resource, attribute) := known if {
	known := resource.links[attribute]
} else := anywhere

anywhere := {"to": [], "outside": false, "unresolved": true}

# METADATA
# description: |
#   The surviving resources that an attribute names. Of one that names a single resource, each may be the one that is meant where the link is unresolved.
linked(resource, attribute, types) := [target |
	some address in link(resource, attribute).to
	some type in types
	target := input.resources[type][address]
]

# METADATA
# description: The same of an attribute that names a single resource; none where it may be another one.
certainly_linked(resource, attribute, types) := [] if {
	link(resource, attribute).unresolved
} else := linked(resource, attribute, types)

# METADATA
# description: |
#   An attribute names something that no surviving resource of these types stands for: it is elsewhere, it is being removed, or it
#   cannot be told what it is.
leads_elsewhere(resource, attribute, _) if link(resource, attribute).outside

leads_elsewhere(resource, attribute, _) if link(resource, attribute).unresolved

leads_elsewhere(resource, attribute, types) if count(link(resource, attribute).to) > count(linked(resource, attribute, types))

# METADATA
# description: The resource comes into being with this plan, so nothing outside the plan can refer to it yet.
is_new(resource) if resource.action in {"create", "replace"}

# METADATA
# description: |
#   Of some resource of a type it cannot be told what an attribute names, so it may name any resource. A relation that the plan model does not
#   have leads anywhere.
is_ambiguous(type, attribute) if {
	count(input.resources[type]) > 0
	object.get(input.ambiguous, [type, attribute], true)
}
