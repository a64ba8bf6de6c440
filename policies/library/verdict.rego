# METADATA
# title: The verdicts
# description: >-
#   What a rule returns. `resource` is a resource of the plan model, or anything else with an `address`; `attribute` is the path below it, or null
#   for the whole resource; `reason` is a key of the rule's `reasons`, whose {placeholders} `values` fills. COMPLIANT has no
#   function: it is what was judged and not otherwise found.
package library.verdict

non_compliant(resource, attribute, reason, values) := evaluation("NON_COMPLIANT", resource, attribute, reason, values)

insufficient_data(resource, attribute, reason, values) := evaluation("INSUFFICIENT_DATA", resource, attribute, reason, values)

not_applicable(resource, attribute, reason, values) := evaluation("NOT_APPLICABLE", resource, attribute, reason, values)

evaluation(status, resource, attribute, reason, values) := {
	"resource": resource.address,
	"status": status,
	"attribute": attribute,
	"reason": reason,
	"values": values,
}
