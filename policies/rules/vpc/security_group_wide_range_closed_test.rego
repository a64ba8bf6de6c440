package rules.vpc.security_group_wide_range_closed_test

import data.library.fixtures
import data.rules.vpc.security_group_wide_range_closed

judge(resources) := fixtures.brief(found) if {
	found := security_group_wide_range_closed.evaluations with input as fixtures.plan(resources)
}

rule(overrides) := fixtures.resource("aws_vpc_security_group_ingress_rule.r", object.union(
	{
		"ip_protocol": "tcp",
		"from_port": 22,
		"to_port": 22,
		"cidr_ipv4": "0.0.0.0/1",
		"cidr_ipv6": null,
		"security_group_id": fixtures.reference("aws_security_group.g", "id"),
	},
	overrides,
))

open := {"NON_COMPLIANT aws_vpc_security_group_ingress_rule.r cidr_ipv4: open"}

unknown := {"INSUFFICIENT_DATA aws_vpc_security_group_ingress_rule.r cidr_ipv4: unknown"}

test_rule[note] if {
	some note, [overrides, want] in {
		"half of IPv4": [{}, open],
		"RDP": [{"from_port": 3389, "to_port": 3389}, open],
		"all protocols": [{"ip_protocol": "-1", "from_port": null, "to_port": null}, open],
		"all public IPv6": [{"cidr_ipv4": null, "cidr_ipv6": "2000::/3"}, {"NON_COMPLIANT aws_vpc_security_group_ingress_rule.r cidr_ipv6: open"}],
		"a private block": [{"cidr_ipv4": "10.0.0.0/8"}, set()],
		"one network": [{"cidr_ipv4": "203.0.113.0/24"}, set()],
		"everyone, which another rule judges": [{"cidr_ipv4": "0.0.0.0/0"}, set()],
		"unknown, which another rule judges": [{"cidr_ipv4": fixtures.unknown}, set()],
		"another port": [{"from_port": 443, "to_port": 443}, set()],
		"UDP": [{"ip_protocol": "udp"}, set()],
		"unknown port": [{"to_port": fixtures.unknown}, unknown],
		"unknown protocol": [{"ip_protocol": fixtures.unknown}, unknown],
	}
	judge([rule(overrides)]) == want
}

test_halves_in_a_group if {
	ingress := {"protocol": "tcp", "from_port": 22, "to_port": 22, "cidr_blocks": ["0.0.0.0/1", "128.0.0.0/1", "10.0.0.0/8"], "ipv6_cidr_blocks": []}
	group := fixtures.resource("aws_security_group.g", {"id": fixtures.unset, "ingress": [ingress]})
	judge([group]) == {
		"NON_COMPLIANT aws_security_group.g ingress[0].cidr_blocks[0]: open",
		"NON_COMPLIANT aws_security_group.g ingress[0].cidr_blocks[1]: open",
	}
}

test_rule_listed_in_its_group_is_reported_once if {
	ingress := {"protocol": "tcp", "from_port": 22, "to_port": 22, "cidr_blocks": ["0.0.0.0/1"], "ipv6_cidr_blocks": []}
	group := fixtures.existing("aws_security_group.g", {"id": "sg-1", "ingress": [ingress]})
	values := object.union(rule({}).after, {"security_group_id": "sg-1"})
	judge([group, fixtures.existing("aws_vpc_security_group_ingress_rule.r", values)]) == open
}

test_message_has_its_values if {
	found := security_group_wide_range_closed.evaluations with input as fixtures.plan([rule({})])
	{e.values | some e in found} == {{"port": 22, "cidr": "0.0.0.0/1"}}
}

test_rule_of_unknown_direction[note] if {
	some note, port in {"SSH": 22, "RDP": 3389}
	values := {"type": fixtures.unknown, "protocol": "tcp", "from_port": port, "to_port": port, "cidr_blocks": ["0.0.0.0/1"], "ipv6_cidr_blocks": null}
	found := security_group_wide_range_closed.evaluations with input as fixtures.plan([fixtures.resource("aws_security_group_rule.r", values)])
	fixtures.brief(found) == {"INSUFFICIENT_DATA aws_security_group_rule.r cidr_blocks[0]: unknown"}
	{e.values | some e in found} == {{"port": port, "cidr": "0.0.0.0/1"}}
}
