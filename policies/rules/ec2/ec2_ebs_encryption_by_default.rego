# METADATA
# scope: package
# title: Regions encrypt EBS volumes by default
# description: >-
#   Where the plan has the region's setting it is on, and stays. AWS Config asks this of every region; a plan speaks only of those whose setting it has.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/ec2-ebs-encryption-by-default.html
# custom:
#   id: EC2_EBS_ENCRYPTION_BY_DEFAULT
#   source: aws-config
#   aliases: [ec2-ebs-encryption-by-default]
#   severity: medium
#   resources: [aws_ebs_encryption_by_default]
#   reads:
#     aws_ebs_encryption_by_default: [enabled]
#   controls:
#     fsbp: [EC2.7]
#     cis_1_4: ["2.2.1"]
#     nist_800_53_r5: [CA-9(1), CM-3(6), SC-7(10), SC-13, SC-28, SC-28(1), SI-7(6)]
#   reasons:
#     wrong: The region does not encrypt EBS volumes by default.
#     removed: "This plan deletes the setting, so the region encrypts EBS volumes by default no longer."
#     unknown: The plan cannot tell whether the region encrypts EBS volumes by default.
#   remediation: Set enabled to true.
#   fix: {attribute: enabled, value: true}
#   runtime: Regions whose setting no plan has.
package rules.ec2.ec2_ebs_encryption_by_default

import data.library.setting
import data.library.verdict

evaluations contains evaluation if {
	some evaluation in setting.must_be("true", input.resources.aws_ebs_encryption_by_default, "enabled", "true")
}

evaluations contains verdict.non_compliant(gone, null, "removed", {}) if {
	not input.plan.destroy
	some gone in input.removed.aws_ebs_encryption_by_default
	gone.action == "delete"
}
