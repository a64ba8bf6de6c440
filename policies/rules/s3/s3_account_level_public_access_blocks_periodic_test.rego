package rules.s3.s3_account_level_public_access_blocks_periodic_test

import data.library.fixtures
import data.rules.s3.s3_account_level_public_access_blocks_periodic

judge(model, parameters) := fixtures.brief(found) if {
	found := s3_account_level_public_access_blocks_periodic.evaluations with input as object.union(
		model,
		{"parameters": {"S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS_PERIODIC": parameters}},
	)
}

all_on := {"block_public_acls": true, "block_public_policy": true, "ignore_public_acls": true, "restrict_public_buckets": true}

block(overrides) := fixtures.resource("aws_s3_account_public_access_block.x", object.union(all_on, overrides))

finding(status, attribute, reason) := {$"{status} aws_s3_account_public_access_block.x {attribute}: {reason}"}

test_setting[note] if {
	some attribute, parameter in {
		"block_public_acls": "BlockPublicAcls",
		"block_public_policy": "BlockPublicPolicy",
		"ignore_public_acls": "IgnorePublicAcls",
		"restrict_public_buckets": "RestrictPublicBuckets",
	}
	some name, [found, parameters, want] in {
		"on": [true, {}, set()],
		"off": [false, {}, finding("NON_COMPLIANT", attribute, "wrong")],
		"left out": [null, {}, finding("NON_COMPLIANT", attribute, "wrong")],
		"unknown": [fixtures.unknown, {}, finding("INSUFFICIENT_DATA", attribute, "unknown")],
		"malformed": [[], {}, finding("INSUFFICIENT_DATA", attribute, "unknown")],
		"off, asked for": [false, {parameter: "True"}, finding("NON_COMPLIANT", attribute, "wrong")],
		"off, waived": [false, {parameter: "False"}, set()],
	}
	note := $"{attribute} {name}"
	judge(fixtures.plan([block({attribute: found})]), parameters) == want
}

removed(action) := object.union(block({}), {"action": action, "after": {}})

test_removed if {
	judge(fixtures.plan([removed("delete")]), {}) == {"NON_COMPLIANT aws_s3_account_public_access_block.x null: removed"}
	judge(fixtures.plan([removed("forget")]), {}) == set()
}

test_removed_with_everything if {
	judge(object.union(fixtures.plan([removed("delete")]), {"plan": {"destroy": true}}), {}) == set()
}

test_account_without_block if judge(fixtures.plan([]), {}) == set()
