# METADATA
# title: Resources that need a KMS key
# description: >-
#   The evaluations of a resource type that needs a KMS key, one of those that a parameter of the rule names, if any. The reasons are fixed: `no_key`,
#   `unknown`, `other_key` and `unknown_key`, the last two with {allowed}.
package library.required_key

import data.library.kms
import data.library.logic
import data.library.parameter
import data.library.value
import data.library.verdict

evaluations(rule, name, type, attribute) := [evaluation |
	allowed := parameter.items(rule, name)
	some resource in input.resources[type]
	evaluation := judged(resource, attribute, value.of(resource, attribute), allowed)
]

judged(resource, attribute, key, _) := verdict.non_compliant(resource, attribute, "no_key", {}) if {
	value.presence_of_text(key) == "absent"
} else := verdict.insufficient_data(resource, attribute, "unknown", {}) if {
	value.presence_of_text(key) == "unknown"
}

judged(resource, attribute, key, allowed) := verdict.non_compliant(resource, attribute, "other_key", {"allowed": concat(", ", allowed)}) if {
	is_allowed(key, allowed) == "no"
} else := verdict.insufficient_data(resource, attribute, "unknown_key", {"allowed": concat(", ", allowed)}) if {
	is_allowed(key, allowed) == "unknown"
}

is_allowed(key, allowed) := logic.any({kms.is_key(key, expected) | some expected in allowed}) if {
	allowed != []
	value.presence_of_text(key) == "present"
}
