package rules.rds.rds_logging_enabled_test

import data.library.fixtures
import data.rules.rds.rds_logging_enabled

judge_with(resources, parameters) := fixtures.brief(found) if {
	model := object.union(fixtures.plan(resources), {"parameters": {"RDS_LOGGING_ENABLED": parameters}})
	found := rds_logging_enabled.evaluations with input as model
}

judge(resources) := judge_with(resources, {})

instance(engine, logs) := fixtures.resource("aws_db_instance.i", {
	"enabled_cloudwatch_logs_exports": logs,
	"engine": engine,
	"replicate_source_db": null,
})

missing(address) := {$"NON_COMPLIANT {address} enabled_cloudwatch_logs_exports: missing"}

unknown(address) := {$"INSUFFICIENT_DATA {address} enabled_cloudwatch_logs_exports: unknown"}

all_logs := {
	"mysql": ["audit", "error", "general", "slowquery"],
	"mariadb": ["audit", "error", "general", "slowquery"],
	"postgres": ["postgresql", "upgrade"],
	"oracle-ee": ["alert", "audit", "listener", "trace"],
	"oracle-se2-cdb": ["alert", "audit", "listener", "trace"],
	"sqlserver-web": ["agent", "error"],
}

test_all_logs_of_an_engine[engine] if {
	some engine, logs in all_logs
	judge([instance(engine, logs)]) == set()
}

test_every_log_counts[note] if {
	some engine, logs in all_logs
	some log in logs
	note := $"{engine}: {log}"
	judge([instance(engine, [other | some other in logs; other != log])]) == missing("aws_db_instance.i")
}

test_instance[note] if {
	unknown_engine := {"INSUFFICIENT_DATA aws_db_instance.i engine: unknown_engine"}
	some note, [engine, logs, want] in {
		"left out": ["mysql", null, missing("aws_db_instance.i")],
		"none": ["mysql", [], missing("aws_db_instance.i")],
		"unknown": ["mysql", fixtures.unknown, unknown("aws_db_instance.i")],
		"of another resource": ["mysql", fixtures.reference("terraform_data.late", "output"), unknown("aws_db_instance.i")],
		"some, and an unknown one": ["postgres", ["postgresql", fixtures.unknown], unknown("aws_db_instance.i")],
		"all, and an unknown one": ["postgres", ["upgrade", "postgresql", fixtures.unknown], set()],
		"missing": ["mysql", fixtures.missing, unknown("aws_db_instance.i")],
		"malformed": ["mysql", "error", unknown("aws_db_instance.i")],
		"unknown engine": [fixtures.unknown, ["error"], unknown_engine],
		"engine of somebody's own": ["custom-oracle-ee", ["alert"], unknown_engine],
	}
	judge([instance(engine, logs)]) == want
}

test_replica_has_the_engine_of_its_source if {
	replica := fixtures.linked(
		object.union(instance(fixtures.unset, []), {"address": "aws_db_instance.r", "after": {"replicate_source_db": fixtures.unknown}}),
		{"replicate_source_db": fixtures.to(["aws_db_instance.i"])},
	)
	judge([instance("postgres", ["postgresql", "upgrade"]), replica]) == missing("aws_db_instance.r")
}

cluster(engine, class, logs) := fixtures.resource("aws_rds_cluster.c", {
	"db_cluster_instance_class": class,
	"enabled_cloudwatch_logs_exports": logs,
	"engine": engine,
})

member(link) := fixtures.linked(fixtures.resource("aws_rds_cluster_instance.m", {"cluster_identifier": fixtures.unknown}), {"cluster_identifier": link})

