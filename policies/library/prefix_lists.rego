# METADATA
# title: Prefix lists in inbound rules
# description: >-
#   Customer-managed prefix lists are address blocks under one name. The broad ones of the plan, and the inbound rules that name them.
package library.prefix_lists

import data.library.cidr
import data.library.ingress
import data.library.plan
import data.library.value

# METADATA
# description: |
#   One entry for each broad block of each prefix list that an inbound rule names: as in library.ingress, with `list`, the address of the prefix list, and
#   everyone: "yes" also where the block is only wide.
sources := array.concat(of_named_lists, of_any_list)

of_named_lists := [object.union(place.rule, {"list": address, "cidr": block.cidr, "everyone": everyone}) |
	count(broad) > 0
	some place in places
	named := addresses(place.list)
	some address in named
	some block in object.get(broad, address, [])
	everyone := {true: block.everyone, false: "unknown"}[count(named) == 1]
]

# Where nobody can tell which list is meant, it may be any broad one.
of_any_list := [object.union(place.rule, {"list": address, "cidr": block.cidr, "everyone": "unknown"}) |
	count(broad) > 0
	some place in places
	may_be_any(place.list)
	some address, blocks in broad
	not address in addresses(place.list)
	some block in blocks
]

# HCL mentions a local value, a variable or an output of a module, of which it is not known what they hold, or nothing that is kept.
may_be_any(v) if v.references == []

may_be_any(v) if {
	some reference in v.references
	not regex.match(`(^|\.)[a-z0-9]+_[a-z0-9_]+\.[0-9A-Za-z_-]+(\[[^]]*\])?\.`, reference)
}

# Address of a prefix list → its blocks that hold everyone, or may.
broad := {list.address: blocks |
	some list in input.resources.aws_ec2_managed_prefix_list
	blocks := array.concat(
		[block | some entry in value.elements(list.after.entry); some block in judged(value.attribute(entry.value, "cidr"))],
		[block | some entry in plan.companions(list, "aws_ec2_managed_prefix_list_entry"); some block in judged(entry.after.cidr)],
	)
	blocks != []
}

judged(block) := [{"cidr": block, "everyone": "yes"}] if {
	cidr.is_wide(block)
} else := [{"cidr": block, "everyone": everyone}] if {
	everyone := cidr.everyone(block)
	everyone != "no"
} else := []

# Where inbound rules name prefix lists, and which.
places := array.concat(of_groups, array.concat(of_rules, of_vpc_rules))

of_groups := [place |
	some type in ["aws_security_group", "aws_default_security_group"]
	some group in input.resources[type]
	some rule in value.elements(group.after.ingress)
	some element in elements(value.attribute(rule.value, "prefix_list_ids"))
	attribute := $"ingress{rule.index}.prefix_list_ids{element.index}"
	place := {"list": element.value, "rule": ingress.rule_of(group, rule.value, attribute, "protocol")}
]

of_rules := [place |
	some rule in input.resources.aws_security_group_rule
	some element in elements(rule.after.prefix_list_ids)
	described := ingress.rule_of(rule, rule.after, $"prefix_list_ids{element.index}", "protocol")
	place := {"list": element.value, "rule": object.union(described, {"inbound": ingress.is_inbound(rule)})}
]

of_vpc_rules := [{"list": rule.after.prefix_list_id, "rule": ingress.rule_of(rule, rule.after, "prefix_list_id", "ip_protocol")} |
	some rule in input.resources.aws_vpc_security_group_ingress_rule
	not value.is_unset(rule.after.prefix_list_id)
]

# HCL does not keep the elements of a list, only what they mention.
elements(v) := [{"index": "", "value": v}] if {
	v["$symbol"] == "unknown"
} else := value.elements(v)

# The lists of this plan that a value names, by reference or id; or those that it may name, where there are several.
addresses(v) := [v.address] if {
	v["$symbol"] == "reference"
	v.attribute == "id"
} else := [address |
	some reference in v.references
	endswith(reference, ".id")
	address := trim_suffix(reference, ".id")
] if {
	v["$symbol"] == "unknown"
} else := lists_of_id(v)

lists_of_id(id) := [list.address |
	some list in input.resources.aws_ec2_managed_prefix_list
	is_string(list.after.id)
	list.after.id == id
]
