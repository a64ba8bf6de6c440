package rules.s3.s3_bucket_public_write_prohibited_test

import data.library.fixtures
import data.rules.s3.s3_bucket_public_write_prohibited

judge(resources) := fixtures.brief(found) if {
	found := s3_bucket_public_write_prohibited.evaluations with input as fixtures.plan(resources)
}

bucket := fixtures.resource("aws_s3_bucket.b", {"bucket": "b", "acl": fixtures.unset, "grant": fixtures.unset, "policy": fixtures.unset})

to_bucket := {"bucket": fixtures.to(["aws_s3_bucket.b"])}

policy(actions, not_actions) := object.union(
	fixtures.linked(fixtures.resource("aws_s3_bucket_policy.p", {"bucket": fixtures.unknown, "policy": fixtures.unknown}), to_bucket),
	{"documents": {"policy": {"complete": true, "statements": [{
		"sid": null,
		"effect": "Allow",
		"principals": [{"type": "*", "values": ["*"]}],
		"not_principals": [],
		"actions": actions,
		"not_actions": not_actions,
		"resources": ["arn:aws:s3:::b/*"],
		"not_resources": [],
		"conditions": [],
	}]}}},
)

test_policy[note] if {
	some note, [actions, not_actions, want] in {
		"putting": [["s3:PutObject"], [], "policy"],
		"deleting": [["s3:DeleteObject"], [], "policy"],
		"restoring": [["s3:RestoreObject"], [], "policy"],
		"aborting": [["s3:AbortMultipartUpload"], [], "policy"],
		"changing the bucket": [["s3:PutBucketVersioning"], [], "policy"],
		"all": [["s3:*"], [], "policy"],
		"all but reading": [[], ["s3:Get*"], "policy"],
		"reading": [["s3:GetObject", "s3:List*"], [], ""],
		"all but putting and deleting": [[], ["s3:Put*", "s3:Delete*"], "policy_unknown"],
		"all but S3": [[], ["s3:*"], ""],
		"unknown": [[fixtures.unknown], [], "policy_unknown"],
	}
	statuses := {"policy": "NON_COMPLIANT", "policy_unknown": "INSUFFICIENT_DATA"}
	judge([bucket, policy(actions, not_actions)]) == {$"{statuses[want]} aws_s3_bucket_policy.p policy: {want}" | want != ""}
}

test_actions_that_a_pattern_gives[action] if {
	some action in ["PutObject", "DeleteObject", "PutBucketPolicy", "PutObjectAcl"]
	judge([bucket, policy([$"*:{action}"], [])]) == {"NON_COMPLIANT aws_s3_bucket_policy.p policy: policy"}
}

test_every_kind_of_writing[action] if {
	some action in [
		"s3:PutBucketCORS", "s3:DeleteBucket", "s3:AbortMultipartUpload", "s3:RestoreObject", "s3:ReplicateObject", "s3:CreateBucket",
		"s3:UpdateJobPriority", "s3:BypassGovernanceRetention", "s3:InitiateReplication", "s3:PauseReplication", "s3:ObjectOwnerOverrideToBucketOwner",
		"s3:TagResource", "s3:UntagResource",
	]
	judge([bucket, policy([action], [])]) == {"NON_COMPLIANT aws_s3_bucket_policy.p policy: policy"}
}

acl(canned, permission) := fixtures.linked(
	fixtures.resource("aws_s3_bucket_acl.a", {
		"bucket": fixtures.unknown,
		"acl": canned,
		"access_control_policy": [{"grant": [{"grantee": [{"uri": "http://acs.amazonaws.com/groups/global/AllUsers"}], "permission": permission}]}],
	}),
	to_bucket,
)

test_acl[note] if {
	some note, [canned, permission, want] in {
		"public-read": ["public-read", "", set()],
		"authenticated-read": ["authenticated-read", "", set()],
		"public-read-write": ["public-read-write", "", {"acl"}],
		"private": ["private", "", set()],
		"READ": [null, "READ", set()],
		"READ_ACP": [null, "READ_ACP", set()],
		"WRITE": [null, "WRITE", {"access_control_policy[0].grant[0]"}],
		"WRITE_ACP": [null, "WRITE_ACP", {"access_control_policy[0].grant[0]"}],
		"FULL_CONTROL": [null, "FULL_CONTROL", {"access_control_policy[0].grant[0]"}],
	}
	judge([bucket, acl(canned, permission)]) == {$"NON_COMPLIANT aws_s3_bucket_acl.a {attribute}: acl" | some attribute in want}
}
