package rules.ec2.restricted_incoming_traffic_test

import data.library.fixtures
import data.rules.ec2.restricted_incoming_traffic

defaults := {"blockedPort1": "20", "blockedPort2": "21", "blockedPort3": "3389", "blockedPort4": "3306", "blockedPort5": "4333"}

judge(resources, parameters) := fixtures.brief(found) if {
	found := restricted_incoming_traffic.evaluations with input as model(resources, parameters)
}

model(resources, parameters) := object.union(fixtures.plan(resources), {"parameters": {"RESTRICTED_INCOMING_TRAFFIC": parameters}})

rule(overrides) := fixtures.resource("aws_vpc_security_group_ingress_rule.r", object.union(
	{
		"ip_protocol": "tcp",
		"from_port": 3389,
		"to_port": 3389,
		"cidr_ipv4": "0.0.0.0/0",
		"cidr_ipv6": null,
		"security_group_id": fixtures.reference("aws_security_group.g", "id"),
	},
	overrides,
))

group(ingress) := fixtures.resource("aws_security_group.g", {"id": fixtures.unset, "ingress": ingress})

inline := {"protocol": "tcp", "from_port": 3306, "to_port": 3306, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}

open := {"NON_COMPLIANT aws_vpc_security_group_ingress_rule.r cidr_ipv4: open"}

unknown := {"INSUFFICIENT_DATA aws_vpc_security_group_ingress_rule.r cidr_ipv4: unknown"}

test_rule[note] if {
	some note, [overrides, want] in {
		"RDP": [{}, open],
		"MySQL": [{"from_port": 3306, "to_port": 3306}, open],
		"all ports": [{"from_port": 0, "to_port": 65535}, open],
		"all protocols": [{"ip_protocol": "-1", "from_port": null, "to_port": null}, open],
		"every IPv6 address": [{"cidr_ipv4": null, "cidr_ipv6": "::/0"}, {"NON_COMPLIANT aws_vpc_security_group_ingress_rule.r cidr_ipv6: open"}],
		"SSH, which another rule judges": [{"from_port": 22, "to_port": 22}, set()],
		"HTTPS": [{"from_port": 443, "to_port": 443}, set()],
		"UDP": [{"ip_protocol": "udp"}, set()],
		"restricted": [{"cidr_ipv4": "10.0.0.0/8"}, set()],
		"left out": [{"cidr_ipv4": null}, set()],
		"unknown source": [{"cidr_ipv4": fixtures.unknown}, unknown],
		"source by reference": [{"cidr_ipv4": fixtures.reference("data.aws_ip_ranges.a", "cidr_blocks")}, unknown],
		"unknown ports": [{"to_port": fixtures.unknown}, unknown],
		"unknown protocol": [{"ip_protocol": fixtures.unknown}, unknown],
		"malformed source": [{"cidr_ipv4": 1}, unknown],
	}
	judge([rule(overrides)], defaults) == want
}

test_group if judge([group([inline])], defaults) == {"NON_COMPLIANT aws_security_group.g ingress[0].cidr_blocks[0]: open"}

test_existing_group_stays_open if {
	judge([fixtures.existing("aws_security_group.g", {"id": "sg-1", "ingress": [inline]})], defaults) == {"NON_COMPLIANT aws_security_group.g ingress[0].cidr_blocks[0]: open"}
}

test_deleted_rule_is_not_judged if judge([fixtures.deleted("aws_vpc_security_group_ingress_rule.r", rule({}).after)], defaults) == set()

test_parameters[note] if {
	parameter := {"INSUFFICIENT_DATA aws_vpc_security_group_ingress_rule.r cidr_ipv4: parameter"}
	some note, [overrides, parameters, want] in {
		"another port": [{}, {"blockedPort1": "25"}, set()],
		"a list": [{}, {"blockedPorts": "25, 3389"}, open],
		"a list without it": [{}, {"blockedPorts": "25,1433"}, set()],
		"empty": [{}, {"blockedPort1": "3389", "blockedPorts": ""}, open],
		"none": [{}, {}, set()],
		"no port": [{}, {"blockedPort1": "RDP"}, parameter],
		"no port, of UDP": [{"ip_protocol": "udp"}, {"blockedPort1": "RDP"}, set()],
		"no port, half of everyone": [{"cidr_ipv4": "0.0.0.0/1"}, {"blockedPort1": "RDP"}, set()],
		"no port, of unknown ports": [{"to_port": fixtures.unknown}, {"blockedPort1": "RDP"}, parameter],
		"no port, of nobody": [{"cidr_ipv4": "10.0.0.0/8"}, {"blockedPort1": "RDP"}, set()],
	}
	judge([rule(overrides)], parameters) == want
}

test_no_port_of_an_outbound_rule if {
	outbound := fixtures.resource("aws_security_group_rule.r", {"type": "egress", "protocol": "tcp", "from_port": 0, "to_port": 65535, "cidr_blocks": ["0.0.0.0/0"]})
	judge([outbound], {"blockedPort1": "RDP"}) == set()
}

test_message_of_what_is_unknown if {
	found := restricted_incoming_traffic.evaluations with input as model([rule({"to_port": fixtures.unknown})], {"blockedPort1": "25", "blockedPort2": "RDP"})
	{e.reason: e.values | some e in found} == {"unknown": {"port": 25}, "parameter": {"parameter": "blockedPort2"}}
}

test_message_has_its_values if {
	found := restricted_incoming_traffic.evaluations with input as model([rule({})], defaults)
	{e.values | some e in found} == {{"port": 3389, "cidr": "0.0.0.0/0"}}
}
