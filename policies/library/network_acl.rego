# METADATA
# title: Inbound entries of network ACLs
# description: >-
#   One view of every inbound entry, whichever resource it is written in. The entry with the lowest number that fits a packet decides.
#   https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html
package library.network_acl

import data.library.cidr
import data.library.ingress
import data.library.logic
import data.library.plan
import data.library.value

# METADATA
# description: |
#   One entry for each address block: {address, attribute: where it is written, acl: which network ACL, number: a number or "unknown", action: value,
#   cidr: value, everyone: as cidr.everyone, family: "ipv4" or "ipv6"} and inbound, protocol, from, to as in library.ingress.
entries := array.concat(inline, of_rules)

inline := [entry |
	some type in ["aws_network_acl", "aws_default_network_acl"]
	some acl in input.resources[type]
	some block in value.elements(acl.after.ingress)
	number := value.whole_number(value.attribute(block.value, "rule_no"))
	not is_copy(acl, number)
	action := value.attribute(block.value, "action")
	some entry in described(acl, block.value, {"prefix": $"ingress{block.index}.", "acl": acl.address, "number": number, "action": action, "inbound": "yes"})
]

of_rules := [entry |
	some rule in input.resources.aws_network_acl_rule
	number := value.whole_number(rule.after.rule_number)
	inbound := {"true": "no", "false": "yes", "unset": "yes", "unknown": "unknown"}[value.boolean(rule.after.egress)]
	some entry in described(rule, rule.after, {"prefix": "", "acl": acl_of(rule), "number": number, "action": rule.after.rule_action, "inbound": inbound})
]

described(resource, block, known) := [entry |
	some family, name in {"ipv4": "cidr_block", "ipv6": "ipv6_cidr_block"}
	source := value.attribute(block, name)
	not value.is_unset(source)
	entry := object.union(ingress.rule_of(resource, block, $"{known.prefix}{name}", "protocol"), {
		"inbound": known.inbound,
		"acl": known.acl,
		"number": known.number,
		"action": known.action,
		"family": family,
		"cidr": source,
		"everyone": cidr.everyone(source),
	})
]

# A rule that names a network ACL of which it cannot be told which it is counts for itself.
acl_of(rule) := acl if {
	not plan.leads_elsewhere(rule, "network_acl_id", acl_types)
	[acl] := plan.link(rule, "network_acl_id").to
} else := rule.after.network_acl_id if {
	is_string(rule.after.network_acl_id)
} else := rule.address

acl_types := ["aws_network_acl", "aws_default_network_acl", "aws_vpc", "aws_default_vpc"]

# After a refresh, a network ACL's state also lists the entries of rule resources. Those are judged as their own resources.
is_copy(acl, number) if {
	acl.before.ingress == acl.after.ingress
	number in listed[acl.address]
}

listed[acl] contains value.whole_number(rule.before.rule_number) if {
	some rule in array.concat(
		[rule | some rule in input.resources.aws_network_acl_rule; is_object(rule.before)],
		[rule | some rule in input.removed.aws_network_acl_rule; rule.action == "delete"],
	)
	value.boolean(rule.before.egress) != "true"
	some acl in plan.link(rule, "network_acl_id").to
}

# METADATA
# description: Whether an entry lets everyone reach a port by TCP or UDP, "yes", "no" or "unknown".
opens(entry, port) := logic.any({"no"} | {answer |
	some protocol in ["tcp", "udp"]
	not is_denied_before(entry, protocol, port)
	answer := logic.all({allows(entry.action), entry.everyone, ingress.admits(entry, protocol, port)})
})

allows(action) := "yes" if {
	is_string(action)
	lower(action) == "allow"
} else := "no" if {
	is_string(action)
	lower(action) == "deny"
} else := "unknown"

is_denied_before(entry, protocol, port) if {
	some other in denials[entry.acl]
	other.family == entry.family
	is_number(entry.number)
	other.number < entry.number
	ingress.admits(other, protocol, port) == "yes"
}

# Network ACL → its entries that certainly deny everyone.
denials[entry.acl] contains entry if {
	some entry in entries
	allows(entry.action) == "no"
	entry.everyone == "yes"
	is_number(entry.number)
}
