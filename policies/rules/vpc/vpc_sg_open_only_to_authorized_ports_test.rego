package rules.vpc.vpc_sg_open_only_to_authorized_ports_test

import data.library.fixtures
import data.rules.vpc.vpc_sg_open_only_to_authorized_ports

judge(resources, parameters) := fixtures.brief(found) if {
	found := vpc_sg_open_only_to_authorized_ports.evaluations with input as model(resources, parameters)
}

model(resources, parameters) := object.union(fixtures.plan(resources), {"parameters": {"VPC_SG_OPEN_ONLY_TO_AUTHORIZED_PORTS": parameters}})

web := {"authorizedTcpPorts": "80, 443,8000-8010", "authorizedUdpPorts": "443"}

rule(overrides) := fixtures.resource("aws_vpc_security_group_ingress_rule.r", object.union(
	{
		"ip_protocol": "tcp",
		"from_port": 443,
		"to_port": 443,
		"cidr_ipv4": "0.0.0.0/0",
		"cidr_ipv6": null,
		"security_group_id": fixtures.reference("aws_security_group.g", "id"),
	},
	overrides,
))

open := {"NON_COMPLIANT aws_vpc_security_group_ingress_rule.r cidr_ipv4: open"}

unknown := {"INSUFFICIENT_DATA aws_vpc_security_group_ingress_rule.r cidr_ipv4: unknown"}

test_rule[note] if {
	some note, [overrides, want] in {
		"authorized": [{}, set()],
		"authorized range": [{"from_port": 8001, "to_port": 8010}, set()],
		"beyond the range": [{"from_port": 8001, "to_port": 8011}, open],
		"from port to port, both authorized": [{"from_port": 80, "to_port": 443}, open],
		"SSH": [{"from_port": 22, "to_port": 22}, open],
		"all ports": [{"from_port": 0, "to_port": 65535}, open],
		"all protocols": [{"ip_protocol": "-1", "from_port": null, "to_port": null}, open],
		"authorized UDP": [{"ip_protocol": "udp"}, set()],
		"UDP": [{"ip_protocol": "udp", "from_port": 53, "to_port": 53}, open],
		"ICMP": [{"ip_protocol": "icmp", "from_port": -1, "to_port": -1}, set()],
		"restricted": [{"from_port": 22, "to_port": 22, "cidr_ipv4": "10.0.0.0/8"}, set()],
		"no source": [{"from_port": 22, "to_port": 22, "cidr_ipv4": null}, set()],
		"unknown source": [{"from_port": 22, "to_port": 22, "cidr_ipv4": fixtures.unknown}, unknown],
		"unknown source, authorized": [{"cidr_ipv4": fixtures.unknown}, set()],
		"by reference": [{"from_port": 22, "to_port": 22, "cidr_ipv4": fixtures.reference("data.aws_ip_ranges.a", "cidr_blocks")}, unknown],
		"unknown port": [{"to_port": fixtures.unknown}, unknown],
		"unknown protocol": [{"ip_protocol": fixtures.unknown}, unknown],
		"malformed port": [{"to_port": "https"}, unknown],
	}
	judge([rule(overrides)], web) == want
}

test_group if {
	ingress := {"protocol": "tcp", "from_port": 22, "to_port": 22, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": []}
	group := fixtures.existing("aws_security_group.g", {"id": "sg-1", "ingress": [ingress]})
	judge([group], web) == {"NON_COMPLIANT aws_security_group.g ingress[0].cidr_blocks[0]: open"}
}

test_outbound_rule if {
	values := {"type": "egress", "protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": null, "security_group_id": "sg-1"}
	judge([fixtures.resource("aws_security_group_rule.r", values)], web) == set()
}

test_all_protocols_where_all_ports_are_authorized if {
	everything := rule({"ip_protocol": "-1", "from_port": null, "to_port": null})
	judge([everything], {"authorizedTcpPorts": "0-65535", "authorizedUdpPorts": "0-65535"}) == open
}

test_parameters[note] if {
	some note, [parameters, want] in {
		"none": [{}, open],
		"empty": [{"authorizedTcpPorts": ""}, open],
		"no port": [{"authorizedTcpPorts": "https"}, open],
		"half a range": [{"authorizedTcpPorts": "400-"}, open],
		"two dashes": [{"authorizedTcpPorts": "400-443-500"}, open],
		"of UDP": [{"authorizedUdpPorts": "443"}, open],
	}
	judge([rule({})], parameters) == want
}

test_message_has_its_values if {
	found := vpc_sg_open_only_to_authorized_ports.evaluations with input as model([rule({})], {})
	{e.values | some e in found} == {{"cidr": "0.0.0.0/0"}}
}
