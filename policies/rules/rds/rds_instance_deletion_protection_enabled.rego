# METADATA
# scope: package
# title: RDS instances are protected from deletion
# description: >-
#   An instance that is protected from deletion cannot be deleted before somebody turns the protection off.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/rds-instance-deletion-protection-enabled.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html
# custom:
#   id: RDS_INSTANCE_DELETION_PROTECTION_ENABLED
#   source: aws-config
#   severity: low
#   resources: [aws_db_instance]
#   reads:
#     aws_db_instance: [deletion_protection]
#   controls: {fsbp: [RDS.8], nist_800_53_r5: [CM-3, SC-5(2), SI-13(5)]}
#   reasons:
#     wrong: The instance is not protected from deletion.
#     unknown: The plan cannot tell whether the instance is protected from deletion.
#   remediation: Set deletion_protection to true.
#   fix: {attribute: deletion_protection, value: true}
package rules.rds.rds_instance_deletion_protection_enabled

import data.library.setting

evaluations contains evaluation if {
	resources := [resource | some resource in input.resources.aws_db_instance]
	some evaluation in setting.must_be("true", resources, "deletion_protection", "false")
}
