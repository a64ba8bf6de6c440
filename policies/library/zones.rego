# METADATA
# title: Availability Zones
# description: How many Availability Zones a list of subnets or of zones spans, as far as the plan tells.
package library.zones

import data.library.plan
import data.library.value

# METADATA
# description: |
#   Zones of a resource: {known: how many different ones it certainly has, at_most: how many it can have, or "unknown"}. `attribute` lists subnets, `zones` is a list
#   of zones, or null.
span(resource, attribute, zones) := {"known": least(certain), "at_most": at_most(resource, attribute, zones, certain)} if {
	in_subnets := zones_of(plan.linked(resource, attribute, subnet_types))
	listed := [named("name", element.value) | some element in value.elements(zones)]
	certain := {found | some found in array.concat(in_subnets, listed); found != "unknown"}
}

# Of two lists, one may have the same zones as the other: what is called by its name, by its id, or by its place in what a data source finds.
least(certain) := max({0} | {count(same_list) |
	some [list, _] in certain
	same_list := [found | some found in certain; found[0] == list]
})

subnet_types := ["aws_subnet", "aws_default_subnet"]

# A subnet is in one zone. Of one whose zone is not known, it is not known whether it is another's.
at_most(resource, attribute, zones, certain) := count(certain) + unknown_subnets(resource, attribute) if {
	not plan.leads_elsewhere(resource, attribute, subnet_types)
	value.elements(zones) == []
} else := count(certain) if {
	value.presence(zones) == "present"
	not "unknown" in {named("name", element.value) | some element in value.elements(zones)}
	plan.linked(resource, attribute, subnet_types) == []
} else := "unknown"

unknown_subnets(resource, attribute) := count([subnet |
	some subnet in plan.linked(resource, attribute, subnet_types)
	zone(subnet) == "unknown"
])

# Subnets of this plan may have names where those of the state have ids, too. What all have can be compared.
zones_of(subnets) := by_id if {
	"unknown" in [named("name", subnet.after.availability_zone) | some subnet in subnets]
	by_id := [named("id", zone_id(subnet)) | some subnet in subnets]
	not "unknown" in by_id
} else := [zone(subnet) | some subnet in subnets]

zone(subnet) := named("name", subnet.after.availability_zone) if {
	named("name", subnet.after.availability_zone) != "unknown"
} else := named("id", zone_id(subnet))

zone_id(subnet) := object.get(subnet.after, "availability_zone_id", null)

# Which list has it, and which of its entries it is. Entries of one list differ from each other.
named(kind, v) := [kind, v] if {
	is_string(v)
	v != ""
} else := [[v.address, list], entry] if {
	v["$symbol"] == "reference"
	regex.match(`(^|\.)data\.aws_availability_zones\.`, v.address)
	[[_, list, entry]] := regex.find_all_string_submatch_n(`^(names|zone_ids)\[([0-9]+)\]$`, v.attribute, 1)
} else := "unknown"

# METADATA
# description: Whether a span has at least so many zones, "yes", "no" or "unknown".
reaches(found, minimum) := "yes" if {
	found.known >= minimum
} else := "no" if {
	is_number(found.at_most)
	found.at_most < minimum
} else := "unknown"
