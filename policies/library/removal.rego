# METADATA
# title: Protections of an account that a plan takes away
# description: >-
#   What protects a whole account, such as a trail, is judged where the plan has it. A plan that deletes the last one leaves the account without; one that
#   deletes everything, or that was made for some resources only, is another matter.
package library.removal

import data.library.verdict

# METADATA
# description: |
#   The evaluations of the deleted resources of a type that protect their account and region and of which the plan leaves none there. The reasons are fixed:
#   `removed`, and `removed_in_part` where the plan does not tell what is left.
evaluations(type) := [evaluation |
	not input.plan.destroy
	some resource in input.removed[type]
	resource.action == "delete"
	not resource.provider in left(type)
	evaluation := judged(resource)
]

left(type) := {resource.provider | some resource in input.resources[type]}

judged(resource) := verdict.non_compliant(resource, null, "removed", {}) if {
	input.plan.complete
} else := verdict.insufficient_data(resource, null, "removed_in_part", {})
