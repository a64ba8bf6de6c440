package rules.s3.s3_default_encryption_kms_test

import data.library.fixtures
import data.rules.s3.s3_default_encryption_kms

judge(resources) := judge_with(resources, {})

judge_with(resources, parameters) := fixtures.brief(found) if {
	model := object.union(fixtures.plan(resources), {"parameters": {"S3_DEFAULT_ENCRYPTION_KMS": parameters}})
	found := s3_default_encryption_kms.evaluations with input as model
}

rule(algorithm, key) := [{"apply_server_side_encryption_by_default": [{"sse_algorithm": algorithm, "kms_master_key_id": key}]}]

encryption(algorithm, key) := fixtures.linked(
	fixtures.resource("aws_s3_bucket_server_side_encryption_configuration.e", {"bucket": "b", "rule": rule(algorithm, key)}),
	{"bucket": fixtures.to(["aws_s3_bucket.b"])},
)

bucket(own) := fixtures.resource("aws_s3_bucket.b", {"bucket": "b", "server_side_encryption_configuration": own})

finding(status, reason) := {$"{status} aws_s3_bucket_server_side_encryption_configuration.e rule[0].apply_server_side_encryption_by_default[0].sse_algorithm: {reason}"}

of_bucket(status, reason) := {$"{status} aws_s3_bucket.b null: {reason}"}

test_algorithm[note] if {
	some note, [algorithm, want] in {
		"KMS": ["aws:kms", set()],
		"two layers": ["aws:kms:dsse", set()],
		"SSE-S3": ["AES256", finding("NON_COMPLIANT", "not_kms")],
		"null": [null, finding("INSUFFICIENT_DATA", "unknown")],
		"unknown": [fixtures.unknown, finding("INSUFFICIENT_DATA", "unknown")],
		"of another resource": [fixtures.reference("terraform_data.late", "output"), finding("INSUFFICIENT_DATA", "unknown")],
		"malformed": [1, finding("INSUFFICIENT_DATA", "unknown")],
	}
	judge([bucket(fixtures.unset), encryption(algorithm, null)]) == want
}

existing(own) := fixtures.existing("aws_s3_bucket.b", {"bucket": "b", "server_side_encryption_configuration": own})

test_bucket_without_configuration[note] if {
	some note, [resources, want] in {
		"new": [[bucket(fixtures.unset)], of_bucket("NON_COMPLIANT", "none")],
		"of its own": [[bucket([{"rule": rule("aws:kms", "k")}])], set()],
		"of its own, SSE-S3": [[bucket([{"rule": rule("AES256", "")}])], of_bucket("NON_COMPLIANT", "none")],
		"of its own, unknown": [[bucket(fixtures.unknown)], of_bucket("INSUFFICIENT_DATA", "elsewhere")],
		"existing": [[existing([{"rule": rule("AES256", "")}])], of_bucket("NON_COMPLIANT", "state")],
		"existing with a key": [[existing([{"rule": rule("aws:kms", "k")}])], set()],
		"removed": [
			[existing([{"rule": rule("aws:kms", "k")}]), object.union(encryption("aws:kms", "k"), {"action": "delete", "after": {}})],
			of_bucket("NON_COMPLIANT", "removed"),
		],
	}
	judge(resources) == want
}

one := "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555"

two := "arn:aws:kms:us-east-1:123456789012:key/99999999-2222-3333-4444-555555555555"

test_allowed_keys[note] if {
	some note, [key, want] in {
		"first": [one, set()],
		"second, by id": ["99999999-2222-3333-4444-555555555555", set()],
		"another": ["00000000-2222-3333-4444-555555555555", finding("NON_COMPLIANT", "other_key")],
		"AWS's own": [null, finding("NON_COMPLIANT", "other_key")],
		"of this plan": [fixtures.reference("aws_kms_key.k", "arn"), finding("INSUFFICIENT_DATA", "unknown_key")],
		"alias": ["alias/data", finding("INSUFFICIENT_DATA", "unknown_key")],
	}
	judge_with([bucket(null), encryption("aws:kms", key)], {"kmsKeyArns": $"{one}, {two}"}) == want
}

test_key_that_does_not_count[note] if {
	some note, key in {"another": "00000000-2222-3333-4444-555555555555", "of this plan": fixtures.reference("aws_kms_key.k", "arn")}
	judge_with([bucket(null), encryption("AES256", key)], {"kmsKeyArns": one}) == finding("NON_COMPLIANT", "not_kms")
}

test_no_key_is_asked_for if judge_with([bucket(null), encryption("aws:kms", null)], {"kmsKeyArns": ""}) == set()

test_message[note] if {
	some note, key in {"another": two, "alias": "alias/data"}
	model := object.union(
		fixtures.plan([bucket(null), encryption("aws:kms", key)]),
		{"parameters": {"S3_DEFAULT_ENCRYPTION_KMS": {"kmsKeyArns": one}}},
	)
	found := s3_default_encryption_kms.evaluations with input as model
	{e.values | some e in found} == {{"allowed": one}}
}
