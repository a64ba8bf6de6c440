package rules.s3.s3_bucket_public_read_prohibited_test

import data.library.fixtures
import data.rules.s3.s3_bucket_public_read_prohibited

judge(resources) := fixtures.brief(found) if {
	found := s3_bucket_public_read_prohibited.evaluations with input as fixtures.plan(resources)
}

own := {"bucket": "b", "acl": fixtures.unset, "grant": fixtures.unset, "policy": fixtures.unset}

bucket := fixtures.resource("aws_s3_bucket.b", own)

existing(state) := object.union(
	fixtures.existing("aws_s3_bucket.b", object.union({"bucket": "b", "acl": null, "grant": [], "policy": ""}, state)),
	{"documents": {"policy": {"complete": true, "statements": []}}},
)

to_bucket := {"bucket": fixtures.to(["aws_s3_bucket.b"])}

to_other := {"bucket": fixtures.elsewhere}

to_any := {"bucket": fixtures.ambiguous}

statement(principal, action) := {
	"sid": null,
	"effect": "Allow",
	"principals": [{"type": "AWS", "values": [principal]}],
	"not_principals": [],
	"actions": [action],
	"not_actions": [],
	"resources": ["arn:aws:s3:::b/*"],
	"not_resources": [],
	"conditions": [],
}

policy(document, links) := object.union(
	fixtures.linked(fixtures.resource("aws_s3_bucket_policy.p", {"bucket": fixtures.unknown, "policy": fixtures.unknown}), links),
	{"documents": {"policy": document}},
)

of(statements) := {"complete": true, "statements": statements}

public := of([statement("*", "s3:GetObject")])

private := of([statement("123456789012", "s3:GetObject")])

unreadable := {"complete": false, "statements": []}

block(policies, acls, links) := fixtures.linked(
	fixtures.resource("aws_s3_bucket_public_access_block.x", {"bucket": fixtures.unknown, "ignore_public_acls": acls, "restrict_public_buckets": policies}),
	links,
)

finding(status, attribute, reason) := {$"{status} aws_s3_bucket_policy.p {attribute}: {reason}"}

violation := finding("NON_COMPLIANT", "policy", "policy")

unless_blocked := finding("INSUFFICIENT_DATA", "policy", "policy_unless_blocked")

undecided := finding("INSUFFICIENT_DATA", "policy", "policy_unknown")

removed := {"NON_COMPLIANT aws_s3_bucket.b null: block_removed"}

test_policy[note] if {
	some note, [resources, want] in {
		"public": [[bucket, policy(public, to_bucket)], violation],
		"public, blocked": [[bucket, policy(public, to_bucket), block(true, true, to_bucket)], set()],
		"public, block switched off": [[bucket, policy(public, to_bucket), block(false, true, to_bucket)], violation],
		"public, block left out": [[bucket, policy(public, to_bucket), block(null, null, to_bucket)], violation],
		"public, block unknown": [[bucket, policy(public, to_bucket), block(fixtures.unknown, true, to_bucket)], unless_blocked],
		"public, block malformed": [[bucket, policy(public, to_bucket), block([true], true, to_bucket)], unless_blocked],
		"public, block of any bucket": [[bucket, policy(public, to_bucket), block(true, true, to_any)], unless_blocked],
		"public, block of another bucket": [[bucket, policy(public, to_bucket), block(true, true, to_other)], violation],
		"private": [[bucket, policy(private, to_bucket)], set()],
		"writing": [[bucket, policy(of([statement("*", "s3:PutObject")]), to_bucket)], set()],
		"empty": [[bucket, policy(of([]), to_bucket)], set()],
		"unreadable": [[bucket, policy(unreadable, to_bucket)], undecided],
		"unreadable, blocked": [[bucket, policy(unreadable, to_bucket), block(true, true, to_bucket)], set()],
		"unknown principal": [[bucket, policy(of([statement(fixtures.unknown, "s3:*")]), to_bucket)], undecided],
		"public, of an existing bucket": [[existing({}), policy(public, to_bucket)], unless_blocked],
		"public, of a bucket elsewhere": [[policy(public, to_other)], unless_blocked],
		"public, of any bucket": [[bucket, policy(public, to_any)], unless_blocked],
		"public, of any bucket, beside the block of any bucket": [[policy(public, to_any), block(true, true, to_any)], unless_blocked],
		"public, of one of several buckets, which is blocked": [
			[bucket, policy(public, {"bucket": {"to": ["aws_s3_bucket.b"], "outside": false, "unresolved": true}}), block(true, true, to_bucket)],
			unless_blocked,
		],
		"public, block removed": [
			[existing({}), policy(public, to_bucket), object.union(block(true, true, to_bucket), {"action": "delete", "after": {}})],
			(violation | removed),
		],
		"public, block forgotten": [
			[existing({}), policy(public, to_bucket), object.union(block(true, true, to_bucket), {"action": "forget", "after": {}})],
			unless_blocked,
		],
	}
	judge(resources) == want
}

