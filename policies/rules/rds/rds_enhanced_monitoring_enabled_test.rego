package rules.rds.rds_enhanced_monitoring_enabled_test

import data.library.fixtures
import data.rules.rds.rds_enhanced_monitoring_enabled

judge_with(resources, parameters) := fixtures.brief(found) if {
	model := object.union(fixtures.plan(resources), {"parameters": {"RDS_ENHANCED_MONITORING_ENABLED": parameters}})
	found := rds_enhanced_monitoring_enabled.evaluations with input as model
}

judge(resources) := judge_with(resources, {})

instance(interval) := fixtures.resource("aws_db_instance.i", {"monitoring_interval": interval})

evaluation(status, reason) := {$"{status} aws_db_instance.i monitoring_interval: {reason}"}

test_instance[note] if {
	some note, [interval, parameters, want] in {
		"on": [60, {}, set()],
		"on, as text": ["60", {}, set()],
		"off": [0, {}, evaluation("NON_COMPLIANT", "off")],
		"left out": [null, {}, evaluation("NON_COMPLIANT", "off")],
		"unknown": [fixtures.unknown, {}, evaluation("INSUFFICIENT_DATA", "unknown")],
		"of another resource": [fixtures.reference("terraform_data.late", "output"), {}, evaluation("INSUFFICIENT_DATA", "unknown")],
		"missing": [fixtures.missing, {}, evaluation("INSUFFICIENT_DATA", "unknown")],
		"malformed": [true, {}, evaluation("INSUFFICIENT_DATA", "unknown")],
		"negative": [-7, {}, evaluation("INSUFFICIENT_DATA", "unknown")],
		"as asked for": [30, {"monitoringInterval": "30"}, set()],
		"not as asked for": [60, {"monitoringInterval": "30"}, evaluation("NON_COMPLIANT", "other")],
		"off where an interval is asked for": [0, {"monitoringInterval": "30"}, evaluation("NON_COMPLIANT", "off")],
		"unknown where an interval is asked for": [fixtures.unknown, {"monitoringInterval": "30"}, evaluation("INSUFFICIENT_DATA", "unknown")],
		"asked for what is no number": [60, {"monitoringInterval": "often"}, evaluation("NON_COMPLIANT", "other")],
		"none asked for": [60, {"monitoringInterval": ""}, set()],
	}
	judge_with([instance(interval)], parameters) == want
}

cluster(interval) := fixtures.resource("aws_rds_cluster.c", {"monitoring_interval": interval})

member(interval, link) := fixtures.linked(
	fixtures.resource("aws_rds_cluster_instance.m", {"cluster_identifier": fixtures.unknown, "monitoring_interval": interval}),
	{"cluster_identifier": link},
)

member_evaluation(status, reason) := {$"{status} aws_rds_cluster_instance.m monitoring_interval: {reason}"}

test_member[note] if {
	the_cluster := fixtures.to(["aws_rds_cluster.c"])
	some note, [own, of_cluster, link, want] in {
		"own": [60, null, the_cluster, set()],
		"own, cluster elsewhere": [60, null, fixtures.elsewhere, set()],
		"of the cluster": [0, 60, the_cluster, set()],
		"neither": [0, null, the_cluster, member_evaluation("NON_COMPLIANT", "off")],
		"of the cluster, unknown": [0, fixtures.unknown, the_cluster, member_evaluation("INSUFFICIENT_DATA", "unknown")],
		"cluster elsewhere": [0, 60, fixtures.elsewhere, member_evaluation("INSUFFICIENT_DATA", "unknown")],
		"unknown": [fixtures.unknown, 60, the_cluster, member_evaluation("INSUFFICIENT_DATA", "unknown")],
	}
	judge([cluster(of_cluster), member(own, link)]) == want
}

test_values if {
	model := object.union(fixtures.plan([instance(60)]), {"parameters": {"RDS_ENHANCED_MONITORING_ENABLED": {"monitoringInterval": "30"}}})
	found := rds_enhanced_monitoring_enabled.evaluations with input as model
	{e.values | some e in found} == {{"found": 60, "expected": "30"}}
}

test_existing_is_judged if judge([object.union(instance(0), {"action": "no-op"})]) == evaluation("NON_COMPLIANT", "off")

test_deleted_is_not_judged if judge([fixtures.deleted("aws_db_instance.i", {"monitoring_interval": 0})]) == set()
