package rules.ec2.incoming_ssh_disabled_test

import data.library.fixtures
import data.rules.ec2.incoming_ssh_disabled

judge(resources) := fixtures.brief(found) if {
	found := incoming_ssh_disabled.evaluations with input as fixtures.plan(resources)
}

inline(overrides) := object.union(
	{
		"protocol": "tcp",
		"from_port": 22,
		"to_port": 22,
		"cidr_blocks": [],
		"ipv6_cidr_blocks": [],
		"prefix_list_ids": [],
		"security_groups": [],
		"self": false,
	},
	overrides,
)

group(address, ingress) := fixtures.resource(address, {"id": fixtures.unset, "ingress": ingress})

rule(overrides) := fixtures.resource("aws_security_group_rule.r", object.union(
	{
		"type": "ingress",
		"protocol": "tcp",
		"from_port": 22,
		"to_port": 22,
		"cidr_blocks": null,
		"ipv6_cidr_blocks": null,
		"security_group_id": fixtures.reference("aws_security_group.g", "id"),
	},
	overrides,
))

vpc_rule(overrides) := fixtures.resource("aws_vpc_security_group_ingress_rule.r", object.union(
	{
		"ip_protocol": "tcp",
		"from_port": 22,
		"to_port": 22,
		"cidr_ipv4": null,
		"cidr_ipv6": null,
		"security_group_id": fixtures.reference("aws_security_group.g", "id"),
	},
	overrides,
))

node_group(remote_access) := fixtures.resource("aws_eks_node_group.n", {"remote_access": remote_access})

open(address, attribute) := $"NON_COMPLIANT {address} {attribute}: open"

unknown(address, attribute) := $"INSUFFICIENT_DATA {address} {attribute}: unknown"