test_aurora[note] if {
	members := {"NOT_APPLICABLE aws_rds_cluster.c null: members"}
	the_cluster := fixtures.to(["aws_rds_cluster.c"])
	some note, [engine, logs, link, want] in {
		"all": ["aurora-mysql", ["audit", "error", "general", "slowquery"], the_cluster, set()],
		"some": ["aurora-mysql", ["error"], the_cluster, missing("aws_rds_cluster_instance.m")],
		"old name, all": ["aurora", ["audit", "error", "general", "slowquery"], the_cluster, set()],
		"old name": ["aurora", ["error"], the_cluster, missing("aws_rds_cluster_instance.m")],
		"PostgreSQL": ["aurora-postgresql", ["postgresql"], the_cluster, set()],
		"unknown": ["aurora-postgresql", fixtures.unknown, the_cluster, unknown("aws_rds_cluster_instance.m")],
		"unknown engine": [fixtures.unknown, [], the_cluster, {"INSUFFICIENT_DATA aws_rds_cluster_instance.m engine: unknown_engine"}],
		"cluster elsewhere": ["aurora-mysql", [], fixtures.elsewhere, {"INSUFFICIENT_DATA aws_rds_cluster_instance.m enabled_cloudwatch_logs_exports: elsewhere"}],
	}
	judge([cluster(engine, null, logs), member(link)]) == want | members
}

test_every_log_of_aurora_mysql_counts[note] if {
	some engine in ["aurora", "aurora-mysql"]
	some log in ["audit", "error", "general", "slowquery"]
	note := $"{engine}: {log}"
	others := [other | some other in ["audit", "error", "general", "slowquery"]; other != log]
	found := judge([cluster(engine, null, others), member(fixtures.to(["aws_rds_cluster.c"]))])
	found == missing("aws_rds_cluster_instance.m") | {"NOT_APPLICABLE aws_rds_cluster.c null: members"}
}

test_multi_az_cluster[note] if {
	some note, [engine, logs, want] in {
		"MySQL": ["mysql", ["error", "general", "slowquery"], set()],
		"MySQL, one missing": ["mysql", ["error", "general"], missing("aws_rds_cluster.c")],
		"PostgreSQL": ["postgres", ["postgresql", "upgrade"], set()],
		"PostgreSQL, one missing": ["postgres", ["postgresql"], missing("aws_rds_cluster.c")],
		"unknown": ["postgres", fixtures.unknown, unknown("aws_rds_cluster.c")],
	}
	judge([cluster(engine, "db.m6gd.large", logs)]) == want
}

# Whatever makes the class unreadable must not pass for an Aurora cluster, which is left to its members.
test_malformed_class_is_not_aurora[note] if {
	some note, class in {"object": {}, "list": [], "number": 5, "missing": fixtures.missing}
	judge([cluster("mysql", class, [])]) == missing("aws_rds_cluster.c")
}

test_additional_logs[note] if {
	some note, [resources, text, want] in {
		"of the engine": [[instance("postgres", ["postgresql", "upgrade"])], "postgres: iam-db-auth-error", missing("aws_db_instance.i")],
		"which it sends": [[instance("postgres", ["postgresql", "upgrade", "iam-db-auth-error"])], "postgres: iam-db-auth-error", set()],
		"of several": [[instance("postgres", ["postgresql", "upgrade"])], "mysql: x ; postgres : a, upgrade", missing("aws_db_instance.i")],
		"of a maker": [[instance("oracle-ee", all_logs["oracle-ee"])], "oracle: oemagent", missing("aws_db_instance.i")],
		"of another engine": [[instance("postgres", ["postgresql", "upgrade"])], "mysql: x", set()],
		"of a cluster": [[cluster("mysql", "db.m6gd.large", ["error", "general", "slowquery"])], "mysql: audit", missing("aws_rds_cluster.c")],
		"none": [[instance("postgres", ["postgresql", "upgrade"])], "postgres: ,", set()],
	}
	judge_with(resources, {"additionalLogs": text}) == want
}

test_message_names_the_logs if {
	found := rds_logging_enabled.evaluations with input as fixtures.plan([instance("mysql", ["error"])])
	{e.values | some e in found} == {{"logs": "audit, general, slowquery"}}
}

test_message_of_what_is_unknown if {
	found := rds_logging_enabled.evaluations with input as fixtures.plan([instance("mysql", ["error", "general", fixtures.unknown])])
	{e.values | some e in found} == {{"logs": "audit, slowquery"}}
}

test_existing_is_judged if judge([object.union(instance("mysql", []), {"action": "no-op"})]) == missing("aws_db_instance.i")

test_deleted_is_not_judged if judge([fixtures.deleted("aws_db_instance.i", {"engine": "mysql"})]) == set()
