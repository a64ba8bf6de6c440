# METADATA
# title: Routes of subnets
# description: >-
#   Which subnets are public: a subnet is, when its route table has a route to an internet gateway.
#   https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html
package library.network

import data.library.logic
import data.library.plan
import data.library.value

# METADATA
# description: Subnet address → "yes", "no" or "unknown", whether it routes to an internet gateway.
is_public := {subnet.address: answer |
	some subnet in input.resources.aws_subnet
	answer := logic.any(subnet_answers(subnet))
}

subnet_answers(subnet) := {association_answer(association) |
	some association in plan.companions(subnet, "aws_route_table_association")
} if {
	plan.companions(subnet, "aws_route_table_association") != []
} else := {main_table_answer[vpc.address] | some vpc in plan.linked(subnet, "vpc_id", ["aws_vpc"])} if {
	plan.is_new(subnet)
	not plan.leads_elsewhere(subnet, "vpc_id", ["aws_vpc"])
	not plan.is_ambiguous("aws_route_table_association", "subnet_id")
} else := {"unknown"}

association_answer(association) := logic.any({answer |
	some table in plan.linked(association, "route_table_id", tables)
	answer := table_answer[table.address]
}) if {
	not plan.leads_elsewhere(association, "route_table_id", tables)
} else := "unknown"

# Without an association of its own, a subnet uses the main table of its VPC.
main_table_answer := {vpc.address: answer |
	some vpc in input.resources.aws_vpc
	answer := logic.any(main_table_answers(vpc))
}

main_table_answers(vpc) := {association_answer(association) |
	some association in plan.companions(vpc, "aws_main_route_table_association")
} if {
	plan.companions(vpc, "aws_main_route_table_association") != []
} else := {"unknown"} if {
	plan.is_ambiguous("aws_main_route_table_association", "vpc_id")
} else := default_table_answers(vpc) if {
	plan.is_new(vpc)
} else := {"unknown"}

# A new VPC comes with a table that has no route to the internet, and may be given one.
default_table_answers(vpc) := {answer |
	some table in plan.companions(vpc, "aws_default_route_table")
	answer := table_answer[table.address]
} | route_answers(vpc)

tables := ["aws_route_table", "aws_default_route_table"]

table_answer := {table.address: answer |
	some type in tables
	some table in input.resources[type]
	inline := {gateway(value.attribute(route.value, "gateway_id")) | some route in value.elements(table.after.route)}
	answer := logic.any(inline | route_answers(table))
}

# A route of which it cannot be told where it belongs may belong to any table.
route_answers(table) := (answers | stray_route_answers) | {"unknown" | not input.plan.complete} if {
	answers := {"no"} | {gateway(route.after.gateway_id) | some route in plan.companions(table, "aws_route")}
}

stray_route_answers := {"unknown" |
	some route in input.resources.aws_route
	plan.link(route, "route_table_id").unresolved
	gateway(route.after.gateway_id) != "no"
}

# METADATA
# description: Whether the gateway of a route is an internet gateway.
gateway(v) := "no" if {
	value.is_unset(v)
} else := "yes" if {
	is_string(v)
	startswith(v, "igw-")
} else := "no" if {
	is_string(v)
	regex.match(`^(local$|vgw-|vpce-)`, v)
} else := "yes" if {
	input.resources.aws_internet_gateway[v.address]
} else := "yes" if {
	contains(v.address, "data.aws_internet_gateway.")
} else := "yes" if {
	value.mentions_only(v, `(^|\.)aws_internet_gateway\.[^.]+\.id$`)
} else := "no" if {
	input.resources.aws_vpn_gateway[v.address]
} else := "unknown"
