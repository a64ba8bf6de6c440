# METADATA
# title: Buckets that everyone can read or write
# description: >-
#   A bucket is open to everyone by its policy, unless the bucket's public access block restricts public policies, or by its ACL, unless the
#   block ignores public ACLs. https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
package library.s3_public

import data.library.logic
import data.library.plan
import data.library.required_companion
import data.library.resource_policy
import data.library.s3
import data.library.value
import data.library.verdict

# METADATA
# description: |
#   The evaluations for "read" or "write". Reasons: `policy` and `acl` (open), `policy_unless_blocked` and `acl_unless_blocked` (open unless a block that
#   the plan does not have prevents it), `policy_unknown`, `acl_unknown`, and `block_removed`.
evaluations(access) := array.concat(
	array.concat(
		[evaluation |
			some holder in policy_holders
			open := resource_policy.public(holder.documents.policy, actions[access])
			some evaluation in judged(holder, "policy", "policy", open, object.remove(open, ["answer"]))
		],
		[evaluation |
			some entry in acls
			some grant in entry.grants
			open := {"answer": logic.all({grant.everyone, gives(grant, access)})}
			some evaluation in judged(entry.holder, grant.attribute, "acl", open, {})
		],
	),
	[verdict.non_compliant({"address": address}, null, "block_removed", {}) | some address, "removed" in block_state],
)

judged(holder, attribute, leg, open, values) := [evaluation |
	open.answer != "no"
	block := blocked(holder, flag[leg])
	evaluation := judgement(holder, attribute, leg, open.answer, block, values)
]

judgement(holder, attribute, leg, "yes", "no", values) := verdict.non_compliant(holder, attribute, leg, values)

judgement(holder, attribute, leg, "yes", "unknown", values) := verdict.insufficient_data(holder, attribute, $"{leg}_unless_blocked", values)

judgement(holder, attribute, leg, "unknown", block, _) := verdict.insufficient_data(holder, attribute, $"{leg}_unknown", {}) if block != "yes"

flag := {"policy": "restrict_public_buckets", "acl": "ignore_public_acls"}

actions := {
	"read": {
		"examples": ["s3:GetObject", "s3:ListBucket", "s3:GetObjectVersion", "s3:GetBucketAcl"],
		"families": ["s3:get*", "s3:list*"],
	},
	"write": {
		"examples": ["s3:PutObject", "s3:DeleteObject", "s3:PutBucketPolicy", "s3:PutObjectAcl"],
		"families": [
			"s3:put*", "s3:delete*", "s3:abort*", "s3:restore*", "s3:replicate*", "s3:create*", "s3:update*", "s3:bypass*", "s3:initiate*",
			"s3:pause*", "s3:object*", "s3:tag*", "s3:untag*",
		],
	},
}

policy_holders := array.concat(
	[policy | some policy in input.resources.aws_s3_bucket_policy],
	[bucket |
		some bucket in s3.buckets
		plan.companions(bucket, "aws_s3_bucket_policy") == []
		not value.is_unset(bucket.after.policy)
	],
)

acls := array.concat(
	[{"holder": acl, "grants": grants_of_acl(acl)} | some acl in input.resources.aws_s3_bucket_acl],
	[{"holder": bucket, "grants": grants_of_bucket(bucket)} |
		some bucket in s3.buckets
		plan.companions(bucket, "aws_s3_bucket_acl") == []
	],
)

grants_of_acl(acl) := canned(acl.after.acl) if {
	not value.is_unset(acl.after.acl)
} else := [grant |
	some policy in value.elements(acl.after.access_control_policy)
	some written in value.elements(value.attribute(policy.value, "grant"))
	some grantee in value.elements(value.attribute(written.value, "grantee"))
	grant := {
		"attribute": $"access_control_policy{policy.index}.grant{written.index}",
		"everyone": everyone(value.attribute(grantee.value, "uri")),
		"permissions": [value.attribute(written.value, "permission")],
	}
]

grants_of_bucket(bucket) := canned(bucket.after.acl) if {
	not value.is_unset(bucket.after.acl)
} else := [grant |
	some written in value.elements(bucket.after.grant)
	grant := {
		"attribute": $"grant{written.index}",
		"everyone": everyone(value.attribute(written.value, "uri")),
		"permissions": [permission.value | some permission in value.elements(value.attribute(written.value, "permissions"))],
	}
]

# https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl
canned(acl) := [{"attribute": "acl", "everyone": "yes", "permissions": permissions}] if {
	permissions := {
		"public-read": ["READ"],
		"public-read-write": ["READ", "WRITE"],
		"authenticated-read": ["READ"],
	}[acl]
} else := [] if {
	acl in {"private", "aws-exec-read", "bucket-owner-read", "bucket-owner-full-control", "log-delivery-write"}
} else := [{"attribute": "acl", "everyone": "unknown", "permissions": [acl]}]

# All accounts of AWS are everyone too: anybody can have one.
everyone(uri) := "no" if {
	value.is_unset(uri)
} else := "yes" if {
	regex.match(`/groups/global/(AllUsers|AuthenticatedUsers)$`, uri)
} else := "no" if {
	is_string(uri)
} else := "unknown"

gives(grant, access) := logic.any({"no"} | {gives_permission(permission, access) | some permission in grant.permissions})

gives_permission(permission, access) := "yes" if {
	permission in permissions_for[access]
} else := "no" if {
	permission in permissions_for[other[access]]
} else := "unknown"

other := {"read": "write", "write": "read"}

permissions_for := {
	"read": {"FULL_CONTROL", "READ", "READ_ACP"},
	"write": {"FULL_CONTROL", "WRITE", "WRITE_ACP"},
}

block_state := {entry.resource.address: entry.state | some entry in required_companion.found(s3.buckets, "aws_s3_bucket_public_access_block", "bucket")}

# Whether the public access block of a holder's bucket makes public grants void. Left out, each of its settings is off.
blocked(holder, setting) := by_block_of(bucket, setting) if {
	some bucket in buckets_of(holder)
} else := logic.any({setting_answer(block, setting) | some block in blocks_by_name[holder.after.bucket]}) if {
	blocks_by_name[holder.after.bucket]
} else := "unknown"

buckets_of(holder) := [holder] if {
	holder.type == "aws_s3_bucket"
} else := plan.linked(holder, "bucket", ["aws_s3_bucket"]) if {
	not plan.leads_elsewhere(holder, "bucket", ["aws_s3_bucket"])
}

by_block_of(bucket, setting) := logic.any({setting_answer(block, setting) |
	some block in plan.companions(bucket, "aws_s3_bucket_public_access_block")
}) if {
	block_state[bucket.address] == "present"
} else := "unknown" if {
	block_state[bucket.address] == "elsewhere"
} else := "no"

setting_answer(block, setting) := {"true": "yes", "false": "no", "unset": "no", "unknown": "unknown"}[value.boolean(block.after[setting])]

# Blocks of buckets that the plan does not have, by name.
blocks_by_name[name] contains block if {
	some block in input.resources.aws_s3_bucket_public_access_block
	name := block.after.bucket
	is_string(name)
}
