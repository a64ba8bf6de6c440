package rules.rds.rds_storage_encrypted_test

import data.library.fixtures
import data.rules.rds.rds_storage_encrypted

judge_with(resources, parameters) := fixtures.brief(found) if {
	model := object.union(fixtures.plan(resources), {"parameters": {"RDS_STORAGE_ENCRYPTED": parameters}})
	found := rds_storage_encrypted.evaluations with input as model
}

judge(resources) := judge_with(resources, {})

instance(overrides) := fixtures.resource("aws_db_instance.i", object.union(
	{
		"kms_key_id": fixtures.unset,
		"replicate_source_db": null,
		"restore_to_point_in_time": [],
		"snapshot_identifier": fixtures.unset,
		"storage_encrypted": null,
	},
	overrides,
))

violation(address, attribute, reason) := {$"NON_COMPLIANT {address} {attribute}: {reason}"}

doubt(address, attribute, reason) := {$"INSUFFICIENT_DATA {address} {attribute}: {reason}"}

test_instance[note] if {
	off := violation("aws_db_instance.i", "storage_encrypted", "not_encrypted")
	unknown := doubt("aws_db_instance.i", "storage_encrypted", "unknown")
	some note, [overrides, want] in {
		"encrypted": [{"storage_encrypted": true}, set()],
		"not encrypted": [{"storage_encrypted": false}, off],
		"left out": [{}, off],
		"unknown": [{"storage_encrypted": fixtures.unknown}, unknown],
		"missing": [{"storage_encrypted": fixtures.missing}, unknown],
		"malformed": [{"storage_encrypted": {}}, unknown],
		"of another resource": [{"storage_encrypted": fixtures.reference("terraform_data.late", "output")}, unknown],
		"from a snapshot": [{"snapshot_identifier": "s"}, unknown],
		"replica of one elsewhere": [{"replicate_source_db": "db"}, unknown],
	}
	judge([instance(overrides)]) == want
}

test_replica if {
	source := object.union(instance({"storage_encrypted": true}), {"address": "aws_db_instance.s"})
	replica := fixtures.linked(instance({"replicate_source_db": fixtures.unknown}), {"replicate_source_db": fixtures.to(["aws_db_instance.s"])})
	judge([source, replica]) == set()
}

cluster(overrides) := fixtures.resource("aws_rds_cluster.c", object.union(
	{
		"engine_mode": "provisioned",
		"global_cluster_identifier": null,
		"kms_key_id": fixtures.unset,
		"replication_source_identifier": null,
		"restore_to_point_in_time": [],
		"snapshot_identifier": null,
		"storage_encrypted": fixtures.unset,
	},
	overrides,
))

member(link) := fixtures.linked(fixtures.resource("aws_rds_cluster_instance.m", {"cluster_identifier": fixtures.unknown}), {"cluster_identifier": link})

the_cluster := fixtures.to(["aws_rds_cluster.c"])

test_member[note] if {
	some note, [overrides, link, want] in {
		"encrypted": [{"storage_encrypted": true}, the_cluster, set()],
		"not encrypted": [{"storage_encrypted": false}, the_cluster, violation("aws_rds_cluster_instance.m", "storage_encrypted", "not_encrypted")],
		"left out": [{}, the_cluster, violation("aws_rds_cluster_instance.m", "storage_encrypted", "not_encrypted")],
		"unknown": [{"storage_encrypted": fixtures.unknown}, the_cluster, doubt("aws_rds_cluster_instance.m", "storage_encrypted", "unknown")],
		"cluster elsewhere": [{"storage_encrypted": true}, fixtures.elsewhere, doubt("aws_rds_cluster_instance.m", "storage_encrypted", "unknown")],
	}
	judge([cluster(overrides), member(link)]) == want
}

expected := "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555"

test_key[note] if {
	some note, [overrides, want] in {
		"the key": [{"storage_encrypted": true, "kms_key_id": expected}, set()],
		"another key": [{"storage_encrypted": true, "kms_key_id": "99999999-2222-3333-4444-555555555555"}, violation("aws_db_instance.i", "kms_key_id", "other_key")],
		"the default key": [{"storage_encrypted": true}, doubt("aws_db_instance.i", "kms_key_id", "unknown_key")],
		"not encrypted, with the default key": [{"storage_encrypted": false}, violation("aws_db_instance.i", "storage_encrypted", "not_encrypted")],
		"not encrypted": [{"storage_encrypted": false, "kms_key_id": "another"}, violation("aws_db_instance.i", "storage_encrypted", "not_encrypted")],
	}
	judge_with([instance(overrides)], {"kmsKeyId": expected}) == want
}

test_message if {
	by_default := object.union(instance({"storage_encrypted": true}), {"address": "aws_db_instance.j"})
	model := object.union(fixtures.plan([instance({"storage_encrypted": true, "kms_key_id": "another"}), by_default]), {"parameters": {"RDS_STORAGE_ENCRYPTED": {"kmsKeyId": expected}}})
	found := rds_storage_encrypted.evaluations with input as model
	{e.reason: e.values | some e in found} == {"other_key": {"expected": expected}, "unknown_key": {"expected": expected}}
}

test_key_of_a_member if {
	judge_with([cluster({"storage_encrypted": true, "kms_key_id": "another"}), member(the_cluster)], {"kmsKeyId": expected}) == violation("aws_rds_cluster_instance.m", "kms_key_id", "other_key")
}

test_empty_parameter_is_off if judge_with([instance({"storage_encrypted": true, "kms_key_id": "another"})], {"kmsKeyId": ""}) == set()

test_deleted_is_not_judged if judge([fixtures.deleted("aws_db_instance.i", {"storage_encrypted": false})]) == set()
