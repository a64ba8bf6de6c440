# METADATA
# scope: package
# title: EBS volumes are encrypted
# description: >-
#   Every EBS volume is encrypted at rest, under the key that the parameter kmsId names, if any. Judged are volumes, the block devices of
#   instances, and those of launch templates and launch configurations, whose volumes come into being later. A volume that nothing attaches is
#   judged too: it can be attached at any time.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/encrypted-volumes.html
#   - https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html
# custom:
#   id: ENCRYPTED_VOLUMES
#   source: aws-config
#   aliases: [encrypted-volumes]
#   severity: high
#   resources: [aws_ebs_volume, aws_instance, aws_launch_configuration, aws_launch_template, aws_spot_instance_request]
#   reads:
#     aws_ebs_encryption_by_default: [enabled]
#     aws_ebs_snapshot: [encrypted, volume_id]
#     aws_ebs_snapshot_copy: [encrypted]
#     aws_ebs_volume: [encrypted, kms_key_id, snapshot_id]
#     aws_instance: [ebs_block_device, root_block_device]
#     aws_launch_configuration: [ebs_block_device, root_block_device]
#     aws_launch_template: [block_device_mappings]
#     aws_spot_instance_request: [ebs_block_device, root_block_device]
#   parameters:
#     kmsId: {description: Id or ARN of the KMS key that volumes must be encrypted with.}
#   controls:
#     fsbp: [EC2.3]
#     cis_1_4: ["2.2.1"]
#     cis_3_0: ["2.2.1"]
#     pci_3_2_1: ["3.4"]
#     nist_800_53_r5: [CA-9(1), CM-3(6), SC-7(10), SC-13, SC-28, SC-28(1), SI-7(6)]
#   reasons:
#     not_encrypted: "The volume is not encrypted: encrypted is false. (Where the region encrypts by default AWS encrypts it all the same, and every plan shows a difference.)"
#     key_without_encryption: "The volume has a KMS key but encrypted is left out, so EC2 refuses it or leaves it unencrypted."
#     default_unordered: "The volume leaves encrypted out. The plan turns on encryption by default in its region, but not certainly before the volume is made."
#     left_to_image: "The image decides whether the root volume is encrypted, and the plan cannot see it."
#     left_out: "The volume leaves encrypted out, and the plan cannot see whether its region encrypts by default."
#     unknown: "The plan cannot tell whether the volume is encrypted."
#     other_key: "The volume is encrypted with a KMS key other than {expected}."
#     unknown_key: "The plan cannot tell whether the volume is encrypted with the KMS key {expected}."
#   remediation: Set encrypted to true on the volume or block device. The encryption of an existing volume cannot change, so Terraform replaces it; copy its data first.
#   fix: {attribute: encrypted, value: true}
package rules.ec2.encrypted_volumes

import data.library.ebs
import data.library.kms
import data.library.verdict

evaluations contains verdict.non_compliant(entry.volume, attribute(entry.volume, "encrypted"), entry.state, {}) if {
	some entry in entries
	entry.state in {"not_encrypted", "key_without_encryption"}
}

evaluations contains verdict.insufficient_data(entry.volume, attribute(entry.volume, "encrypted"), entry.state, {}) if {
	some entry in entries
	entry.state in {"default_unordered", "left_to_image", "left_out", "unknown"}
}

evaluations contains verdict.non_compliant(volume, attribute(volume, "kms_key_id"), "other_key", {"expected": key}) if {
	some volume in encrypted
	kms.is_key(volume.kms_key_id, key) == "no"
}

evaluations contains verdict.insufficient_data(volume, attribute(volume, "kms_key_id"), "unknown_key", {"expected": key}) if {
	some volume in encrypted
	kms.is_key(volume.kms_key_id, key) == "unknown"
}

entries := [{"volume": volume, "state": ebs.state(volume)} | some volume in ebs.volumes]

encrypted := [entry.volume | some entry in entries; entry.state == "encrypted"]

key := input.parameters.ENCRYPTED_VOLUMES.kmsId if input.parameters.ENCRYPTED_VOLUMES.kmsId != ""

attribute(volume, name) := name if {
	volume.attribute == null
} else := volume.attribute if {
	volume.from_image
} else := $"{volume.attribute}.{name}"
