# METADATA
# scope: package
# title: Routes to internet gateways are restricted
# description: >-
#   No route table leads every IPv4 or every IPv6 address to an internet gateway. Public subnets need such a route, so the rule reports where they are rather than that something
#   is wrong; the parameter routeTableIds lists tables that may have one.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/no-unrestricted-route-to-igw.html
# custom:
#   id: NO_UNRESTRICTED_ROUTE_TO_IGW
#   source: aws-config
#   aliases: [no-unrestricted-route-to-igw]
#   severity: medium
#   resources: [aws_default_route_table, aws_route, aws_route_table]
#   reads:
#     aws_default_route_table: [id, route]
#     aws_internet_gateway: [id]
#     aws_route: [destination_cidr_block, destination_ipv6_cidr_block, gateway_id, route_table_id]
#     aws_route_table: [id, route]
#     aws_vpn_gateway: [id]
#   parameters:
#     routeTableIds: {description: "Ids of route tables that may lead to an internet gateway, separated by commas."}
#   controls: {}
#   reasons:
#     open: The route leads every address to an internet gateway.
#     unknown: The plan cannot tell whether the route leads every address to an internet gateway.
#   remediation: Put what need not be reached from the internet into subnets whose route table leads to a NAT gateway.
package rules.vpc.no_unrestricted_route_to_igw

import data.library.cidr
import data.library.logic
import data.library.network
import data.library.parameter
import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(route, route.attribute, "open", {}) if {
	some route in routes
	route.is_open == "yes"
}

evaluations contains verdict.insufficient_data(route, route.attribute, "unknown", {}) if {
	some route in routes
	route.is_open == "unknown"
}

routes := array.concat(inline, own)

inline := [found |
	some type in ["aws_route_table", "aws_default_route_table"]
	some table in input.resources[type]
	not table.after.id in exempted
	some route in value.elements(table.after.route)
	destinations := [value.attribute(route.value, "cidr_block"), value.attribute(route.value, "ipv6_cidr_block")]
	found := {
		"address": table.address,
		"attribute": $"route{route.index}.gateway_id",
		"is_open": is_open(value.attribute(route.value, "gateway_id"), destinations),
	}
]

own := [found |
	some route in input.resources.aws_route
	not route.after.route_table_id in exempted
	destinations := [route.after.destination_cidr_block, route.after.destination_ipv6_cidr_block]
	found := {"address": route.address, "attribute": "gateway_id", "is_open": is_open(route.after.gateway_id, destinations)}
]

is_open(gateway, destinations) := logic.all({
	network.gateway(gateway),
	logic.any({"no"} | {cidr.everyone(destination) | some destination in destinations; not value.is_unset(destination)}),
})

exempted := parameter.items("NO_UNRESTRICTED_ROUTE_TO_IGW", "routeTableIds")
