package rules.rds.rds_instance_public_access_check_test

import data.library.fixtures
import data.rules.rds.rds_instance_public_access_check

judge(resources) := fixtures.brief(found) if {
	found := rds_instance_public_access_check.evaluations with input as fixtures.plan(resources)
}

violation(address, reason) := {$"NON_COMPLIANT {address} publicly_accessible: {reason}"}

doubt(address, reason) := {$"INSUFFICIENT_DATA {address} publicly_accessible: {reason}"}

instance(public) := fixtures.linked(
	fixtures.resource("aws_db_instance.d", {"publicly_accessible": public, "db_subnet_group_name": fixtures.unknown}),
	{"db_subnet_group_name": fixtures.to(["aws_db_subnet_group.g"])},
)

cluster_instance(public) := fixtures.linked(
	fixtures.resource("aws_rds_cluster_instance.i", {
		"publicly_accessible": public,
		"db_subnet_group_name": fixtures.unset,
		"cluster_identifier": fixtures.unknown,
	}),
	{"db_subnet_group_name": fixtures.elsewhere, "cluster_identifier": fixtures.to(["aws_rds_cluster.c"])},
)

cluster(class) := fixtures.linked(
	fixtures.resource("aws_rds_cluster.c", {"db_cluster_instance_class": class, "db_subnet_group_name": fixtures.unknown}),
	{"db_subnet_group_name": fixtures.to(["aws_db_subnet_group.g"])},
)

aurora := cluster(null)

multi_az := cluster("db.m6gd.large")

is_aurora := {"NOT_APPLICABLE aws_rds_cluster.c null: members"}

test_flag[note] if {
	some note, [public, want] in {
		"true": [true, {"public"}],
		"true, as text": ["true", {"public"}],
		"false": [false, set()],
	}
	judge([instance(public)]) == {v | some reason in want; some v in violation("aws_db_instance.d", reason)}
	judge([cluster_instance(public), aurora]) == is_aurora | {v | some reason in want; some v in violation("aws_rds_cluster_instance.i", reason)}
}

test_unknown_flag[public] if {
	some public in [fixtures.unknown, fixtures.reference("aws_db_instance.o", "publicly_accessible"), fixtures.missing, 1]
	judge([instance(public)]) == doubt("aws_db_instance.d", "unknown")
}

test_deleted_instance_is_not_judged if {
	judge([fixtures.deleted("aws_db_instance.d", {"publicly_accessible": true})]) == set()
}

test_existing_instance_is_judged if {
	judge([fixtures.existing("aws_db_instance.d", {"publicly_accessible": true})]) == violation("aws_db_instance.d", "public")
}

# Left to AWS: the network decides.

subnet_group(subnets) := fixtures.linked(
	fixtures.resource("aws_db_subnet_group.g", {"subnet_ids": fixtures.unknown}),
	{"subnet_ids": subnets},
)

two_subnets := subnet_group(fixtures.to(["aws_subnet.a", "aws_subnet.b"]))

subnet(name) := fixtures.linked(
	fixtures.resource($"aws_subnet.{name}", {"vpc_id": fixtures.unknown}),
	{"vpc_id": fixtures.to(["aws_vpc.v"])},
)

association(subnet_link, table_link) := fixtures.linked(
	fixtures.resource("aws_route_table_association.x", {"subnet_id": fixtures.unknown, "route_table_id": fixtures.unknown}),
	{"subnet_id": subnet_link, "route_table_id": table_link},
)

joins(name, table) := object.union(
	association(fixtures.to([$"aws_subnet.{name}"]), fixtures.to([$"aws_route_table.{table}"])),
	{"address": $"aws_route_table_association.{name}"},
)

table(name, routes) := fixtures.resource($"aws_route_table.{name}", {"route": routes})

route(table_link, gateway) := fixtures.linked(
	fixtures.resource("aws_route.r", {"gateway_id": gateway, "route_table_id": fixtures.unknown}),
	{"route_table_id": table_link},
)

