# METADATA
# title: Inbound rules of security groups
# description: >-
#   One view of every inbound rule of the plan, whichever resource it is written in.
package library.ingress

import data.library.cidr
import data.library.logic
import data.library.value

# METADATA
# description: |
#   One entry for each address block of each inbound rule that may be every address: {address, attribute: where the block is written,
#   inbound: "yes" | "no" | "unknown", protocol: "all" | "tcp" | "udp" | "other" | "unknown", from, to: number | "unset" | "unknown",
#   cidr: value, everyone: as cidr.everyone}.
sources := [source | some source in broad; source.everyone != "no"; not is_copy(source)]

# METADATA
# description: Likewise, the address blocks that are not every address and yet more than any one network has.
wide_sources := [source | some source in broad; source.everyone == "no"; not is_copy(source)]

# A plan has many rules, and few of them are broad. Only those become entries.
broad := array.concat(array.concat(of_groups, of_rules), array.concat(of_vpc_rules, of_node_groups))

of_groups := [source |
	some group in groups
	id := listed_id(group)
	some rule in value.elements(group.after.ingress)
	some entry in entries(group, $"ingress{rule.index}.", rule.value, "protocol", ["cidr_blocks", "ipv6_cidr_blocks"])
	source := object.union(entry, {"listed_in": id})
]

of_rules := [source |
	some rule in input.resources.aws_security_group_rule
	some entry in entries(rule, "", rule.after, "protocol", ["cidr_blocks", "ipv6_cidr_blocks"])
	source := object.union(entry, {"inbound": is_inbound(rule)})
]

of_vpc_rules := [source |
	some rule in input.resources.aws_vpc_security_group_ingress_rule
	some source in entries(rule, "", rule.after, "ip_protocol", ["cidr_ipv4", "cidr_ipv6"])
]

# Asked for SSH access and not told from which groups, EKS makes a security group that admits everyone.
# https://docs.aws.amazon.com/eks/latest/APIReference/API_RemoteAccessConfig.html
of_node_groups := [source |
	some node_group in input.resources.aws_eks_node_group
	some access in value.elements(node_group.after.remote_access)
	key := value.presence(value.attribute(access.value, "ec2_ssh_key"))
	groups_given := value.presence_of_list(value.attribute(access.value, "source_security_group_ids"))
	key != "absent"
	groups_given != "present"
	block := {true: "0.0.0.0/0", false: value.unreadable}[[key, groups_given] == ["present", "absent"]]
	source := {
		"address": node_group.address,
		"inbound": "yes",
		"attribute": $"remote_access{access.index}.source_security_group_ids",
		"protocol": "tcp",
		"from": 22,
		"to": 22,
		"cidr": block,
		"everyone": cidr.everyone(block),
		"listed_in": null,
	}
]

# METADATA
# description: Whether an entry admits everyone to a TCP port, "yes", "no" or "unknown".
admits_everyone(source, port) := logic.all([source.everyone, admits(source, "tcp", port)])

# METADATA
# description: Whether an entry opens a port of a protocol ("tcp" or "udp"), to whom it does, "yes", "no" or "unknown".
admits(source, protocol_name, port) := logic.all([
	source.inbound,
	is_of(source, protocol_name),
	has_port(source, port),
])

# METADATA
# description: Whether an entry is of a protocol ("tcp" or "udp"), "yes", "no" or "unknown".
is_of(source, protocol_name) := "yes" if {
	source.protocol in {"all", protocol_name}
} else := "unknown" if {
	source.protocol == "unknown"
} else := "no"

has_port(source, port) := "unknown" if {
	not has_port_range(source)
} else := "yes" if {
	source.from <= port
	port <= source.to
} else := "unknown" if {
	# It may turn out to be every protocol, and then the ports do not count.
	source.protocol == "unknown"
} else := "no"

# EC2 refuses any other range; whatever is meant by one, it is not a port that is closed.
has_port_range(source) if {
	is_number(source.from)
	is_number(source.to)
	0 <= source.from
	source.from <= source.to
	source.to <= 65535
}

# METADATA
# description: Whether an aws_security_group_rule is inbound, "yes", "no" or "unknown".
is_inbound(rule) := {"ingress": "yes", "egress": "no"}[rule.after.type]

