package rules.rds.rds_cluster_encrypted_at_rest_test

import data.library.fixtures
import data.rules.rds.rds_cluster_encrypted_at_rest

judge(resources) := fixtures.brief(found) if {
	found := rds_cluster_encrypted_at_rest.evaluations with input as fixtures.plan(resources)
}

values(overrides) := object.union(
	{
		"engine_mode": "provisioned",
		"global_cluster_identifier": null,
		"replication_source_identifier": null,
		"restore_to_point_in_time": [],
		"snapshot_identifier": null,
		"storage_encrypted": fixtures.unset,
	},
	overrides,
)

off := {"NON_COMPLIANT aws_rds_cluster.c storage_encrypted: not_encrypted"}

unknown := {"INSUFFICIENT_DATA aws_rds_cluster.c storage_encrypted: unknown"}

test_cluster[note] if {
	some note, [overrides, want] in {
		"encrypted": [{"storage_encrypted": true}, set()],
		"not encrypted": [{"storage_encrypted": false}, off],
		"left out": [{}, off],
		"null": [{"storage_encrypted": null}, off],
		"left out, serverless": [{"engine_mode": "serverless"}, set()],
		"unknown": [{"storage_encrypted": fixtures.unknown}, unknown],
		"missing": [{"storage_encrypted": fixtures.missing}, unknown],
		"malformed": [{"storage_encrypted": 1}, unknown],
		"from a snapshot": [{"snapshot_identifier": "s"}, unknown],
	}
	judge([fixtures.resource("aws_rds_cluster.c", values(overrides))]) == want
}

test_existing_is_judged if judge([fixtures.existing("aws_rds_cluster.c", values({"storage_encrypted": false}))]) == off

test_deleted_is_not_judged if judge([fixtures.deleted("aws_rds_cluster.c", values({}))]) == set()
