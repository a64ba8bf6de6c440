package library.database_test

import data.library.database
import data.library.fixtures

plain := {
	"engine": "mysql",
	"replicate_source_db": null,
	"restore_to_point_in_time": [],
	"snapshot_identifier": fixtures.unset,
	"storage_encrypted": null,
}

instance(overrides) := fixtures.resource("aws_db_instance.i", object.union(plain, overrides))

source(overrides) := fixtures.resource("aws_db_instance.source", object.union(plain, overrides))

replica(overrides, link) := fixtures.linked(
	instance(object.union({"engine": fixtures.unset, "replicate_source_db": fixtures.reference("aws_db_instance.source", "identifier")}, overrides)),
	{"replicate_source_db": link},
)

the_source := fixtures.to(["aws_db_instance.source"])

one_of_several := object.union(the_source, {"unresolved": true})

encrypted(resources) := found if {
	found := database.instance_encrypted(resources[0]) with input as fixtures.plan(resources)
}

test_instance_encrypted[note] if {
	some note, [resources, want] in {
		"on": [[instance({"storage_encrypted": true})], "true"],
		"off": [[instance({"storage_encrypted": false})], "false"],
		"left out": [[instance({})], "false"],
		"unknown": [[instance({"storage_encrypted": fixtures.unknown})], "unknown"],
		"malformed": [[instance({"storage_encrypted": []})], "unknown"],
		"of a snapshot": [[instance({"snapshot_identifier": "s"})], "unknown"],
		"of what may be a snapshot": [[instance({"snapshot_identifier": fixtures.unknown})], "unknown"],
		"of a point in time": [[instance({"restore_to_point_in_time": [{"use_latest_restorable_time": true}]})], "unknown"],
		"replica of an encrypted one": [[replica({}, the_source), source({"storage_encrypted": true})], "true"],
		"replica of one that is not": [[replica({}, the_source), source({"storage_encrypted": false})], "false"],
		"replica of one that leaves it out": [[replica({}, the_source), source({})], "false"],
		"replica of one that is restored": [[replica({}, the_source), source({"snapshot_identifier": "s"})], "unknown"],
		"replica of a replica": [[replica({}, the_source), source({"replicate_source_db": "db"})], "unknown"],
		"replica of one that does not know": [[replica({}, the_source), source({"storage_encrypted": fixtures.unknown})], "unknown"],
		"replica of one elsewhere": [[replica({}, fixtures.elsewhere)], "unknown"],
		"replica with a setting of its own": [[replica({"storage_encrypted": true}, fixtures.elsewhere)], "true"],
		"replica of one restored to a point in time": [[replica({}, the_source), source({"restore_to_point_in_time": [{"use_latest_restorable_time": true}]})], "unknown"],
		"replica of one of several": [[replica({}, one_of_several), source({"storage_encrypted": true})], "unknown"],
		"perhaps a replica": [[replica({"replicate_source_db": fixtures.unknown}, fixtures.ambiguous), source({"storage_encrypted": true})], "unknown"],
	}
	encrypted(resources) == want
}

test_is_replica[note] if {
	some note, [resources, want] in {
		"no": [[instance({})], "no"],
		"by name": [[instance({"replicate_source_db": "db"})], "yes"],
		"by reference": [[replica({}, the_source), source({})], "yes"],
		"perhaps": [[replica({}, fixtures.ambiguous)], "unknown"],
		"one of several sources": [[replica({}, one_of_several), source({})], "unknown"],
	}
	found := database.is_replica(resources[0]) with input as fixtures.plan(resources)
	found == want
}

test_engine[note] if {
	some note, [resources, want] in {
		"own": [[instance({"engine": "MySQL"})], "mysql"],
		"of the source": [[replica({}, the_source), source({"engine": "Postgres"})], "postgres"],
		"of a source that does not know": [[replica({}, the_source), source({"engine": fixtures.unknown})], "unknown"],
		"of a source elsewhere": [[replica({}, fixtures.elsewhere)], "unknown"],
		"unknown, of a source that knows": [[replica({"engine": fixtures.unknown}, the_source), source({"engine": "postgres"})], "unknown"],
		"unknown": [[instance({"engine": fixtures.unknown})], "unknown"],
		"missing": [[instance({"engine": fixtures.missing})], "unknown"],
	}
	found := database.engine(resources[0]) with input as fixtures.plan(resources)
	found == want
}

cluster(overrides) := fixtures.resource("aws_rds_cluster.c", object.union(
	{
		"engine_mode": "provisioned",
		"global_cluster_identifier": null,
		"replication_source_identifier": null,
		"restore_to_point_in_time": [],
		"snapshot_identifier": null,
		"storage_encrypted": fixtures.unset,
	},
	overrides,
))

