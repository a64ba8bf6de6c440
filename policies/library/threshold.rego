# METADATA
# title: Numbers that have to be large enough
# description: >-
#   The evaluations of a numeric setting that has a least value. The reasons are fixed, so that a rule names them in its metadata: `low`, with {found} and
#   {minimum}, and `unknown`.
package library.threshold

import data.library.value
import data.library.verdict

# METADATA
# description: |
#   An attribute of these resources has to be a whole number of at least `minimum`. `unset` is the number that leaving it out means, or "unknown".
#   A minimum that is not a number, as a parameter may be, is never reached.
at_least(resources, attribute, minimum, unset) := [evaluation |
	some resource in resources
	found := effective(value.whole_number(value.of(resource, attribute)), unset)
	evaluation := judged(resource, attribute, found, value.whole_number(minimum))
]

effective("unset", unset) := unset

effective(found, _) := found if found != "unset"

judged(resource, attribute, "unknown", _) := verdict.insufficient_data(resource, attribute, "unknown", {})

judged(resource, attribute, found, minimum) := verdict.non_compliant(resource, attribute, "low", {"found": found, "minimum": minimum}) if {
	found != "unknown"
	not reaches(found, minimum)
}

reaches(found, minimum) if {
	is_number(minimum)
	found >= minimum
}
