package rules.elasticache.elasticache_repl_grp_encrypted_in_transit_test

import data.library.fixtures
import data.rules.elasticache.elasticache_repl_grp_encrypted_in_transit

judge(resources) := fixtures.brief(found) if {
	found := elasticache_repl_grp_encrypted_in_transit.evaluations with input as fixtures.plan(resources)
}

group(overrides) := fixtures.resource("aws_elasticache_replication_group.g", object.union(
	{"engine": "redis", "global_replication_group_id": null, "transit_encryption_enabled": fixtures.unset, "kms_key_id": null},
	overrides,
))

violation := {"NON_COMPLIANT aws_elasticache_replication_group.g transit_encryption_enabled: wrong"}

doubt := {"INSUFFICIENT_DATA aws_elasticache_replication_group.g transit_encryption_enabled: unknown"}

test_group[note] if {
	some note, [overrides, want] in {
		"on": [{"transit_encryption_enabled": true}, set()],
		"on, as text": [{"transit_encryption_enabled": "true"}, set()],
		"off": [{"transit_encryption_enabled": false}, violation],
		"off, as text": [{"transit_encryption_enabled": "false"}, violation],
		"left out": [{}, violation],
		"left out, engine too": [{"engine": null}, violation],
		"null": [{"transit_encryption_enabled": null}, violation],
		"left out, Valkey": [{"engine": "valkey"}, doubt],
		"left out, engine unknown": [{"engine": fixtures.unknown}, doubt],
		"left out, in a global datastore": [{"global_replication_group_id": "g"}, doubt],
		"left out, perhaps in a global datastore": [{"global_replication_group_id": fixtures.unknown}, doubt],
		"off, Valkey": [{"engine": "valkey", "transit_encryption_enabled": false}, violation],
		"unknown": [{"transit_encryption_enabled": fixtures.unknown}, doubt],
		"of another resource": [{"transit_encryption_enabled": fixtures.reference("terraform_data.late", "output")}, doubt],
		"missing": [{"transit_encryption_enabled": fixtures.missing}, doubt],
		"malformed": [{"transit_encryption_enabled": 1}, doubt],
	}
	judge([group(overrides)]) == want
}

test_existing_is_judged if judge([object.union(group({"transit_encryption_enabled": false}), {"action": "no-op"})]) == violation

test_deleted_is_not_judged if judge([fixtures.deleted("aws_elasticache_replication_group.g", {"transit_encryption_enabled": false})]) == set()