test_policy_and_block_of_a_bucket_elsewhere_by_name if {
	named := {"bucket": "other", "policy": fixtures.unknown}
	p := object.union(policy(public, to_other), {"after": named})
	guard := object.union(block(true, true, to_other), {"after": {"bucket": "other", "ignore_public_acls": true, "restrict_public_buckets": true}})
	judge([p, guard]) == set()
	judge([p, object.union(guard, {"after": {"restrict_public_buckets": false}})]) == violation
}

test_policy_of_the_bucket_itself[note] if {
	some note, [document, resources, want] in {
		"public": [public, [block(false, false, to_bucket)], {"NON_COMPLIANT aws_s3_bucket.b policy: policy"}],
		"public, blocked": [public, [block(true, false, to_bucket)], set()],
		"private": [private, [], set()],
		"replaced by a policy of its own": [public, [policy(private, to_bucket)], set()],
	}
	inline := object.union(existing({"policy": "{}"}), {"documents": {"policy": document}})
	judge(array.concat([inline], resources)) == want
}

# The pattern is of no family, but stands for the action.
test_actions_that_a_pattern_gives[action] if {
	some action in ["GetObject", "ListBucket", "GetObjectVersion", "GetBucketAcl"]
	judge([bucket, policy(of([statement("*", $"*:{action}")]), to_bucket)]) == violation
}

test_every_kind_of_reading[action] if {
	some action in ["s3:GetBucketPolicy", "s3:ListBucketVersions"]
	judge([bucket, policy(of([statement("*", action)]), to_bucket)]) == violation
}

test_new_bucket_without_policy if judge([object.union(bucket, {"documents": {"policy": unreadable}})]) == set()

test_existing_bucket_without_policy if judge([existing({})]) == set()

test_deleted_bucket_is_not_judged if judge([fixtures.deleted("aws_s3_bucket.b", {"acl": "public-read"})]) == set()

test_removed_block_alone if {
	judge([existing({}), object.union(block(true, true, to_bucket), {"action": "delete", "after": {}})]) == removed
}

acl(canned, grants) := fixtures.linked(
	fixtures.resource("aws_s3_bucket_acl.a", {"bucket": fixtures.unknown, "acl": canned, "access_control_policy": grants}),
	to_bucket,
)

grant(uri, permission) := [{"grant": [{"grantee": [{"uri": uri, "type": "Group"}], "permission": permission}], "owner": []}]

everyone := "http://acs.amazonaws.com/groups/global/AllUsers"

accounts := "http://acs.amazonaws.com/groups/global/AuthenticatedUsers"

logs := "http://acs.amazonaws.com/groups/s3/LogDelivery"

