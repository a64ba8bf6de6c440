package library.required_key_test

import data.library.fixtures
import data.library.required_key

judge(key, allowed) := found if {
	topic := fixtures.resource("aws_sns_topic.t", {"kms_master_key_id": key})
	model := object.union(fixtures.plan([topic]), {"parameters": {"SNS_ENCRYPTED_KMS": {"kmsKeyIds": allowed}}})
	found := required_key.evaluations("SNS_ENCRYPTED_KMS", "kmsKeyIds", "aws_sns_topic", "kms_master_key_id") with input as model
}

brief(evaluations) := [$"{e.status} {e.reason}" | some e in evaluations]

one := "11111111-2222-3333-4444-555555555555"

two := "arn:aws:kms:us-east-1:123456789012:key/99999999-2222-3333-4444-555555555555"

test_key[note] if {
	some note, [key, want] in {
		"key": [one, []],
		"alias": ["alias/data", []],
		"of this plan": [fixtures.reference("aws_kms_key.k", "arn"), []],
		"null": [null, ["NON_COMPLIANT no_key"]],
		"empty": ["", ["NON_COMPLIANT no_key"]],
		"left out": [fixtures.unset, ["NON_COMPLIANT no_key"]],
		"unknown": [fixtures.unknown, ["INSUFFICIENT_DATA unknown"]],
		"of another resource": [fixtures.reference("terraform_data.late", "output"), ["INSUFFICIENT_DATA unknown"]],
		"missing": [fixtures.missing, ["INSUFFICIENT_DATA unknown"]],
		"malformed": [[one], ["INSUFFICIENT_DATA unknown"]],
		"number": [1, ["INSUFFICIENT_DATA unknown"]],
	}
	brief(judge(key, "")) == want
}

test_allowed_key[note] if {
	some note, [key, want] in {
		"first": [one, []],
		"second": [two, []],
		"another": ["00000000-2222-3333-4444-555555555555", ["NON_COMPLIANT other_key"]],
		"alias": ["alias/data", ["INSUFFICIENT_DATA unknown_key"]],
		"of this plan": [fixtures.reference("aws_kms_key.k", "arn"), ["INSUFFICIENT_DATA unknown_key"]],
		"none": [null, ["NON_COMPLIANT no_key"]],
		"unknown": [fixtures.unknown, ["INSUFFICIENT_DATA unknown"]],
		"malformed": [[one], ["INSUFFICIENT_DATA unknown"]],
	}
	brief(judge(key, $"{one}, {two}")) == want
}

test_message if [e.values | some e in judge("00000000-2222-3333-4444-555555555555", $"{one}, {two}")] == [{"allowed": $"{one}, {two}"}]

test_message_where_it_is_unknown if [e.values | some e in judge("alias/data", $"{one}, {two}")] == [{"allowed": $"{one}, {two}"}]
