package library.s3_test

import data.library.fixtures
import data.library.s3

bucket := fixtures.resource("aws_s3_bucket.b", {"bucket": "b"})

existing := fixtures.existing("aws_s3_bucket.b", {"bucket": "b"})

versioning(link) := fixtures.linked(fixtures.resource("aws_s3_bucket_versioning.v", {"bucket": fixtures.unknown}), {"bucket": link})

removed(action) := object.union(versioning(fixtures.to(["aws_s3_bucket.b"])), {"action": action, "after": {}})

test_required[note] if {
	some note, [resources, own, want] in {
		"there": [[bucket, versioning(fixtures.to(["aws_s3_bucket.b"]))], "no", set()],
		"none": [[bucket], "no", {"NON_COMPLIANT aws_s3_bucket.b null: none"}],
		"none, but of its own": [[bucket], "yes", set()],
		"none, perhaps of its own": [[bucket], "unknown", {"INSUFFICIENT_DATA aws_s3_bucket.b null: elsewhere"}],
		"of another bucket": [[bucket, versioning(fixtures.elsewhere)], "no", {"NON_COMPLIANT aws_s3_bucket.b null: none"}],
		"of any bucket": [[bucket, versioning(fixtures.ambiguous)], "no", {"INSUFFICIENT_DATA aws_s3_bucket.b null: elsewhere"}],
		"none of an existing bucket": [[existing], "no", {"NON_COMPLIANT aws_s3_bucket.b null: state"}],
		"existing bucket has it": [[existing], "yes", set()],
		"existing bucket perhaps has it": [[existing], "unknown", {"INSUFFICIENT_DATA aws_s3_bucket.b null: elsewhere"}],
		"existing bucket, of any bucket": [[existing, versioning(fixtures.ambiguous)], "no", {"INSUFFICIENT_DATA aws_s3_bucket.b null: elsewhere"}],
		"existing bucket, of another bucket": [[existing, versioning(fixtures.elsewhere)], "no", {"NON_COMPLIANT aws_s3_bucket.b null: state"}],
		"removed": [[existing, removed("delete")], "yes", {"NON_COMPLIANT aws_s3_bucket.b null: removed"}],
		"forgotten": [[existing, removed("forget")], "unknown", {"INSUFFICIENT_DATA aws_s3_bucket.b null: elsewhere"}],
	}
	found := s3.required("aws_s3_bucket_versioning", {"aws_s3_bucket.b": own}) with input as fixtures.plan(resources)
	fixtures.brief(found) == want
}

unnamed := fixtures.resource("aws_s3_bucket.b", {"bucket": fixtures.unset})

test_arns if {
	s3.arns(bucket) == ["arn:aws:s3:::b", "arn:aws:s3:::b/*"]
	s3.arns(fixtures.resource("aws_s3_bucket.b", {"bucket": ""})) == s3.arns(unnamed)
	s3.arns(unnamed) == ["arn:aws:s3:::{aws_s3_bucket.b}", "arn:aws:s3:::{aws_s3_bucket.b}/*"]
}

own(attribute) := fixtures.reference("aws_s3_bucket.b", attribute)

test_arns_of_a_document[note] if {
	late := fixtures.reference("terraform_data.late", "output")
	some note, [written, want] in {
		"text": ["arn:aws:s3:::b/*", "arn:aws:s3:::b/*"],
		"China": ["arn:aws-cn:s3:::b/*", "arn:aws:s3:::b/*"],
		"its ARN": [own("arn"), "arn:aws:s3:::b"],
		"its ARN and more": [fixtures.template([own("arn"), "/*"]), "arn:aws:s3:::b/*"],
		"its name": [fixtures.template(["arn:aws:s3:::", own("id"), "/*"]), "arn:aws:s3:::b/*"],
		"its name and the partition": [
			fixtures.template(["arn:", fixtures.reference("data.aws_partition.p", "partition"), ":s3:::", own("bucket")]),
			"arn:aws:s3:::b",
		],
		"the government's partition": ["arn:aws-us-gov:s3:::b/*", "arn:aws:s3:::b/*"],
		"any partition": ["arn:*:s3:::b/*", "arn:aws:s3:::b/*"],
		"another name": [
			fixtures.template(["arn:aws:s3:::", fixtures.reference("aws_s3_bucket.c", "id")]),
			fixtures.template(["arn:aws:s3:::", fixtures.reference("aws_s3_bucket.c", "id")]),
		],
		"another ARN": [fixtures.reference("aws_s3_bucket.c", "arn"), fixtures.reference("aws_s3_bucket.c", "arn")],
		"unknown": [late, late],
		"in part unknown": [fixtures.template(["arn:aws:s3:::", late]), fixtures.template(["arn:aws:s3:::", late])],
		"malformed": [5, 5],
	}
	s3.document_of({"complete": true, "statements": [{"resources": [written]}]}, bucket) == {"complete": true, "statements": [{"resources": [want]}]}
}

test_document_that_is_not_there if s3.document_of({}, bucket) == {"complete": false, "statements": []}

test_default_encryptions[note] if {
	some note, [rules, want] in {
		"KMS": [
			[{"apply_server_side_encryption_by_default": [{"sse_algorithm": "aws:kms", "kms_master_key_id": "k"}]}],
			[["rule[0].apply_server_side_encryption_by_default[0].sse_algorithm", "aws:kms", "k"]],
		],
		"bucket key only": [
			[{"apply_server_side_encryption_by_default": []}],
			[["rule[0].apply_server_side_encryption_by_default.sse_algorithm", null, null]],
		],
		"unknown": [
			fixtures.unknown,
			[["rule.apply_server_side_encryption_by_default.sse_algorithm", fixtures.unknown, fixtures.unknown]],
		],
	}
	resource := fixtures.resource("aws_s3_bucket_server_side_encryption_configuration.e", {"rule": rules})
	found := s3.default_encryptions with input as fixtures.plan([resource])
	[[e.attribute, e.algorithm, e.key] | some e in found] == want
}

test_encryptions_of_a_bucket if {
	blocks := [{"rule": [{"apply_server_side_encryption_by_default": [{"sse_algorithm": "AES256", "kms_master_key_id": ""}]}]}]
	attribute := "server_side_encryption_configuration[0].rule[0].apply_server_side_encryption_by_default[0].sse_algorithm"
	[[e.attribute, e.algorithm] | some e in s3.encryptions(bucket, blocks)] == [[attribute, "AES256"]]
	s3.encryptions(bucket, fixtures.unset) == []
}
