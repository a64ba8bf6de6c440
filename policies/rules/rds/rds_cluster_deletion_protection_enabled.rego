# METADATA
# scope: package
# title: RDS clusters are protected from deletion
# description: >-
#   A cluster that is protected from deletion cannot be deleted before somebody turns the protection off.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/rds-cluster-deletion-protection-enabled.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_DeleteCluster.html
# custom:
#   id: RDS_CLUSTER_DELETION_PROTECTION_ENABLED
#   source: aws-config
#   severity: low
#   resources: [aws_rds_cluster]
#   reads:
#     aws_rds_cluster: [deletion_protection]
#   controls: {fsbp: [RDS.7], nist_800_53_r5: [CM-3, SC-5(2)]}
#   reasons:
#     wrong: The cluster is not protected from deletion.
#     unknown: The plan cannot tell whether the cluster is protected from deletion.
#   remediation: Set deletion_protection to true.
#   fix: {attribute: deletion_protection, value: true}
package rules.rds.rds_cluster_deletion_protection_enabled

import data.library.setting

evaluations contains evaluation if {
	resources := [resource | some resource in input.resources.aws_rds_cluster]
	some evaluation in setting.must_be("true", resources, "deletion_protection", "false")
}
