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
	found := effective(value.boolean(resource.after[attribute]), unset)
	evaluation := judged(resource, attribute, found, wanted)
]

# METADATA
# description: An attribute of these resources has to hold something, e.g. a key, whatever it is.
must_be_present(resources, attribute) := [evaluation |
	some resource in resources
	evaluation := judged(resource, attribute, value.presence_of_text(resource.after[attribute]), "present")
]

effective("unset", unset) := unset

effective(found, _) := found if found != "unset"

judged(resource, attribute, found, wanted) := verdict.insufficient_data(resource, attribute, "unknown", {}) if {
	found == "unknown"
} else := verdict.non_compliant(resource, attribute, "wrong", {}) if {
	found != wanted
}
