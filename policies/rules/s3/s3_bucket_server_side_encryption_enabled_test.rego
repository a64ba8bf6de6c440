package rules.s3.s3_bucket_server_side_encryption_enabled_test

import data.library.fixtures
import data.rules.s3.s3_bucket_server_side_encryption_enabled

judge(resources) := fixtures.brief(found) if {
	found := s3_bucket_server_side_encryption_enabled.evaluations with input as fixtures.plan(resources)
}

encryption(algorithm) := fixtures.resource("aws_s3_bucket_server_side_encryption_configuration.e", {"rule": [{"apply_server_side_encryption_by_default": [{"sse_algorithm": algorithm, "kms_master_key_id": null}]}]})

finding(status, reason) := {$"{status} aws_s3_bucket_server_side_encryption_configuration.e rule[0].apply_server_side_encryption_by_default[0].sse_algorithm: {reason}"}

test_algorithm[note] if {
	some note, [algorithm, want] in {
		"SSE-S3": ["AES256", set()],
		"SSE-KMS": ["aws:kms", set()],
		"two layers": ["aws:kms:dsse", set()],
		"misspelled": ["aws:KMS", finding("NON_COMPLIANT", "wrong")],
		"empty": ["", finding("INSUFFICIENT_DATA", "left_out")],
		"null": [null, finding("INSUFFICIENT_DATA", "left_out")],
		"of another resource, whatever it is": [fixtures.reference("terraform_data.late", "output"), set()],
		"in part of another resource": [fixtures.template(["aws:", fixtures.unknown]), set()],
		"by an expression": [{"$symbol": "unknown", "references": ["terraform_data.late.output"]}, set()],
		"unknown": [fixtures.unknown, finding("INSUFFICIENT_DATA", "unknown")],
		"missing": [fixtures.missing, finding("INSUFFICIENT_DATA", "unknown")],
		"malformed": [1, finding("INSUFFICIENT_DATA", "unknown")],
	}
	judge([encryption(algorithm)]) == want
}

test_bucket_without_configuration if judge([fixtures.resource("aws_s3_bucket.b", {"bucket": "b"})]) == set()

test_configuration_without_algorithm if {
	only_bucket_key := fixtures.resource("aws_s3_bucket_server_side_encryption_configuration.e", {"rule": [{"apply_server_side_encryption_by_default": []}]})
	judge([only_bucket_key]) == {"INSUFFICIENT_DATA aws_s3_bucket_server_side_encryption_configuration.e rule[0].apply_server_side_encryption_by_default.sse_algorithm: left_out"}
}

test_deleted_is_not_judged if judge([fixtures.deleted("aws_s3_bucket_server_side_encryption_configuration.e", {})]) == set()

test_message if {
	found := s3_bucket_server_side_encryption_enabled.evaluations with input as fixtures.plan([encryption("none")])
	{e.values | some e in found} == {{"algorithm": "none"}}
}
