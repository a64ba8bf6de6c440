# METADATA
# scope: package
# title: RDS instances upgrade to minor versions by themselves
# description: >-
#   Minor versions of the engine, with their security fixes, are installed in the maintenance window. That is the default.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/rds-automatic-minor-version-upgrade-enabled.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html
# custom:
#   id: RDS_AUTOMATIC_MINOR_VERSION_UPGRADE_ENABLED
#   source: aws-config
#   severity: high
#   resources: [aws_db_instance, aws_rds_cluster_instance]
#   reads:
#     aws_db_instance: [auto_minor_version_upgrade]
#     aws_rds_cluster_instance: [auto_minor_version_upgrade]
#   controls:
#     fsbp: [RDS.13]
#     cis_3_0: ["2.3.2"]
#     cis_4_0: ["2.2.2"]
#     cis_5_0: ["2.2.2"]
#     pci_4_0_1: ["6.3.3"]
#     nist_800_53_r5: [SI-2, SI-2(2), SI-2(4), SI-2(5)]
#   reasons:
#     wrong: The instance does not upgrade to minor versions of its engine by itself.
#     unknown: The plan cannot tell whether the instance upgrades to minor versions of its engine by itself.
#   remediation: Set auto_minor_version_upgrade to true, or leave it out.
#   fix: {attribute: auto_minor_version_upgrade, value: true}
package rules.rds.rds_automatic_minor_version_upgrade_enabled

import data.library.setting

evaluations contains evaluation if {
	resources := [resource | some type in ["aws_db_instance", "aws_rds_cluster_instance"]; some resource in input.resources[type]]
	some evaluation in setting.must_be("true", resources, "auto_minor_version_upgrade", "true")
}
