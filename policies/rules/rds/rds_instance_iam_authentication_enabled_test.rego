package rules.rds.rds_instance_iam_authentication_enabled_test

import data.library.fixtures
import data.rules.rds.rds_instance_iam_authentication_enabled

judge(resources) := fixtures.brief(found) if {
	found := rds_instance_iam_authentication_enabled.evaluations with input as fixtures.plan(resources)
}

instance(engine, enabled) := fixtures.resource("aws_db_instance.i", {
	"engine": engine,
	"iam_database_authentication_enabled": enabled,
	"replicate_source_db": null,
})

evaluation(status, reason) := {$"{status} aws_db_instance.i iam_database_authentication_enabled: {reason}"}

test_instance[note] if {
	some note, [engine, enabled, want] in {
		"enabled": ["mysql", true, set()],
		"not enabled": ["postgres", false, evaluation("NON_COMPLIANT", "wrong")],
		"left out": ["mysql", null, evaluation("NON_COMPLIANT", "wrong")],
		"unknown": ["mysql", fixtures.unknown, evaluation("INSUFFICIENT_DATA", "unknown")],
		"of another resource": ["mysql", fixtures.reference("terraform_data.late", "output"), evaluation("INSUFFICIENT_DATA", "unknown")],
		"missing": ["mysql", fixtures.missing, evaluation("INSUFFICIENT_DATA", "unknown")],
		"malformed": ["mysql", 1, evaluation("INSUFFICIENT_DATA", "unknown")],
		"another engine": ["oracle-ee", null, {"NOT_APPLICABLE aws_db_instance.i engine: engine"}],
		"enabled, engine unknown": [fixtures.unknown, true, set()],
		"not enabled, engine unknown": [fixtures.unknown, false, evaluation("INSUFFICIENT_DATA", "unknown_engine")],
		"left out, engine unknown": [fixtures.unset, null, evaluation("INSUFFICIENT_DATA", "unknown_engine")],
	}
	judge([instance(engine, enabled)]) == want
}

test_engine[engine] if {
	some engine in ["aurora", "aurora-mysql", "aurora-postgresql", "mysql", "postgres"]
	judge([instance(engine, false)]) == evaluation("NON_COMPLIANT", "wrong")
}

cluster(enabled) := fixtures.resource("aws_rds_cluster.c", {"iam_database_authentication_enabled": enabled})

member(link) := fixtures.linked(fixtures.resource("aws_rds_cluster_instance.m", {"cluster_identifier": fixtures.unknown}), {"cluster_identifier": link})

test_member[note] if {
	the_cluster := fixtures.to(["aws_rds_cluster.c"])
	some note, [enabled, link, want] in {
		"enabled": [true, the_cluster, set()],
		"left out": [null, the_cluster, {"NON_COMPLIANT aws_rds_cluster_instance.m iam_database_authentication_enabled: wrong"}],
		"unknown": [fixtures.unknown, the_cluster, {"INSUFFICIENT_DATA aws_rds_cluster_instance.m iam_database_authentication_enabled: unknown"}],
		"cluster elsewhere": [true, fixtures.elsewhere, {"INSUFFICIENT_DATA aws_rds_cluster_instance.m iam_database_authentication_enabled: elsewhere"}],
	}
	judge([cluster(enabled), member(link)]) == want
}

test_existing_is_judged if judge([object.union(instance("mysql", false), {"action": "no-op"})]) == evaluation("NON_COMPLIANT", "wrong")

test_deleted_is_not_judged if judge([fixtures.deleted("aws_db_instance.i", {"engine": "mysql"})]) == set()
