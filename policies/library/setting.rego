# METADATA
# title: Settings that many rules ask for
# description: >-
#   The evaluations of the plainest conditions: a setting has to be on, off, or there at all. The reasons are fixed, so that a rule names them in its
#   metadata: `wrong` where the setting is not as it has to be, `unknown` where the plan cannot tell.
package library.setting

import data.library.value
import data.library.verdict

# METADATA
# description: |
#   A boolean attribute of these resources has to be "true" or "false". `unset` is what leaving it out means: "true", "false" or "unknown".
must_be(wanted, resources, attribute, unset) := [evaluation |
	some resource in resources
	found := effective(value.boolean(value.of(resource, attribute)), unset)
	evaluation := judged(resource, attribute, found, wanted)
]

# METADATA
# description: An attribute of these resources has to hold something, e.g. a key, whatever it is.
must_be_present(resources, attribute) := [evaluation |
	some resource in resources
	evaluation := judged(resource, attribute, value.presence_of_text(value.of(resource, attribute)), "present")
]

# METADATA
# description: |
#   An attribute of these resources that holds a text has to hold one of those that are allowed; none are named where anything is. The reasons are
#   `other` and `unknown_other`, both with {allowed}. Whether it holds anything is for `must_be_present` to say.
must_be_among(allowed, resources, attribute) := [evaluation |
	allowed != []
	some resource in resources
	found := value.of(resource, attribute)
	value.presence_of_text(found) == "present"
	evaluation := chosen(resource, attribute, found, allowed)
]

chosen(resource, attribute, found, allowed) := verdict.insufficient_data(resource, attribute, "unknown_other", {"allowed": concat(", ", allowed)}) if {
	not is_string(found)
} else := verdict.non_compliant(resource, attribute, "other", {"allowed": concat(", ", allowed)}) if {
	not found in allowed
}

effective("unset", unset) := unset

effective(found, _) := found if found != "unset"

judged(resource, attribute, found, wanted) := verdict.insufficient_data(resource, attribute, "unknown", {}) if {
	found == "unknown"
} else := verdict.non_compliant(resource, attribute, "wrong", {}) if {
	found != wanted
}
