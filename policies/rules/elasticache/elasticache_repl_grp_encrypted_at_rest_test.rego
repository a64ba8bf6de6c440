package rules.elasticache.elasticache_repl_grp_encrypted_at_rest_test

import data.library.fixtures
import data.rules.elasticache.elasticache_repl_grp_encrypted_at_rest

judge_with(resources, parameters) := fixtures.brief(found) if {
	model := object.union(fixtures.plan(resources), {"parameters": {"ELASTICACHE_REPL_GRP_ENCRYPTED_AT_REST": parameters}})
	found := elasticache_repl_grp_encrypted_at_rest.evaluations with input as model
}

judge(resources) := judge_with(resources, {})

group(overrides) := fixtures.resource("aws_elasticache_replication_group.g", object.union(
	{"engine": "redis", "global_replication_group_id": null, "at_rest_encryption_enabled": fixtures.unset, "kms_key_id": null},
	overrides,
))

violation := {"NON_COMPLIANT aws_elasticache_replication_group.g at_rest_encryption_enabled: wrong"}

doubt := {"INSUFFICIENT_DATA aws_elasticache_replication_group.g at_rest_encryption_enabled: unknown"}

test_group[note] if {
	some note, [overrides, want] in {
		"on": [{"at_rest_encryption_enabled": true}, set()],
		"on, as text": [{"at_rest_encryption_enabled": "true"}, set()],
		"off": [{"at_rest_encryption_enabled": false}, violation],
		"off, as text": [{"at_rest_encryption_enabled": "false"}, violation],
		"left out": [{}, violation],
		"left out, engine too": [{"engine": null}, violation],
		"null": [{"at_rest_encryption_enabled": null}, violation],
		"left out, Valkey": [{"engine": "valkey"}, doubt],
		"left out, engine unknown": [{"engine": fixtures.unknown}, doubt],
		"left out, in a global datastore": [{"global_replication_group_id": "g"}, doubt],
		"left out, perhaps in a global datastore": [{"global_replication_group_id": fixtures.unknown}, doubt],
		"off, Valkey": [{"engine": "valkey", "at_rest_encryption_enabled": false}, violation],
		"unknown": [{"at_rest_encryption_enabled": fixtures.unknown}, doubt],
		"of another resource": [{"at_rest_encryption_enabled": fixtures.reference("terraform_data.late", "output")}, doubt],
		"missing": [{"at_rest_encryption_enabled": fixtures.missing}, doubt],
		"malformed": [{"at_rest_encryption_enabled": 1}, doubt],
	}
	judge([group(overrides)]) == want
}

test_existing_is_judged if judge([object.union(group({"at_rest_encryption_enabled": false}), {"action": "no-op"})]) == violation

test_deleted_is_not_judged if judge([fixtures.deleted("aws_elasticache_replication_group.g", {"at_rest_encryption_enabled": false})]) == set()

test_key[note] if {
	parameters := {"approvedKMSKeyIds": "11111111-2222-3333-4444-555555555555, 99999999-2222-3333-4444-555555555555"}
	evaluation := "aws_elasticache_replication_group.g kms_key_id"
	some note, [overrides, want] in {
		"one of them": [{"at_rest_encryption_enabled": true, "kms_key_id": "arn:aws:kms:us-east-1:123456789012:key/99999999-2222-3333-4444-555555555555"}, set()],
		"another": [{"at_rest_encryption_enabled": true, "kms_key_id": "00000000-2222-3333-4444-555555555555"}, {$"NON_COMPLIANT {evaluation}: other_key"}],
		"the default": [{"at_rest_encryption_enabled": true}, {$"INSUFFICIENT_DATA {evaluation}: unknown_key"}],
		"not encrypted": [{"at_rest_encryption_enabled": false, "kms_key_id": "another"}, violation],
	}
	judge_with([group(overrides)], parameters) == want
}

test_empty_parameter_is_off if judge_with([group({"at_rest_encryption_enabled": true, "kms_key_id": "another"})], {"approvedKMSKeyIds": ""}) == set()

test_message_names_the_keys if {
	by_default := object.union(group({"at_rest_encryption_enabled": true}), {"address": "aws_elasticache_replication_group.h"})
	model := object.union(
		fixtures.plan([group({"at_rest_encryption_enabled": true, "kms_key_id": "z"}), by_default]),
		{"parameters": {"ELASTICACHE_REPL_GRP_ENCRYPTED_AT_REST": {"approvedKMSKeyIds": "x,y"}}},
	)
	found := elasticache_repl_grp_encrypted_at_rest.evaluations with input as model
	{e.reason: e.values | some e in found} == {"other_key": {"approved": "x, y"}, "unknown_key": {"approved": "x, y"}}
}
