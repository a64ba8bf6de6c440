package rules.kms.kms_cmk_not_scheduled_for_deletion_test

import data.library.fixtures
import data.rules.kms.kms_cmk_not_scheduled_for_deletion

judge(model, parameters) := fixtures.brief(found) if {
	found := kms_cmk_not_scheduled_for_deletion.evaluations with input as object.union(model, {"parameters": {"KMS_CMK_NOT_SCHEDULED_FOR_DELETION": parameters}})
}

id := "11111111-2222-3333-4444-555555555555"

before := {"arn": $"arn:aws:kms:us-east-1:123456789012:key/{id}"}

key(type, action) := object.union(fixtures.existing($"{type}.k", before), {"action": action})

test_key[note] if {
	some type in ["aws_kms_external_key", "aws_kms_key", "aws_kms_replica_key"]
	some action, want in {
		"delete": {$"NON_COMPLIANT {type}.k null: deleted"},
		"replace": {$"NON_COMPLIANT {type}.k null: replaced"},
		"forget": set(),
		"update": set(),
		"no-op": set(),
		"create": set(),
	}
	note := $"{type} {action}"
	judge(fixtures.plan([key(type, action)]), {}) == want
}

test_destroying_everything if {
	judge(object.union(fixtures.plan([key("aws_kms_key", "delete")]), {"plan": {"destroy": true}}), {}) == set()
}

test_keys_to_judge if {
	model := fixtures.plan([key("aws_kms_key", "delete")])
	judge(model, {"kmsKeyIds": id}) != set()
	judge(model, {"kmsKeyIds": "99999999-2222-3333-4444-555555555555, alias/data"}) != set()
	judge(model, {"kmsKeyIds": "99999999-2222-3333-4444-555555555555"}) == set()
	replaced := fixtures.plan([key("aws_kms_key", "replace")])
	judge(replaced, {"kmsKeyIds": id}) != set()
	judge(replaced, {"kmsKeyIds": "99999999-2222-3333-4444-555555555555"}) == set()
}
