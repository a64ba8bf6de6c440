# METADATA
# title: Resources whose policies everyone can use
# description: >-
#   The evaluations of a resource type of which an attribute holds a resource policy. One that is left out is AWS's default, which names the account.
#   The reasons are fixed: `public` (with {principal}, {action} and {resource}: a request that is allowed) and `unknown`.
package library.public_policy

import data.library.resource_policy
import data.library.value
import data.library.verdict

# METADATA
# description: "`actions` as for `resource_policy.public`."
evaluations(type, attribute, actions) := [evaluation |
	some resource in input.resources[type]
	not value.is_unset(value.of(resource, attribute))
	open := resource_policy.public(object.get(resource.documents, attribute, {}), actions)
	evaluation := judged(resource, attribute, open)
]

judged(resource, attribute, open) := verdict.non_compliant(resource, attribute, "public", object.remove(open, ["answer"])) if {
	open.answer == "yes"
} else := verdict.insufficient_data(resource, attribute, "unknown", {}) if {
	open.answer == "unknown"
}
