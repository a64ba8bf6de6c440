package rules.vpc.no_unrestricted_route_to_igw_test

import data.library.fixtures
import data.rules.vpc.no_unrestricted_route_to_igw

judge(resources, parameters) := fixtures.brief(found) if {
	model := object.union(fixtures.plan(resources), {"parameters": {"NO_UNRESTRICTED_ROUTE_TO_IGW": parameters}})
	found := no_unrestricted_route_to_igw.evaluations with input as model
}

gateway := fixtures.resource("aws_internet_gateway.i", {"id": fixtures.unset})

route(overrides) := fixtures.resource("aws_route.r", object.union(
	{
		"destination_cidr_block": "0.0.0.0/0",
		"destination_ipv6_cidr_block": null,
		"gateway_id": "igw-1",
		"route_table_id": "rtb-1",
	},
	overrides,
))

open := {"NON_COMPLIANT aws_route.r gateway_id: open"}

unknown := {"INSUFFICIENT_DATA aws_route.r gateway_id: unknown"}

test_route[note] if {
	some note, [overrides, want] in {
		"every IPv4 address": [{}, open],
		"every IPv6 address": [{"destination_cidr_block": null, "destination_ipv6_cidr_block": "::/0"}, open],
		"of this plan": [{"gateway_id": fixtures.reference("aws_internet_gateway.i", "id")}, open],
		"that HCL mentions": [{"gateway_id": {"$symbol": "unknown", "references": ["aws_internet_gateway.i.id"]}}, open],
		"one of two that HCL mentions": [{"gateway_id": {"$symbol": "unknown", "references": ["aws_internet_gateway.i.id", "aws_vpn_gateway.v.id"]}}, unknown],
		"one network": [{"destination_cidr_block": "203.0.113.0/24"}, set()],
		"another gateway": [{"gateway_id": "vgw-1"}, set()],
		"no gateway": [{"gateway_id": null}, set()],
		"no destination": [{"destination_cidr_block": null}, set()],
		"unknown gateway": [{"gateway_id": fixtures.unknown}, unknown],
		"unknown destination": [{"destination_cidr_block": fixtures.unknown}, unknown],
		"malformed destination": [{"destination_cidr_block": 0}, unknown],
		"gateway by reference to something else": [{"gateway_id": fixtures.reference("aws_ssm_parameter.p", "value")}, unknown],
	}
	judge([gateway, route(overrides)], {}) == want
}

table(type, routes) := fixtures.resource($"{type}.t", {"id": "rtb-1", "route": routes})

test_table[note] if {
	some type in ["aws_route_table", "aws_default_route_table"]
	everyone := {"cidr_block": "0.0.0.0/0", "ipv6_cidr_block": "", "gateway_id": "igw-1"}
	some name, [routes, want] in {
		"open": [[everyone], {$"NON_COMPLIANT {type}.t route[0].gateway_id: open"}],
		"second open": [[object.union(everyone, {"gateway_id": "vgw-1"}), everyone], {$"NON_COMPLIANT {type}.t route[1].gateway_id: open"}],
		"open to every IPv6 address": [[object.union(everyone, {"cidr_block": "", "ipv6_cidr_block": "::/0"})], {$"NON_COMPLIANT {type}.t route[0].gateway_id: open"}],
		"none": [[], set()],
		"left out": [fixtures.unset, set()],
		"unknown": [fixtures.unknown, {$"INSUFFICIENT_DATA {type}.t route.gateway_id: unknown"}],
	}
	note := $"{type} {name}"
	judge([table(type, routes)], {}) == want
}

test_exempted[note] if {
	some note, [ids, want] in {"it": ["rtb-0, rtb-1", set()], "another": ["rtb-0", open], "none": ["", open]}
	judge([gateway, route({})], {"routeTableIds": ids}) == want
}

test_exempted_table if {
	routes := [{"cidr_block": "0.0.0.0/0", "ipv6_cidr_block": "", "gateway_id": "igw-1"}]
	judge([table("aws_route_table", routes)], {"routeTableIds": "rtb-1"}) == set()
}

test_deleted_route_is_not_judged if judge([fixtures.deleted("aws_route.r", route({}).after)], {}) == set()