vpc := fixtures.resource("aws_vpc.v", {"cidr_block": "10.0.0.0/16"})

gateway := fixtures.resource("aws_internet_gateway.g", {"vpc_id": fixtures.unknown})

to_internet := fixtures.reference("aws_internet_gateway.g", "id")

inline_route(gateway_id) := {"cidr_block": "0.0.0.0/0", "gateway_id": gateway_id, "nat_gateway_id": ""}

# Subnets a and b, each with an association to the table of its name.
network(routes_of_a, routes_of_b) := [
	multi_az, two_subnets, vpc, gateway, subnet("a"), subnet("b"),
	joins("a", "a"), joins("b", "b"), table("a", routes_of_a), table("b", routes_of_b),
]

public := violation("aws_rds_cluster.c", "public_by_default")

private := set()

undecided := doubt("aws_rds_cluster.c", "unknown_by_default")

test_routes_of_a_multi_az_cluster[note] if {
	some note, [routes, want] in {
		"none": [[], private],
		"left out": [fixtures.unset, private],
		"to a NAT gateway": [[inline_route("")], private],
		"null gateway": [[inline_route(null)], private],
		"local": [[inline_route("local")], private],
		"to a VPN gateway": [[inline_route("vgw-1")], private],
		"to a VPN gateway of this plan": [[inline_route(fixtures.reference("aws_vpn_gateway.w", "id"))], private],
		"to a gateway endpoint": [[inline_route("vpce-1")], private],
		"to an internet gateway of this plan": [[inline_route(to_internet)], public],
		"to an internet gateway by id": [[inline_route("igw-1")], public],
		"to an internet gateway found by a data source": [[inline_route(fixtures.reference("data.aws_internet_gateway.g", "id"))], public],
		"second route": [[inline_route(""), inline_route(to_internet)], public],
		"to an unknown gateway": [[inline_route(fixtures.unknown)], undecided],
		"to a gateway of another kind": [[inline_route("gw-1")], undecided],
		"to something else of this plan": [[inline_route(fixtures.reference("aws_vpc_endpoint.e", "id"))], undecided],
		"unknown": [fixtures.unknown, undecided],
		"one unknown, one to an internet gateway": [[fixtures.unknown, inline_route("igw-1")], public],
	}
	vpn := fixtures.resource("aws_vpn_gateway.w", {"vpc_id": fixtures.unknown})
	judge(array.concat(network([], routes), [vpn])) == want
}

test_route_resources[note] if {
	some note, [routes, want] in {
		"to an internet gateway": [[route(fixtures.to(["aws_route_table.b"]), to_internet)], public],
		"to no internet gateway": [[route(fixtures.to(["aws_route_table.b"]), null)], private],
		"unknown gateway": [[route(fixtures.to(["aws_route_table.b"]), fixtures.unknown)], undecided],
		"of another table": [[route(fixtures.to(["aws_route_table.z"]), to_internet), table("z", [])], private],
		"of a table elsewhere": [[route(fixtures.elsewhere, to_internet)], private],
		"of any table": [[route(fixtures.ambiguous, to_internet)], undecided],
		"of any table, to no internet gateway": [[route(fixtures.ambiguous, null)], private],
		"deleted": [
			[object.union(
				fixtures.deleted("aws_route.r", {"gateway_id": "igw-1", "route_table_id": "rtb-1"}),
				{"links": {"route_table_id": fixtures.to(["aws_route_table.b"])}},
			)],
			private,
		],
	}
	judge(array.concat(network([], []), routes)) == want
}

# A subnet group of subnet a alone, which no association names for certain.
unassociated := [multi_az, subnet_group(fixtures.to(["aws_subnet.a"])), gateway]

main_association(vpc_link, table_link) := fixtures.linked(
	fixtures.resource("aws_main_route_table_association.m", {"vpc_id": fixtures.unknown, "route_table_id": fixtures.unknown}),
	{"vpc_id": vpc_link, "route_table_id": table_link},
)

