# METADATA
# title: S3 buckets and their settings
# description: >-
#   Most settings of a bucket are resources of their own that name it. The bucket's own blocks of the same name are deprecated as arguments, but hold
#   what the state knows of an existing bucket.
package library.s3

import data.library.plan
import data.library.required_companion
import data.library.value
import data.library.verdict

buckets := [bucket | some bucket in input.resources.aws_s3_bucket]

# METADATA
# description: The buckets without a setting of this type, as `required_companion.found`.
lacking(type) := [entry | some entry in required_companion.found(buckets, type, "bucket"); entry.state != "present"]

# METADATA
# description: |
#   The evaluations of buckets that need a setting of this type and lack it. `own` says by address whether a bucket has it of its own, "yes", "no" or
#   "unknown". Reasons: `none`, `removed` (this plan deletes it), `state` (an existing bucket does not have it) and `elsewhere` (the plan cannot tell).
required(type, own) := [evaluation |
	is_open := may_be_of_any(type)
	some entry in lacking(type)
	evaluation := judged(entry, own[entry.resource.address], is_open)
]

judged(entry, own, is_open) := verdict.non_compliant(entry.resource, null, reason, {}) if {
	reason := certain_reason(entry.state, own, is_open)
} else := verdict.insufficient_data(entry.resource, null, "elsewhere", {}) if {
	own != "yes"
}

default may_be_of_any(_) := false

may_be_of_any(type) if plan.is_ambiguous(type, "bucket")

certain_reason("removed", _, _) := "removed"

certain_reason("none", "no", _) := "none"

certain_reason("elsewhere", "no", false) := "state"

# METADATA
# description: |
#   The ARNs of a bucket and of its objects, as text. The name of a bucket that AWS will name is written as its address.
arns(bucket) := [arn, concat("", [arn, "/*"])] if arn := concat("", ["arn:aws:s3:::", name(bucket)])

name(bucket) := bucket.after.bucket if {
	is_string(bucket.after.bucket)
	bucket.after.bucket != ""
} else := concat("", ["{", bucket.address, "}"])

# METADATA
# description: |
#   A policy document with the resources of its statements as text, in the form of `arns`, where they name this bucket.
document_of(document, bucket) := object.union(document, {"statements": [named |
	some written in document.statements
	named := object.union(written, {"resources": [arn_text(arn, bucket) | some arn in written.resources]})
]}) if {
	is_array(document.statements)
} else := {"complete": false, "statements": []}

arn_text(arn, bucket) := any_partition(concat("", [part_text(part, bucket) | some part in arn.parts])) if {
	arn["$symbol"] == "template"
	every part in arn.parts {
		part_text(part, bucket)
	}
} else := any_partition(text) if {
	text := part_text(arn, bucket)
} else := arn

part_text(part, _) := part if is_string(part)

part_text(part, bucket) := concat("", ["arn:aws:s3:::", name(bucket)]) if {
	names(part, bucket)
	part.attribute == "arn"
}

part_text(part, bucket) := name(bucket) if {
	names(part, bucket)
	part.attribute in {"bucket", "id"}
}

part_text(part, _) := "aws" if {
	part["$symbol"] == "reference"
	part.attribute == "partition"
}

names(part, bucket) if {
	part["$symbol"] == "reference"
	part.address == bucket.address
}

any_partition(arn) := concat("", ["arn:aws:s3:::", substring(arn, count(prefix), -1)]) if {
	some prefix in ["arn:aws-cn:s3:::", "arn:aws-us-gov:s3:::", "arn:*:s3:::"]
	startswith(arn, prefix)
} else := arn

# METADATA
# description: |
#   What the default encryption of buckets says: {resource, attribute: its path, algorithm, key: values}. A rule without an algorithm has one entry
#   where it is unset.
default_encryptions := [encryption |
	some resource in input.resources.aws_s3_bucket_server_side_encryption_configuration
	some encryption in encryptions_of_rules(resource, "", resource.after.rule)
]

# METADATA
# description: The same of a bucket's own, deprecated block of this value.
encryptions(bucket, blocks) := [encryption |
	some block in value.elements(blocks)
	some encryption in encryptions_of_rules(bucket, $"server_side_encryption_configuration{block.index}.", value.attribute(block.value, "rule"))
]

encryptions_of_rules(resource, prefix, rules) := [encryption |
	some rule in value.elements(rules)
	some block in defaults(value.attribute(rule.value, "apply_server_side_encryption_by_default"))
	encryption := {
		"resource": resource,
		"attribute": $"{prefix}rule{rule.index}.apply_server_side_encryption_by_default{block.index}.sse_algorithm",
		"algorithm": value.attribute(block.value, "sse_algorithm"),
		"key": value.attribute(block.value, "kms_master_key_id"),
	}
]

defaults(blocks) := [{"index": "", "value": {"sse_algorithm": null, "kms_master_key_id": null}}] if {
	value.elements(blocks) == []
} else := value.elements(blocks)
