package rules.elasticache.elasticache_redis_cluster_automatic_backup_check_test

import data.library.fixtures
import data.rules.elasticache.elasticache_redis_cluster_automatic_backup_check

judge_with(resources, parameters) := fixtures.brief(found) if {
	model := object.union(fixtures.plan(resources), {"parameters": {"ELASTICACHE_REDIS_CLUSTER_AUTOMATIC_BACKUP_CHECK": parameters}})
	found := elasticache_redis_cluster_automatic_backup_check.evaluations with input as model
}

judge(resources) := judge_with(resources, {"snapshotRetentionPeriod": "15"})

group(days) := fixtures.resource("aws_elasticache_replication_group.a", {"snapshot_retention_limit": days})

cluster(overrides) := fixtures.resource("aws_elasticache_cluster.a", object.union(
	{"engine": "redis", "replication_group_id": null, "snapshot_retention_limit": null},
	overrides,
))

low(type) := {$"NON_COMPLIANT {type}.a snapshot_retention_limit: low"}

unknown(type) := {$"INSUFFICIENT_DATA {type}.a snapshot_retention_limit: unknown"}

test_group[note] if {
	some note, [days, want] in {
		"enough": [15, set()],
		"too few": [14, low("aws_elasticache_replication_group")],
		"none": [0, low("aws_elasticache_replication_group")],
		"left out": [null, low("aws_elasticache_replication_group")],
		"unknown": [fixtures.unknown, unknown("aws_elasticache_replication_group")],
		"of another resource": [fixtures.reference("terraform_data.late", "output"), unknown("aws_elasticache_replication_group")],
		"missing": [fixtures.missing, unknown("aws_elasticache_replication_group")],
		"malformed": ["x", unknown("aws_elasticache_replication_group")],
	}
	judge([group(days)]) == want
}

test_cluster[note] if {
	not_its_own := {"NOT_APPLICABLE aws_elasticache_cluster.a null: not_its_own"}
	some note, [overrides, want] in {
		"enough": [{"snapshot_retention_limit": 20}, set()],
		"too few": [{"snapshot_retention_limit": 1}, low("aws_elasticache_cluster")],
		"left out": [{}, low("aws_elasticache_cluster")],
		"unknown": [{"snapshot_retention_limit": fixtures.unknown}, unknown("aws_elasticache_cluster")],
		"unknown engine": [{"engine": fixtures.unknown}, low("aws_elasticache_cluster")],
		"Memcached": [{"engine": "memcached"}, not_its_own],
		"of a group": [{"engine": fixtures.unset, "replication_group_id": fixtures.reference("aws_elasticache_replication_group.g", "id")}, not_its_own],
		"perhaps of a group": [{"replication_group_id": fixtures.unknown}, low("aws_elasticache_cluster")],
	}
	judge([cluster(overrides)]) == want
}

test_parameter if {
	judge_with([group(7)], {"snapshotRetentionPeriod": "7"}) == set()
	judge_with([group(null)], {"snapshotRetentionPeriod": "1"}) == low("aws_elasticache_replication_group")
}

test_existing_is_judged if judge([object.union(group(0), {"action": "no-op"})]) == low("aws_elasticache_replication_group")

test_deleted_is_not_judged if judge([fixtures.deleted("aws_elasticache_replication_group.a", {"snapshot_retention_limit": 0})]) == set()