default_table(routes) := fixtures.linked(
	fixtures.resource("aws_default_route_table.d", {"default_route_table_id": fixtures.unknown, "route": routes}),
	{"default_route_table_id": fixtures.to(["aws_vpc.v"])},
)

existing_subnet := object.union(subnet("a"), {"action": "no-op"})

test_main_table[note] if {
	some note, [resources, want] in {
		"as it comes with a new VPC": [[vpc, subnet("a")], private],
		"given a route to the internet": [[vpc, subnet("a"), route(fixtures.to(["aws_vpc.v"]), to_internet)], public],
		"given another route": [[vpc, subnet("a"), route(fixtures.to(["aws_vpc.v"]), null)], private],
		"managed, with a route to the internet": [[vpc, subnet("a"), default_table([inline_route(to_internet)])], public],
		"managed, without one": [[vpc, subnet("a"), default_table([])], private],
		"replaced by a table with a route to the internet": [
			[vpc, subnet("a"), main_association(fixtures.to(["aws_vpc.v"]), fixtures.to(["aws_route_table.t"])), table("t", [inline_route(to_internet)])],
			public,
		],
		"replaced by a table without one": [
			[vpc, subnet("a"), default_table([inline_route(to_internet)]), main_association(fixtures.to(["aws_vpc.v"]), fixtures.to(["aws_route_table.t"])), table("t", [])],
			private,
		],
		"replaced by a table elsewhere": [[vpc, subnet("a"), main_association(fixtures.to(["aws_vpc.v"]), fixtures.elsewhere)], undecided],
		"beside a subnet and a VPC that have tables of their own": [
			[vpc, subnet("a"), subnet("b"), joins("b", "t"), main_association(fixtures.to(["aws_vpc.w"]), fixtures.to(["aws_route_table.t"])), table("t", [inline_route(to_internet)])],
			private,
		],
		"perhaps replaced": [[vpc, subnet("a"), main_association(fixtures.ambiguous, fixtures.elsewhere)], undecided],
		"of an existing VPC": [[object.union(vpc, {"action": "no-op"}), subnet("a")], undecided],
		"of a VPC elsewhere": [[object.union(subnet("a"), {"links": {"vpc_id": fixtures.elsewhere}})], undecided],
		"of one of several VPCs": [
			[vpc, object.union(subnet("a"), {"links": {"vpc_id": object.union(fixtures.to(["aws_vpc.v"]), {"unresolved": true})}})],
			undecided,
		],
		"existing subnet, perhaps associated elsewhere": [[vpc, existing_subnet], undecided],
		"subnet perhaps associated": [[vpc, subnet("a"), association(fixtures.ambiguous, fixtures.to(["aws_route_table.t"])), table("t", [])], undecided],
		"subnet associated with a table elsewhere": [[vpc, subnet("a"), association(fixtures.to(["aws_subnet.a"]), fixtures.elsewhere)], undecided],
		"subnet associated with one of several tables": [
			[vpc, subnet("a"), association(fixtures.to(["aws_subnet.a"]), object.union(fixtures.to(["aws_route_table.t"]), {"unresolved": true})), table("t", [])],
			undecided,
		],
	}
	judge(array.concat(unassociated, resources)) == want
}

