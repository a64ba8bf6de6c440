# METADATA
# scope: package
# title: KMS keys rotate
# description: >-
#   KMS rotates the key material of every symmetric encryption key that it made itself. Asymmetric and HMAC keys, keys with imported material and keys
#   in a custom key store cannot rotate, and are not judged.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/cmk-backing-key-rotation-enabled.html
#   - https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
# custom:
#   id: CMK_BACKING_KEY_ROTATION_ENABLED
#   source: aws-config
#   aliases: [cmk-backing-key-rotation-enabled]
#   severity: medium
#   resources: [aws_kms_key]
#   reads:
#     aws_kms_key: [custom_key_store_id, customer_master_key_spec, enable_key_rotation]
#   controls:
#     fsbp: [KMS.4]
#     cis_1_4: ["3.8"]
#     cis_3_0: ["3.6"]
#     pci_3_2_1: ["3.6.4"]
#     pci_4_0_1: ["3.7.4"]
#     nist_800_53_r5: [SC-12, SC-12(2), SC-28(3)]
#   reasons:
#     off: The key does not rotate.
#     unknown: The plan cannot tell whether the key rotates.
#     cannot_rotate: KMS cannot rotate a key of this kind.
#   remediation: Set enable_key_rotation to true.
#   fix: {attribute: enable_key_rotation, value: true}
package rules.kms.cmk_backing_key_rotation_enabled

import data.library.logic
import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(key, "enable_key_rotation", "off", {}) if {
	some key in input.resources.aws_kms_key
	can_rotate(key) == "yes"
	rotation(key) == "no"
}

evaluations contains verdict.insufficient_data(key, "enable_key_rotation", "unknown", {}) if {
	some key in input.resources.aws_kms_key
	answers := {can_rotate(key), rotation(key)}
	"unknown" in answers
	not can_rotate(key) == "no"
	not rotation(key) == "yes"
}

evaluations contains verdict.not_applicable(key, null, "cannot_rotate", {}) if {
	some key in input.resources.aws_kms_key
	can_rotate(key) == "no"
}

can_rotate(key) := logic.all({is_symmetric(key.after.customer_master_key_spec), is_in_kms(key.after.custom_key_store_id)})

is_symmetric(spec) := "yes" if {
	value.is_unset(spec)
} else := "yes" if {
	spec == "SYMMETRIC_DEFAULT"
} else := "no" if {
	is_string(spec)
} else := "unknown"

is_in_kms(store) := {"absent": "yes", "present": "no", "unknown": "unknown"}[value.presence_of_text(store)]

rotation(key) := {"true": "yes", "false": "no", "unset": "no", "unknown": "unknown"}[value.boolean(key.after.enable_key_rotation)]
