package rules.s3.s3_bucket_acl_prohibited_test

import data.library.fixtures
import data.rules.s3.s3_bucket_acl_prohibited

judge(resources) := fixtures.brief(found) if {
	found := s3_bucket_acl_prohibited.evaluations with input as fixtures.plan(resources)
}

bucket := fixtures.resource("aws_s3_bucket.b", {"bucket": "b"})

existing := fixtures.existing("aws_s3_bucket.b", {"bucket": "b"})

controls(rules) := fixtures.linked(
	fixtures.resource("aws_s3_bucket_ownership_controls.o", {"bucket": "b", "rule": rules}),
	{"bucket": fixtures.to(["aws_s3_bucket.b"])},
)

finding(status, reason) := {$"{status} aws_s3_bucket_ownership_controls.o rule[0].object_ownership: {reason}"}

test_ownership[note] if {
	some note, [ownership, want] in {
		"enforced": ["BucketOwnerEnforced", set()],
		"preferred": ["BucketOwnerPreferred", finding("NON_COMPLIANT", "enabled")],
		"writer": ["ObjectWriter", finding("NON_COMPLIANT", "enabled")],
		"null": [null, finding("INSUFFICIENT_DATA", "unknown")],
		"misspelled": ["objectwriter", finding("INSUFFICIENT_DATA", "unknown")],
		"unknown": [fixtures.unknown, finding("INSUFFICIENT_DATA", "unknown")],
		"of another resource": [fixtures.reference("terraform_data.late", "output"), finding("INSUFFICIENT_DATA", "unknown")],
		"malformed": [1, finding("INSUFFICIENT_DATA", "unknown")],
	}
	judge([bucket, controls([{"object_ownership": ownership}])]) == want
}

test_unknown_rules if {
	judge([bucket, controls(fixtures.unknown)]) == {"INSUFFICIENT_DATA aws_s3_bucket_ownership_controls.o rule.object_ownership: unknown"}
}

test_bucket_without_controls[note] if {
	some note, [resources, want] in {
		"new": [[bucket], set()],
		"existing": [[existing], {"INSUFFICIENT_DATA aws_s3_bucket.b null: elsewhere"}],
		"removed": [[existing, object.union(controls([]), {"action": "delete", "after": {}})], {"NON_COMPLIANT aws_s3_bucket.b null: removed"}],
	}
	judge(resources) == want
}

test_message if {
	found := s3_bucket_acl_prohibited.evaluations with input as fixtures.plan([controls([{"object_ownership": "ObjectWriter"}])])
	{e.values | some e in found} == {{"ownership": "ObjectWriter"}}
}
