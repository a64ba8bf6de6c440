# METADATA
# title: Companions that resources need
# description: >-
#   Some settings of a resource are resources of their own that name it, such as the logging of a web ACL. What can be said of a resource without
#   one: a resource that comes into being with this plan has none, but another stack may give one to a resource that exists already.
package library.required_companion

import data.library.plan
import data.library.verdict

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
#   Of each resource {resource, state: "present", "none", "removed" or "elsewhere"}. What is asked of a whole type is asked once, not for each resource.
found(resources, type, attribute) := found_at_least(1, resources, type, attribute)

# METADATA
# description: The same for resources that need several companions.
found_at_least(number, resources, type, attribute) := [entry |
	some resource in resources
	enough := count(plan.companions(resource, type)) >= number
	entry := {"resource": resource, "state": state(resource, enough, is_open, lost)}
] if {
	is_open := may_name_any(type, attribute)
	lost := {address |
		some companion in input.removed[type]
		companion.action == "delete"
		some address in plan.link(companion, attribute).to
	}
}

state(resource, enough, is_open, lost) := "present" if {
	enough
} else := "elsewhere" if {
	is_open
} else := "removed" if {
	resource.address in lost
} else := "none" if {
	plan.is_new(resource)
} else := "elsewhere"

default may_name_any(_, _) := false

may_name_any(type, attribute) if plan.is_ambiguous(type, attribute)

may_name_any(_, _) if input.plan.complete == false
