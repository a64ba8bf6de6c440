# METADATA
# scope: package
# title: Buckets keep versions
# description: >-
#   Versioning of every bucket is enabled, and with the parameter isMfaDeleteEnabled also MFA delete. A bucket without a configuration of its own
#   keeps no versions.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-versioning-enabled.html
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html
# custom:
#   id: S3_BUCKET_VERSIONING_ENABLED
#   source: aws-config
#   aliases: [s3-bucket-versioning-enabled]
#   severity: medium
#   resources: [aws_s3_bucket, aws_s3_bucket_versioning]
#   reads:
#     aws_s3_bucket: [bucket, versioning]
#     aws_s3_bucket_versioning: [bucket, versioning_configuration]
#   parameters:
#     isMfaDeleteEnabled: {description: "true when a version must not be deleted without MFA either."}
#   controls:
#     fsbp: [S3.14]
#     cis_1_4: ["2.1.3"]
#     cis_3_0: ["2.1.2"]
#     nist_800_53_r5: [AU-9(2), CP-6, CP-6(1), CP-6(2), CP-9, CP-10, SC-5(2), SI-12, SI-13(5)]
#   reasons:
#     not_enabled: "Versioning is {status}."
#     unknown: The plan cannot tell whether versioning is enabled.
#     no_mfa: Versions can be deleted without MFA.
#     unknown_mfa: The plan cannot tell whether versions can be deleted without MFA.
#     none: "Nothing in this plan enables versioning of the bucket. (Another stack may.)"
#     removed: This plan removes the bucket's versioning, which suspends it.
#     state: The bucket keeps no versions.
#     elsewhere: The plan shows no versioning of the bucket, and cannot tell that it has none.
#   remediation: Give the bucket an aws_s3_bucket_versioning with status Enabled.
package rules.s3.s3_bucket_versioning_enabled

import data.library.logic
import data.library.parameter
import data.library.s3
import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(setting.resource, setting.attribute, "not_enabled", {"status": setting.status}) if {
	some setting in settings
	setting.status in {"Disabled", "Suspended"}
}

evaluations contains verdict.insufficient_data(setting.resource, setting.attribute, "unknown", {}) if {
	some setting in settings
	not setting.status in {"Disabled", "Enabled", "Suspended"}
}

evaluations contains verdict.non_compliant(setting.resource, setting.attribute, "no_mfa", {}) if {
	asks_for_mfa
	some setting in settings
	setting.mfa == "no"
}

evaluations contains verdict.insufficient_data(setting.resource, setting.attribute, "unknown_mfa", {}) if {
	asks_for_mfa
	some setting in settings
	setting.mfa == "unknown"
}

evaluations contains evaluation if some evaluation in s3.required("aws_s3_bucket_versioning", own)

# A bucket's own block, or what the state knows of it.
evaluations contains evaluation if {
	asks_for_mfa
	some entry in s3.lacking("aws_s3_bucket_versioning")
	entry.state != "removed"
	own[entry.resource.address] in {"yes"}
	some block in value.elements(entry.resource.after.versioning)
	evaluation := without_mfa(entry.resource, $"versioning{block.index}.mfa_delete", value.boolean(value.attribute(block.value, "mfa_delete")))
}

without_mfa(bucket, attribute, answer) := verdict.non_compliant(bucket, attribute, "no_mfa", {}) if {
	answer in {"false", "unset"}
} else := verdict.insufficient_data(bucket, attribute, "unknown_mfa", {}) if {
	answer == "unknown"
}

asks_for_mfa if parameter.is_true("S3_BUCKET_VERSIONING_ENABLED", "isMfaDeleteEnabled")

settings := [setting |
	some resource in input.resources.aws_s3_bucket_versioning
	some block in value.elements(resource.after.versioning_configuration)
	setting := {
		"resource": resource,
		"attribute": $"versioning_configuration{block.index}.status",
		"status": value.attribute(block.value, "status"),
		"mfa": mfa(value.attribute(block.value, "mfa_delete")),
	}
]

mfa(v) := "yes" if {
	v == "Enabled"
} else := "no" if {
	v == "Disabled"
} else := "no" if {
	value.is_unset(v)
} else := "unknown"

own := {bucket.address: logic.any(answers | {"no"}) |
	some bucket in s3.buckets
	answers := {answer |
		some block in value.elements(bucket.after.versioning)
		answer := {"true": "yes", "false": "no", "unset": "no", "unknown": "unknown"}[value.boolean(value.attribute(block.value, "enabled"))]
	}
}