test_cluster_encrypted[note] if {
	some note, [overrides, want] in {
		"on": [{"storage_encrypted": true}, "true"],
		"off": [{"storage_encrypted": false}, "false"],
		"unknown": [{"storage_encrypted": fixtures.unknown}, "unknown"],
		"left out": [{}, "false"],
		"left out, mode too": [{"engine_mode": null}, "false"],
		"left out, serverless": [{"engine_mode": "serverless"}, "true"],
		"left out, mode unknown": [{"engine_mode": fixtures.unknown}, "unknown"],
		"left out, another mode": [{"engine_mode": "global"}, "unknown"],
		"of a snapshot": [{"snapshot_identifier": "s"}, "unknown"],
		"of a snapshot, serverless": [{"snapshot_identifier": "s", "engine_mode": "serverless"}, "unknown"],
		"of a global database": [{"global_cluster_identifier": fixtures.reference("aws_rds_global_cluster.g", "id")}, "unknown"],
		"of another cluster": [{"replication_source_identifier": "arn:aws:rds:us-east-1:123456789012:cluster:a"}, "unknown"],
		"of a point in time": [{"restore_to_point_in_time": [{}]}, "unknown"],
	}
	database.cluster_encrypted(cluster(overrides)) == want
}

member(link) := fixtures.linked(fixtures.resource("aws_rds_cluster_instance.m", {"cluster_identifier": fixtures.unknown}), {"cluster_identifier": link})

test_clusters[note] if {
	some note, [link, want] in {
		"its cluster": [fixtures.to(["aws_rds_cluster.c"]), ["aws_rds_cluster.c"]],
		"elsewhere": [fixtures.elsewhere, []],
		"perhaps": [object.union(fixtures.to(["aws_rds_cluster.c"]), {"unresolved": true}), []],
	}
	found := database.clusters(member(link)) with input as fixtures.plan([member(link), cluster({})])
	[c.address | some c in found] == want
}

group(parameters) := fixtures.resource("aws_db_parameter_group.g", {"parameter": parameters})

in_group(overrides, link) := fixtures.linked(
	instance(object.union({"parameter_group_name": fixtures.reference("aws_db_parameter_group.g", "name")}, overrides)),
	{"parameter_group_name": link},
)

the_group := fixtures.to(["aws_db_parameter_group.g"])

force_ssl(v) := [{"name": "log_connections", "value": "1"}, {"name": "rds.force_ssl", "value": v}]

test_instance_parameter[note] if {
	of_source := object.union(in_group({}, the_group), {"address": "aws_db_instance.source"})
	some note, [resources, want] in {
		"set": [[in_group({}, the_group), group(force_ssl("1"))], "1"],
		"set, in capitals": [[in_group({}, the_group), group(force_ssl("ON"))], "on"],
		"left out": [[in_group({}, the_group), group([])], "default"],
		"others are set": [[in_group({}, the_group), group([{"name": "log_connections", "value": "1"}])], "default"],
		"unknown value": [[in_group({}, the_group), group(force_ssl(fixtures.unknown))], "unknown"],
		"unknown name": [[in_group({}, the_group), group([{"name": fixtures.unknown, "value": "1"}])], "unknown"],
		"unknown parameters": [[in_group({}, the_group), group(fixtures.unknown)], "unknown"],
		"no group": [[instance({"parameter_group_name": fixtures.unset})], "default"],
		"group of AWS": [[in_group({"parameter_group_name": "default.postgres16"}, fixtures.elsewhere)], "default"],
		"group elsewhere": [[in_group({"parameter_group_name": "own"}, fixtures.elsewhere)], "unknown"],
		"group of a data source": [[in_group({}, fixtures.elsewhere)], "unknown"],
		"unknown group": [[in_group({}, fixtures.ambiguous)], "unknown"],
		"one of several groups": [[in_group({}, object.union(the_group, {"unresolved": true})), group(force_ssl("1"))], "unknown"],
		"replica of a source with a group": [
			[replica({"parameter_group_name": fixtures.unset}, the_source), of_source, group(force_ssl("1"))],
			"1",
		],
		"replica in another region": [
			[object.union(replica({"parameter_group_name": fixtures.unset}, the_source), {"provider": "aws.replica"}), of_source, group(force_ssl("1"))],
			"unknown",
		],
		"replica with a group of its own": [
			[
				fixtures.linked(
					replica({"parameter_group_name": fixtures.unknown}, the_source),
					{"replicate_source_db": the_source, "parameter_group_name": the_group},
				),
				source({"parameter_group_name": null}), group(force_ssl("0")),
			],
			"0",
		],
		"replica of a replica": [
			[
				replica({"parameter_group_name": fixtures.unset}, the_source),
				object.union(of_source, {"after": {"replicate_source_db": "db"}}),
				group(force_ssl("1")),
			],
			"unknown",
		],
		"replica of one elsewhere": [[replica({"parameter_group_name": fixtures.unset}, fixtures.elsewhere)], "unknown"],
	}
	found := database.instance_parameter(resources[0], "rds.force_ssl") with input as fixtures.plan(resources)
	found == want
}
