# METADATA
# scope: package
# title: RDS clusters accept IAM credentials
# description: >-
#   Users sign in to the databases of a cluster with short-lived IAM credentials, so that no passwords need to be kept.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/rds-cluster-iam-authentication-enabled.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.IAMDBAuth.html
# custom:
#   id: RDS_CLUSTER_IAM_AUTHENTICATION_ENABLED
#   source: aws-config
#   severity: medium
#   resources: [aws_rds_cluster]
#   reads:
#     aws_rds_cluster: [iam_database_authentication_enabled]
#   controls: {fsbp: [RDS.12], nist_800_53_r5: [AC-2(1), AC-3, AC-3(7), AC-3(15), AC-6]}
#   reasons:
#     wrong: The cluster does not accept IAM credentials.
#     unknown: The plan cannot tell whether the cluster accepts IAM credentials.
#   remediation: Set iam_database_authentication_enabled to true.
#   fix: {attribute: iam_database_authentication_enabled, value: true}
package rules.rds.rds_cluster_iam_authentication_enabled

import data.library.setting

evaluations contains evaluation if {
	resources := [resource | some resource in input.resources.aws_rds_cluster]
	some evaluation in setting.must_be("true", resources, "iam_database_authentication_enabled", "false")
}