test_subnet_group[note] if {
	some note, [resources, want] in {
		"with a subnet elsewhere": [[multi_az, subnet_group({"to": ["aws_subnet.a"], "outside": true, "unresolved": false})], undecided],
		"with a public subnet and one elsewhere": [
			[multi_az, subnet_group({"to": ["aws_subnet.p"], "outside": true, "unresolved": false}), subnet("p"), joins("p", "p"), table("p", [inline_route("igw-1")])],
			public,
		],
		"with unknown subnets": [[multi_az, subnet_group(fixtures.ambiguous)], undecided],
		"with a subnet that is being removed": [[multi_az, subnet_group(fixtures.to(["aws_subnet.gone", "aws_subnet.a"]))], undecided],
		"without subnets": [[multi_az, subnet_group(fixtures.to([]))], undecided],
		"elsewhere": [[object.union(multi_az, {"links": {"db_subnet_group_name": fixtures.elsewhere}})], undecided],
		"unknown": [[object.union(multi_az, {"links": {"db_subnet_group_name": fixtures.ambiguous}})], undecided],
		"that the plan does not have": [[object.remove(multi_az, ["links"])], undecided],
	}
	judge(array.concat(resources, [vpc, subnet("a")])) == want
}

test_incomplete_plan_decides_nothing if {
	model := object.union(fixtures.plan(network([], [])), {"plan": {"complete": false}})
	found := rds_instance_public_access_check.evaluations with input as model
	fixtures.brief(found) == undecided
}

test_incomplete_plan_shows_a_public_subnet if {
	model := object.union(fixtures.plan(network([], [inline_route("igw-1")])), {"plan": {"complete": false}})
	found := rds_instance_public_access_check.evaluations with input as model
	fixtures.brief(found) == public
}

test_message_names_no_other_subnet if {
	found := rds_instance_public_access_check.evaluations with input as fixtures.plan(network([], [inline_route("igw-1")]))
	{e.values | some e in found} == {{"subnets": "aws_subnet.b"}}
}

test_message_names_the_public_subnets if {
	found := rds_instance_public_access_check.evaluations with input as fixtures.plan(network([inline_route("igw-1")], [inline_route("igw-1")]))
	{e.values | some e in found} == {{"subnets": "aws_subnet.a, aws_subnet.b"}}
}

# A cluster instance stands where its cluster does.

without_flag(databases, routes) := array.concat(databases, array.slice(network([], routes), 1, 10))

test_cluster_instance_left_to_aws[note] if {
	some note, [routes, want] in {
		"private": [[], set()],
		"public": [[inline_route("igw-1")], violation("aws_rds_cluster_instance.i", "public_by_default")],
		"unknown": [fixtures.unknown, doubt("aws_rds_cluster_instance.i", "unknown_by_default")],
	}
	judge(without_flag([aurora, cluster_instance(fixtures.unset)], routes)) == want | is_aurora
}

test_cluster_instance_with_a_subnet_group_of_its_own if {
	own := object.union(cluster_instance(fixtures.unset), {
		"after": {"db_subnet_group_name": fixtures.unknown},
		"links": {"db_subnet_group_name": fixtures.to(["aws_db_subnet_group.g"])},
	})
	elsewhere := object.union(aurora, {"links": {"db_subnet_group_name": fixtures.elsewhere}})
	judge(without_flag([elsewhere, own], [])) == is_aurora
}

test_cluster_instance_of_a_cluster_elsewhere if {
	of_other := object.union(cluster_instance(fixtures.unset), {"links": {"cluster_identifier": fixtures.elsewhere}})
	judge(without_flag([of_other], [])) == doubt("aws_rds_cluster_instance.i", "unknown_by_default")
}

test_cluster_instance_of_one_of_several_clusters if {
	of_one := object.union(cluster_instance(fixtures.unset), {"links": {"cluster_identifier": object.union(fixtures.to(["aws_rds_cluster.c"]), {"unresolved": true})}})
	judge(without_flag([aurora, of_one], [])) == doubt("aws_rds_cluster_instance.i", "unknown_by_default") | is_aurora
}

test_instance_left_to_aws if {
	judge(without_flag([instance(fixtures.unset)], [])) == set()
	judge(without_flag([instance(fixtures.unset)], [inline_route("igw-1")])) == violation("aws_db_instance.d", "public_by_default")
}

test_cluster_of_unknown_kind_is_judged if {
	judge(without_flag([cluster(fixtures.unknown)], [inline_route("igw-1")])) == public
}
