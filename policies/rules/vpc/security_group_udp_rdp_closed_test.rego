package rules.vpc.security_group_udp_rdp_closed_test

import data.library.fixtures
import data.rules.vpc.security_group_udp_rdp_closed

judge(resource) := fixtures.brief(found) if {
	found := security_group_udp_rdp_closed.evaluations with input as fixtures.plan([resource])
}

rule(overrides) := fixtures.resource("aws_vpc_security_group_ingress_rule.r", object.union(
	{
		"ip_protocol": "udp",
		"from_port": 3389,
		"to_port": 3389,
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
		"UDP": [{}, open],
		"UDP by number": [{"ip_protocol": "17"}, open],
		"all protocols": [{"ip_protocol": "-1", "from_port": null, "to_port": null}, open],
		"TCP": [{"ip_protocol": "tcp"}, set()],
		"another port": [{"from_port": 53, "to_port": 53}, set()],
		"restricted": [{"cidr_ipv4": "10.0.0.0/8"}, set()],
		"no source": [{"cidr_ipv4": null}, set()],
		"unknown source": [{"cidr_ipv4": fixtures.unknown}, unknown],
		"by reference": [{"cidr_ipv4": fixtures.reference("data.aws_ip_ranges.a", "cidr_blocks")}, unknown],
		"unknown protocol": [{"ip_protocol": fixtures.unknown}, unknown],
		"malformed port": [{"to_port": "rdp"}, unknown],
	}
	judge(rule(overrides)) == want
}

test_message_has_its_values if {
	found := security_group_udp_rdp_closed.evaluations with input as fixtures.plan([rule({})])
	{e.values | some e in found} == {{"cidr": "0.0.0.0/0"}}
}
