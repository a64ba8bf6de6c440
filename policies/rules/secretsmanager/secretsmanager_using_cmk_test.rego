package rules.secretsmanager.secretsmanager_using_cmk_test

import data.library.fixtures
import data.rules.secretsmanager.secretsmanager_using_cmk

judge(resource, allowed) := fixtures.brief(found) if {
	model := object.union(fixtures.plan([resource]), {"parameters": {"SECRETSMANAGER_USING_CMK": {"kmsKeyArns": allowed}}})
	found := secretsmanager_using_cmk.evaluations with input as model
}

key := "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555"

other := "arn:aws:kms:us-east-1:123456789012:key/99999999-2222-3333-4444-555555555555"

with_key(v) := fixtures.resource("aws_secretsmanager_secret.a", {"kms_key_id": v})

finding(status, reason) := {$"{status} aws_secretsmanager_secret.a kms_key_id: {reason}"}

test_key[note] if {
	some note, [v, allowed, want] in {
		"key": [key, "", set()],
		"of this plan": [fixtures.reference("aws_kms_key.k", "arn"), "", set()],
		"of this plan, by an expression": [{"$symbol": "unknown", "references": ["module.keys.aws_kms_key.k[0].arn"]}, "", set()],
		"null": [null, "", finding("NON_COMPLIANT", "no_key")],
		"empty": ["", "", finding("NON_COMPLIANT", "no_key")],
		"left out": [fixtures.unset, "", finding("NON_COMPLIANT", "no_key")],
		"unknown": [fixtures.unknown, "", finding("INSUFFICIENT_DATA", "unknown")],
		"malformed": [[key], "", finding("INSUFFICIENT_DATA", "unknown")],
		"the allowed one": [key, key, set()],
		"not the allowed one": [other, key, finding("NON_COMPLIANT", "other_key")],
		"perhaps the allowed one": [fixtures.reference("aws_kms_key.k", "arn"), key, finding("INSUFFICIENT_DATA", "unknown_key")],
	}
	judge(with_key(v), allowed) == want
}

test_existing_is_judged if judge(fixtures.existing("aws_secretsmanager_secret.a", {"kms_key_id": null}), "") == finding("NON_COMPLIANT", "no_key")

test_deleted_is_not_judged if judge(fixtures.deleted("aws_secretsmanager_secret.a", {"kms_key_id": null}), "") == set()

test_key_of_aws if {
	judge(with_key("alias/aws/secretsmanager"), "") == finding("NON_COMPLIANT", "aws_key")
	judge(with_key("arn:aws:kms:us-east-1:123456789012:alias/aws/secretsmanager"), "") == finding("NON_COMPLIANT", "aws_key")
	judge(with_key("alias/data"), "") == set()
}
