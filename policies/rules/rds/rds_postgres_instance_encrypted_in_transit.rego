# METADATA
# scope: package
# title: RDS for PostgreSQL refuses connections that are not encrypted
# description: >-
#   The parameter group of the instance sets rds.force_ssl to 1, so that the database refuses connections without TLS. From version 15 on that
#   is the default. The instances of a cluster are not judged.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/rds-postgres-instance-encrypted-in-transit.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html
# custom:
#   id: RDS_POSTGRES_INSTANCE_ENCRYPTED_IN_TRANSIT
#   source: aws-config
#   severity: medium
#   resources: [aws_db_instance]
#   reads:
#     aws_db_instance: [engine, engine_version, parameter_group_name, replicate_source_db]
#     aws_db_parameter_group: [parameter]
#   controls: {fsbp: [RDS.38]}
#   reasons:
#     off: The parameter group of the instance does not set rds.force_ssl to 1, so the database accepts connections that are not encrypted.
#     unknown: The plan cannot tell whether the parameter group of the instance sets rds.force_ssl to 1.
#     unknown_engine: The plan cannot tell whether the engine is PostgreSQL, and the parameter group does not set rds.force_ssl to 1.
#     engine: The engine is not PostgreSQL.
#   remediation: Give the instance an aws_db_parameter_group with the parameter rds.force_ssl and the value 1.
package rules.rds.rds_postgres_instance_encrypted_in_transit

import data.library.database
import data.library.verdict

evaluations contains verdict.non_compliant(instance, "parameter_group_name", "off", {}) if {
	some instance in instances
	state(instance) == "off"
}

evaluations contains verdict.insufficient_data(instance, "parameter_group_name", "unknown", {}) if {
	some instance in instances
	state(instance) == "unknown"
}

evaluations contains verdict.insufficient_data(instance, "engine", "unknown_engine", {}) if {
	some instance in input.resources.aws_db_instance
	database.engine(instance) == "unknown"
	state(instance) != "on"
}

evaluations contains verdict.not_applicable(instance, "engine", "engine", {}) if {
	some instance in input.resources.aws_db_instance
	not database.engine(instance) in {"postgres", "unknown"}
}

instances := [instance |
	some instance in input.resources.aws_db_instance
	database.engine(instance) == "postgres"
]

state(instance) := by_default(instance.after.engine_version) if {
	database.instance_parameter(instance, "rds.force_ssl") == "default"
} else := object.get({"1": "on", "on": "on", "unknown": "unknown"}, database.instance_parameter(instance, "rds.force_ssl"), "off")

# From version 15 on the parameter is 1 unless it is set.
by_default(version) := "on" if {
	is_string(version)
	regex.match(`^(1[5-9]|[2-9][0-9])([.]|$)`, version)
} else := "off" if {
	is_string(version)
	regex.match(`^([0-9]|1[0-4])([.]|$)`, version)
} else := "unknown"
