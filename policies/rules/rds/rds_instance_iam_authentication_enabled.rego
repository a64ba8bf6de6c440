# METADATA
# scope: package
# title: RDS instances accept IAM credentials
# description: >-
#   Users sign in to MySQL and PostgreSQL databases with short-lived IAM credentials, so that no passwords need to be kept. The rule is about
#   the engines that AWS Config names; the instances of a cluster have the setting of their cluster.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/rds-instance-iam-authentication-enabled.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html
# custom:
#   id: RDS_INSTANCE_IAM_AUTHENTICATION_ENABLED
#   source: aws-config
#   severity: medium
#   resources: [aws_db_instance, aws_rds_cluster_instance]
#   reads:
#     aws_db_instance: [engine, iam_database_authentication_enabled, replicate_source_db]
#     aws_rds_cluster: [iam_database_authentication_enabled]
#     aws_rds_cluster_instance: [cluster_identifier]
#   controls: {fsbp: [RDS.10], nist_800_53_r5: [AC-2(1), AC-3, AC-3(7), AC-3(15), AC-6]}
#   reasons:
#     wrong: The instance does not accept IAM credentials.
#     unknown: The plan cannot tell whether the instance accepts IAM credentials.
#     engine: The instance has an engine of which the rule does not ask for IAM authentication.
#     unknown_engine: The instance does not accept IAM credentials, and the plan cannot tell whether its engine is one that has to.
#     elsewhere: "The plan cannot tell whether the instance accepts IAM credentials: its cluster is not in it."
#   remediation: Set iam_database_authentication_enabled to true, for an instance of a cluster on the cluster.
#   fix: {attribute: iam_database_authentication_enabled, value: true}
package rules.rds.rds_instance_iam_authentication_enabled

import data.library.database
import data.library.setting
import data.library.value
import data.library.verdict

evaluations contains evaluation if {
	instances := [instance | some instance in input.resources.aws_db_instance; database.engine(instance) in engines]
	some evaluation in setting.must_be("true", instances, attribute, "false")
}

evaluations contains verdict.insufficient_data(instance, attribute, "unknown_engine", {}) if {
	some instance in input.resources.aws_db_instance
	database.engine(instance) == "unknown"
	value.boolean(instance.after.iam_database_authentication_enabled) != "true"
}

evaluations contains verdict.not_applicable(instance, "engine", "engine", {}) if {
	some instance in input.resources.aws_db_instance
	not database.engine(instance) in (engines | {"unknown"})
}

evaluations contains object.union(evaluation, {"resource": member.address}) if {
	some member in input.resources.aws_rds_cluster_instance
	some evaluation in setting.must_be("true", database.clusters(member), attribute, "false")
}

evaluations contains verdict.insufficient_data(member, attribute, "elsewhere", {}) if {
	some member in input.resources.aws_rds_cluster_instance
	database.clusters(member) == []
}

attribute := "iam_database_authentication_enabled"

engines := {"aurora", "aurora-mysql", "aurora-postgresql", "mysql", "postgres"}