test_acl[note] if {
	some note, [canned, grants, want] in {
		"private": ["private", fixtures.unset, {}],
		"public-read": ["public-read", fixtures.unset, {"acl": "acl"}],
		"public-read-write": ["public-read-write", fixtures.unset, {"acl": "acl"}],
		"authenticated-read": ["authenticated-read", fixtures.unset, {"acl": "acl"}],
		"for logs": ["log-delivery-write", fixtures.unset, {}],
		"for images": ["aws-exec-read", fixtures.unset, {}],
		"for the owner to read": ["bucket-owner-read", fixtures.unset, {}],
		"for the owner": ["bucket-owner-full-control", fixtures.unset, {}],
		"unknown": [fixtures.unknown, fixtures.unset, {"acl": "acl_unknown"}],
		"misspelled": ["Public-Read", fixtures.unset, {"acl": "acl_unknown"}],
		"neither": [null, [], {}],
		"granted to everyone": [null, grant(everyone, "READ"), {"access_control_policy[0].grant[0]": "acl"}],
		"reading the ACL": [null, grant(everyone, "READ_ACP"), {"access_control_policy[0].grant[0]": "acl"}],
		"full control": [null, grant(accounts, "FULL_CONTROL"), {"access_control_policy[0].grant[0]": "acl"}],
		"writing": [null, grant(everyone, "WRITE"), {}],
		"granted to S3": [null, grant(logs, "READ"), {}],
		"granted to a user": [null, grant("", "READ"), {}],
		"granted to an unknown": [null, grant(fixtures.unknown, "READ"), {"access_control_policy[0].grant[0]": "acl_unknown"}],
		"unknown permission": [null, grant(everyone, fixtures.unknown), {"access_control_policy[0].grant[0]": "acl_unknown"}],
		"unknown grants": [null, fixtures.unknown, {"access_control_policy.grant": "acl_unknown"}],
	}
	statuses := {"acl": "NON_COMPLIANT", "acl_unknown": "INSUFFICIENT_DATA"}
	judge([bucket, acl(canned, grants)]) == {$"{statuses[reason]} aws_s3_bucket_acl.a {attribute}: {reason}" | some attribute, reason in want}
}

test_acl_and_block[note] if {
	some note, [resources, want] in {
		"ignored": [[bucket, acl("public-read", null), block(false, true, to_bucket)], set()],
		"not ignored": [[bucket, acl("public-read", null), block(true, false, to_bucket)], {"NON_COMPLIANT aws_s3_bucket_acl.a acl: acl"}],
		"of an existing bucket": [[existing({}), acl("public-read", null)], {"INSUFFICIENT_DATA aws_s3_bucket_acl.a acl: acl_unless_blocked"}],
		"unknown, ignored": [[bucket, acl(fixtures.unknown, null), block(false, true, to_bucket)], set()],
	}
	judge(resources) == want
}

test_acl_of_the_bucket_itself[note] if {
	off := block(false, false, to_bucket)
	some note, [state, resources, want] in {
		"canned": [{"acl": "public-read"}, [off], {"NON_COMPLIANT aws_s3_bucket.b acl: acl"}],
		"granted": [{"grant": [{"uri": everyone, "permissions": ["WRITE", "READ"]}]}, [off], {"NON_COMPLIANT aws_s3_bucket.b grant[0]: acl"}],
		"granted, unknown permissions": [{"grant": [{"uri": everyone, "permissions": fixtures.unknown}]}, [off], {"INSUFFICIENT_DATA aws_s3_bucket.b grant[0]: acl_unknown"}],
		"granted to the owner": [{"grant": [{"uri": "", "permissions": ["FULL_CONTROL"]}]}, [off], set()],
		"replaced by an ACL of its own": [{"grant": [{"uri": everyone, "permissions": ["READ"]}]}, [off, acl("private", null)], set()],
	}
	judge(array.concat([existing(state)], resources)) == want
}

test_message_has_a_request_that_is_allowed if {
	found := s3_bucket_public_read_prohibited.evaluations with input as fixtures.plan([bucket, policy(public, to_bucket)])
	{e.values | some e in found} == {{"principal": "everyone", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/*"}}
}