default is_inbound(_) := "unknown"

groups := array.concat(
	[group | some group in input.resources.aws_security_group],
	[group | some group in input.resources.aws_default_security_group],
)

entries(resource, prefix, rule, protocol_attribute, cidr_attributes) := [entry |
	some name in cidr_attributes
	some block in cidr_blocks(rule, name)
	everyone := cidr.everyone(block.value)
	is_broad(block.value, everyone)
	entry := object.union(
		rule_of(resource, rule, $"{prefix}{name}{block.index}", protocol_attribute),
		{"cidr": block.value, "everyone": everyone, "listed_in": null},
	)
]

# METADATA
# description: What an inbound rule says besides whom it admits. `attribute` is where it says that.
rule_of(resource, rule, attribute, protocol_attribute) := {
	"address": resource.address,
	"inbound": "yes",
	"attribute": attribute,
	"protocol": protocol_name,
	"from": port(rule, "from_port", protocol_name),
	"to": port(rule, "to_port", protocol_name),
} if {
	protocol_name := protocol(value.attribute(rule, protocol_attribute))
}

is_broad(_, everyone) if everyone != "no"

is_broad(block, "no") if cidr.is_wide(block)

# cidr_ipv4 and cidr_ipv6 hold one block, the others a list.
cidr_blocks(rule, name) := value.elements(value.attribute(rule, name)) if {
	endswith(name, "_blocks")
} else := [] if {
	value.is_unset(value.attribute(rule, name))
} else := [{"index": "", "value": value.attribute(rule, name)}]

# Ports are ignored when all protocols are admitted.
port(_, "from_port", "all") := 0

port(_, "to_port", "all") := 65535

port(rule, name, protocol_name) := value.whole_number(value.attribute(rule, name)) if protocol_name != "all"

# METADATA
# description: |
#   The provider leaves the protocol of aws_vpc_security_group_ingress_rule as it is written: a name in any case, or a number.
protocol(v) := known if {
	known := protocols[protocol_text(v)]
} else := "other" if {
	regex.match(`^(0|[1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5])$`, protocol_text(v))
} else := "unknown"

protocols := {
	"-1": "all", "all": "all",
	"6": "tcp", "tcp": "tcp",
	"17": "udp", "udp": "udp",
	"icmp": "other", "icmpv6": "other",
}

protocol_text(v) := lower(v) if is_string(v)

protocol_text(v) := format_int(v, 10) if v in protocol_numbers

protocol_numbers := {number | some number in numbers.range(-1, 255)}

# After a refresh, a group's state also lists the rules that rule resources added to it. Those are judged as their own resources; and
# one that this plan deletes or closes is not open any more. A list that this plan changes is the author's own.
is_copy(source) if rule_key(source.listed_in, source) in rules_of_listing_groups

# Id of a group that keeps the inbound rules of its state.
listed_id(group) := group.after.id if {
	group.before.ingress == group.after.ingress
	is_string(group.after.id)
} else := null

listing_groups := {id | some source in of_groups; id := source.listed_in; id != null}

rules_of_listing_groups contains key if {
	some [type, protocol_attribute, cidr_attributes] in [
		["aws_security_group_rule", "protocol", ["cidr_blocks", "ipv6_cidr_blocks"]],
		["aws_vpc_security_group_ingress_rule", "ip_protocol", ["cidr_ipv4", "cidr_ipv6"]],
	]
	listing_groups != set()
	some rule in existing(type)
	rule.before.security_group_id in listing_groups
	was_inbound(rule)
	some source in entries(rule, "", rule.before, protocol_attribute, cidr_attributes)
	key := rule_key(rule.before.security_group_id, source)
}

was_inbound(rule) if rule.type == "aws_vpc_security_group_ingress_rule"

was_inbound(rule) if rule.before.type == "ingress"

# A forgotten rule stays as it is and belongs to nobody, so it is the group's.
existing(type) := array.concat(
	[rule | some rule in input.resources[type]; is_object(rule.before)],
	[rule | some rule in input.removed[type]; rule.action == "delete"],
)

rule_key(group_id, source) := [group_id, source.protocol, source.from, source.to, source.cidr] if is_string(group_id)
