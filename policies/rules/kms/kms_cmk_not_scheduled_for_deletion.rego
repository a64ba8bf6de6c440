# METADATA
# scope: package
# title: KMS keys are not deleted
# description: >-
#   No plan deletes a KMS key, or replaces one, while the rest of the stack stays: once a key is gone, nobody can read what was encrypted with it. With the
#   parameter kmsKeyIds, only the keys that it names are judged.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/kms-cmk-not-scheduled-for-deletion.html
#   - https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html
# custom:
#   id: KMS_CMK_NOT_SCHEDULED_FOR_DELETION
#   source: aws-config
#   aliases: [kms-cmk-not-scheduled-for-deletion]
#   severity: critical
#   resources: [aws_kms_external_key, aws_kms_key, aws_kms_replica_key]
#   reads:
#     aws_kms_external_key: [arn]
#     aws_kms_key: [arn]
#     aws_kms_replica_key: [arn]
#   parameters:
#     kmsKeyIds: {description: "Ids or ARNs of the keys to judge, separated by commas; all of them when left out."}
#   controls: {fsbp: [KMS.3], nist_800_53_r5: [SC-12, SC-12(2)]}
#   reasons:
#     deleted: This plan schedules the key for deletion. What is encrypted with it cannot be read after that.
#     replaced: This plan replaces the key, which schedules the old one for deletion. What is encrypted with it cannot be read after that.
#   remediation: Leave the key in place (with lifecycle.prevent_destroy), or take it out of Terraform with a removed block.
package rules.kms.kms_cmk_not_scheduled_for_deletion

import data.library.kms
import data.library.parameter
import data.library.verdict

evaluations contains verdict.non_compliant(key, null, "deleted", {}) if {
	input.plan.destroy == false
	some type in types
	some key in input.removed[type]
	key.action == "delete"
	is_judged(key)
}

evaluations contains verdict.non_compliant(key, null, "replaced", {}) if {
	some type in types
	some key in input.resources[type]
	key.action == "replace"
	is_judged(key)
}

types := ["aws_kms_external_key", "aws_kms_key", "aws_kms_replica_key"]

is_judged(_) if expected == []

is_judged(key) if {
	some id in expected
	kms.is_key(object.get(key, ["before", "arn"], null), id) != "no"
}

expected := parameter.items("KMS_CMK_NOT_SCHEDULED_FOR_DELETION", "kmsKeyIds")
