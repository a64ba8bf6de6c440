package rules.s3.s3_bucket_level_public_access_prohibited_test

import data.library.fixtures
import data.rules.s3.s3_bucket_level_public_access_prohibited

judge(resources) := judge_with(resources, {"excludedPublicBuckets": ""})

judge_with(resources, parameters) := fixtures.brief(found) if {
	model := object.union(fixtures.plan(resources), {"parameters": {"S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED": parameters}})
	found := s3_bucket_level_public_access_prohibited.evaluations with input as model
}

bucket := fixtures.resource("aws_s3_bucket.b", {"bucket": "b"})

existing := fixtures.existing("aws_s3_bucket.b", {"bucket": "b"})

all_on := {"bucket": fixtures.unknown, "block_public_acls": true, "block_public_policy": true, "ignore_public_acls": true, "restrict_public_buckets": true}

block(overrides) := fixtures.linked(
	fixtures.resource("aws_s3_bucket_public_access_block.x", object.union(all_on, overrides)),
	{"bucket": fixtures.to(["aws_s3_bucket.b"])},
)

finding(status, attribute, reason) := {$"{status} aws_s3_bucket_public_access_block.x {attribute}: {reason}"}

test_all_on if judge([bucket, block({})]) == set()

test_setting[note] if {
	some attribute in ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"]
	some name, [found, want] in {
		"off": [false, finding("NON_COMPLIANT", attribute, "wrong")],
		"off, as text": ["false", finding("NON_COMPLIANT", attribute, "wrong")],
		"left out": [null, finding("NON_COMPLIANT", attribute, "wrong")],
		"unknown": [fixtures.unknown, finding("INSUFFICIENT_DATA", attribute, "unknown")],
		"of another resource": [fixtures.reference("terraform_data.late", "output"), finding("INSUFFICIENT_DATA", attribute, "unknown")],
		"malformed": [1, finding("INSUFFICIENT_DATA", attribute, "unknown")],
	}
	note := $"{attribute} {name}"
	judge([bucket, block({attribute: found})]) == want
}

test_bucket_without_block[note] if {
	some note, [resources, want] in {
		"new": [[bucket], set()],
		"existing": [[existing], {"INSUFFICIENT_DATA aws_s3_bucket.b null: elsewhere"}],
		"removed": [[existing, object.union(block({}), {"action": "delete", "after": {}})], {"NON_COMPLIANT aws_s3_bucket.b null: removed"}],
		"forgotten": [[existing, object.union(block({}), {"action": "forget", "after": {}})], {"INSUFFICIENT_DATA aws_s3_bucket.b null: elsewhere"}],
	}
	judge(resources) == want
}

test_block_of_one_of_several_buckets_is_not_excluded if {
	either := object.union(fixtures.to(["aws_s3_bucket.b", "aws_s3_bucket.c"]), {"unresolved": true})
	judge_with([bucket, object.union(block({"block_public_acls": false}), {"links": {"bucket": either}})], {"excludedPublicBuckets": "b"}) == finding("NON_COMPLIANT", "block_public_acls", "wrong")
}

test_excluded_bucket[note] if {
	named := fixtures.linked(fixtures.resource("aws_s3_bucket_public_access_block.x", object.union(all_on, {"bucket": "b", "block_public_acls": false})), {"bucket": fixtures.elsewhere})
	some note, resources in {
		"by its block": [bucket, block({"block_public_acls": false})],
		"elsewhere": [named],
		"without a block": [existing],
		"losing its block": [existing, object.union(block({}), {"action": "delete", "after": {}})],
	}
	judge_with(resources, {"excludedPublicBuckets": "a, b"}) == set()
	judge_with(resources, {"excludedPublicBuckets": "a"}) != set()
}