test_group[note] if {
	some note, [ingress, want] in {
		"every IPv4 address": [[inline({"cidr_blocks": ["0.0.0.0/0"]})], {open("aws_security_group.g", "ingress[0].cidr_blocks[0]")}],
		"every IPv6 address": [[inline({"ipv6_cidr_blocks": ["0:0:0:0:0:0:0:0/0"]})], {open("aws_security_group.g", "ingress[0].ipv6_cidr_blocks[0]")}],
		"all protocols": [[inline({"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]})], {open("aws_security_group.g", "ingress[0].cidr_blocks[0]")}],
		"range of ports, in text": [[inline({"from_port": "20", "to_port": "25", "cidr_blocks": ["0.0.0.0/0"]})], {open("aws_security_group.g", "ingress[0].cidr_blocks[0]")}],
		"second rule, second block": [
			[inline({"cidr_blocks": ["10.0.0.0/8"]}), inline({"cidr_blocks": ["10.0.0.0/8", "0.0.0.0/0"]})],
			{open("aws_security_group.g", "ingress[1].cidr_blocks[1]")},
		],
		"also for itself": [[inline({"self": true, "cidr_blocks": ["0.0.0.0/0"]})], {open("aws_security_group.g", "ingress[0].cidr_blocks[0]")}],
		"also for a prefix list": [[inline({"prefix_list_ids": ["pl-1"], "cidr_blocks": ["0.0.0.0/0"]})], {open("aws_security_group.g", "ingress[0].cidr_blocks[0]")}],
		"beside an unknown block": [
			[inline({"cidr_blocks": [fixtures.unknown, "0.0.0.0/0"]})],
			{
				unknown("aws_security_group.g", "ingress[0].cidr_blocks[0]"),
				open("aws_security_group.g", "ingress[0].cidr_blocks[1]"),
			},
		],
		"one address that is not known yet": [[inline({"cidr_blocks": [fixtures.template([fixtures.reference("aws_eip.a", "public_ip"), "/32"])]})], set()],
		"unknown block": [[inline({"cidr_blocks": [fixtures.unknown]})], {unknown("aws_security_group.g", "ingress[0].cidr_blocks[0]")}],
		"unknown list of blocks": [[inline({"cidr_blocks": fixtures.unknown})], {unknown("aws_security_group.g", "ingress[0].cidr_blocks")}],
		"unknown rule": [
			[fixtures.unknown],
			{
				unknown("aws_security_group.g", "ingress[0].cidr_blocks"),
				unknown("aws_security_group.g", "ingress[0].ipv6_cidr_blocks"),
			},
		],
		"unknown rules": [
			fixtures.unknown,
			{
				unknown("aws_security_group.g", "ingress.cidr_blocks"),
				unknown("aws_security_group.g", "ingress.ipv6_cidr_blocks"),
			},
		],
		"unknown ports": [[inline({"to_port": fixtures.unknown, "cidr_blocks": ["0.0.0.0/0"]})], {unknown("aws_security_group.g", "ingress[0].cidr_blocks[0]")}],
		"unknown protocol": [[inline({"protocol": fixtures.unknown, "cidr_blocks": ["0.0.0.0/0"]})], {unknown("aws_security_group.g", "ingress[0].cidr_blocks[0]")}],
		"malformed block": [[inline({"cidr_blocks": ["everyone"]})], {unknown("aws_security_group.g", "ingress[0].cidr_blocks[0]")}],
		"halves, which AWS Config takes for restricted": [[inline({"cidr_blocks": ["0.0.0.0/1", "128.0.0.0/1"]})], set()],
		"another port": [[inline({"from_port": 443, "to_port": 443, "cidr_blocks": ["0.0.0.0/0"]})], set()],
		"UDP": [[inline({"protocol": "udp", "cidr_blocks": ["0.0.0.0/0"]})], set()],
		"from another group only": [[inline({"security_groups": ["sg-1"]})], set()],
		"no rules": [[], set()],
		"rules left out": [fixtures.unset, set()],
	}
	judge([group("aws_security_group.g", ingress)]) == want
}

test_default_group if {
	judge([group("aws_default_security_group.g", [inline({"cidr_blocks": ["0.0.0.0/0"]})])]) == {open("aws_default_security_group.g", "ingress[0].cidr_blocks[0]")}
}

test_rule[note] if {
	some note, [overrides, want] in {
		"every IPv4 address": [{"cidr_blocks": ["0.0.0.0/0"]}, {open("aws_security_group_rule.r", "cidr_blocks[0]")}],
		"every IPv6 address": [{"ipv6_cidr_blocks": ["::/0"]}, {open("aws_security_group_rule.r", "ipv6_cidr_blocks[0]")}],
		"unknown direction": [{"type": fixtures.unknown, "cidr_blocks": ["0.0.0.0/0"]}, {unknown("aws_security_group_rule.r", "cidr_blocks[0]")}],
		"unknown direction, restricted": [{"type": fixtures.unknown, "cidr_blocks": ["10.0.0.0/8"]}, set()],
		"unknown blocks": [{"cidr_blocks": fixtures.unknown}, {unknown("aws_security_group_rule.r", "cidr_blocks")}],
		"outbound": [{"type": "egress", "cidr_blocks": ["0.0.0.0/0"]}, set()],
		"restricted": [{"cidr_blocks": ["10.0.0.0/8"]}, set()],
	}
	judge([rule(overrides)]) == want
}

test_vpc_rule[note] if {
	some note, [overrides, want] in {
		"every IPv4 address": [{"cidr_ipv4": "0.0.0.0/0"}, {open("aws_vpc_security_group_ingress_rule.r", "cidr_ipv4")}],
		"every IPv6 address": [{"cidr_ipv6": "::/0"}, {open("aws_vpc_security_group_ingress_rule.r", "cidr_ipv6")}],
		"protocol by number": [{"ip_protocol": "6", "cidr_ipv4": "0.0.0.0/0"}, {open("aws_vpc_security_group_ingress_rule.r", "cidr_ipv4")}],
		"all protocols without ports": [{"ip_protocol": "all", "from_port": null, "to_port": null, "cidr_ipv4": "0.0.0.0/0"}, {open("aws_vpc_security_group_ingress_rule.r", "cidr_ipv4")}],
		"all protocols with ports, which EC2 ignores": [{"ip_protocol": "-1", "from_port": 443, "to_port": 443, "cidr_ipv4": "0.0.0.0/0"}, {open("aws_vpc_security_group_ingress_rule.r", "cidr_ipv4")}],
		"TCP without ports": [{"from_port": null, "to_port": null, "cidr_ipv4": "0.0.0.0/0"}, {unknown("aws_vpc_security_group_ingress_rule.r", "cidr_ipv4")}],
		"unknown block": [{"cidr_ipv4": fixtures.reference("data.aws_ip_ranges.all", "cidr_blocks")}, {unknown("aws_vpc_security_group_ingress_rule.r", "cidr_ipv4")}],
		"from another group only": [{}, set()],
		"empty block": [{"cidr_ipv4": ""}, set()],
	}
	judge([vpc_rule(overrides)]) == want
}

test_node_group[note] if {
	attribute := "remote_access[0].source_security_group_ids"
	some note, [access, want] in {
		"key without groups": [{"ec2_ssh_key": "operations", "source_security_group_ids": null}, {open("aws_eks_node_group.n", attribute)}],
		"key of this plan without groups": [
			{"ec2_ssh_key": fixtures.reference("aws_key_pair.k", "key_name"), "source_security_group_ids": []},
			{open("aws_eks_node_group.n", attribute)},
		],
		"key with groups": [{"ec2_ssh_key": "operations", "source_security_group_ids": [fixtures.reference("aws_security_group.g", "id")]}, set()],
		"no key": [{"ec2_ssh_key": null, "source_security_group_ids": null}, set()],
		"unknown key": [{"ec2_ssh_key": fixtures.unknown, "source_security_group_ids": null}, {unknown("aws_eks_node_group.n", attribute)}],
		"unknown groups": [{"ec2_ssh_key": "operations", "source_security_group_ids": fixtures.unknown}, {unknown("aws_eks_node_group.n", attribute)}],
	}
	judge([node_group([access])]) == want
}

test_node_group_without_remote_access if judge([node_group([])]) == set()

test_node_group_with_unknown_remote_access if {
	judge([node_group(fixtures.unknown)]) == {unknown("aws_eks_node_group.n", "remote_access.source_security_group_ids")}
}

# The state of a group lists what rule resources added to it.

existing_group(cidr_blocks) := fixtures.existing("aws_security_group.g", {
	"id": "sg-1",
	"ingress": [inline({"cidr_blocks": cidr_blocks})],
})

rule_values(cidr_blocks) := {
	"type": "ingress",
	"protocol": "tcp",
	"from_port": 22,
	"to_port": 22,
	"cidr_blocks": cidr_blocks,
	"ipv6_cidr_blocks": null,
	"security_group_id": "sg-1",
}

vpc_rule_values(cidr) := {
	"ip_protocol": "tcp",
	"from_port": 22,
	"to_port": 22,
	"cidr_ipv4": cidr,
	"cidr_ipv6": null,
	"security_group_id": "sg-1",
}

test_removed_block_stays if {
	judge([existing_group(["0.0.0.0/0"])]) == {open("aws_security_group.g", "ingress[0].cidr_blocks[0]")}
}

test_open_rule_is_reported_once if {
	judge([existing_group(["0.0.0.0/0"]), fixtures.existing("aws_security_group_rule.r", rule_values(["0.0.0.0/0"]))]) == {open("aws_security_group_rule.r", "cidr_blocks[0]")}
}

test_deleted_rule_is_subtracted if {
	judge([existing_group(["10.0.0.0/8", "0.0.0.0/0"]), fixtures.deleted("aws_security_group_rule.r", rule_values(["0.0.0.0/0"]))]) == set()
	judge([existing_group(["0.0.0.0/0"]), fixtures.deleted("aws_vpc_security_group_ingress_rule.r", vpc_rule_values("0.0.0.0/0"))]) == set()
}

test_deleted_rule_of_ipv6_is_subtracted if {
	listed := object.union(existing_group([]), {"before": {"ingress": [everyone_by_ipv6]}, "after": {"id": "sg-1", "ingress": [everyone_by_ipv6]}})
	of_group_rule := object.union(rule_values(null), {"ipv6_cidr_blocks": ["::/0"]})
	of_vpc_rule := object.union(vpc_rule_values(null), {"cidr_ipv6": "::/0"})
	judge([listed]) == {open("aws_security_group.g", "ingress[0].ipv6_cidr_blocks[0]")}
	judge([listed, fixtures.deleted("aws_security_group_rule.r", of_group_rule)]) == set()
	judge([listed, fixtures.deleted("aws_vpc_security_group_ingress_rule.r", of_vpc_rule)]) == set()
}

everyone_by_ipv6 := inline({"ipv6_cidr_blocks": ["::/0"]})

# What lets everything out says nothing of what comes in.
test_outbound_rule_is_not_subtracted[note] if {
	outbound := object.union(rule_values(["0.0.0.0/0"]), {"type": "egress"})
	some note, other in {
		"existing": fixtures.existing("aws_security_group_rule.r", outbound),
		"deleted": fixtures.deleted("aws_security_group_rule.r", outbound),
		"of a direction that is not there": fixtures.deleted("aws_security_group_rule.r", object.remove(outbound, ["type"])),
	}
	judge([existing_group(["0.0.0.0/0"]), other]) == {open("aws_security_group.g", "ingress[0].cidr_blocks[0]")}
}

test_closed_rule_is_subtracted if {
	closed := object.union(
		fixtures.existing("aws_vpc_security_group_ingress_rule.r", vpc_rule_values("10.0.0.0/8")),
		{"action": "update", "before": vpc_rule_values("0.0.0.0/0")},
	)
	judge([existing_group(["0.0.0.0/0"]), closed]) == set()
}

test_forgotten_rule_stays if {
	forgotten := object.union(fixtures.deleted("aws_security_group_rule.r", rule_values(["0.0.0.0/0"])), {"action": "forget"})
	judge([existing_group(["0.0.0.0/0"]), forgotten]) == {open("aws_security_group.g", "ingress[0].cidr_blocks[0]")}
}

test_rule_of_another_group_is_not_subtracted if {
	other := object.union(rule_values(["0.0.0.0/0"]), {"security_group_id": "sg-2"})
	judge([existing_group(["0.0.0.0/0"]), fixtures.deleted("aws_security_group_rule.r", other)]) == {open("aws_security_group.g", "ingress[0].cidr_blocks[0]")}
}

test_rule_moved_into_the_group_is_not_subtracted if {
	moved := object.union(existing_group(["0.0.0.0/0"]), {"action": "update", "before": {"id": "sg-1", "ingress": []}})
	judge([moved, fixtures.deleted("aws_security_group_rule.r", rule_values(["0.0.0.0/0"]))]) == {open("aws_security_group.g", "ingress[0].cidr_blocks[0]")}
}

test_message_has_its_values if {
	found := incoming_ssh_disabled.evaluations with input as fixtures.plan([vpc_rule({"cidr_ipv4": "::/0"})])
	{e.values | some e in found} == {{"cidr": "::/0"}}
}
