# METADATA
# scope: package
# title: RDS for MySQL refuses connections that are not encrypted
# description: >-
#   The parameter group of the instance sets require_secure_transport to 1, so that the database refuses connections without TLS. Up to version
#   8.0 the default is not to. The instances of a cluster are not judged.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/rds-mysql-instance-encrypted-in-transit.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mysql-ssl-connections.require-ssl.html
# custom:
#   id: RDS_MYSQL_INSTANCE_ENCRYPTED_IN_TRANSIT
#   source: aws-config
#   severity: medium
#   resources: [aws_db_instance]
#   reads:
#     aws_db_instance: [engine, engine_version, parameter_group_name, replicate_source_db]
#     aws_db_parameter_group: [parameter]
#   controls: {fsbp: [RDS.39]}
#   reasons:
#     off: The parameter group of the instance does not set require_secure_transport to 1, so the database accepts connections that are not encrypted.
#     unknown: The plan cannot tell whether the parameter group of the instance sets require_secure_transport to 1.
#     unknown_engine: The plan cannot tell whether the engine is MySQL, and the parameter group does not set require_secure_transport to 1.
#     engine: The engine is not MySQL.
#   remediation: Give the instance an aws_db_parameter_group with the parameter require_secure_transport and the value 1.
package rules.rds.rds_mysql_instance_encrypted_in_transit

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
	not database.engine(instance) in {"mysql", "unknown"}
}

instances := [instance |
	some instance in input.resources.aws_db_instance
	database.engine(instance) == "mysql"
]

state(instance) := by_default(instance.after.engine_version) if {
	database.instance_parameter(instance, "require_secure_transport") == "default"
} else := object.get({"1": "on", "on": "on", "unknown": "unknown"}, database.instance_parameter(instance, "require_secure_transport"), "off")

# Up to version 8.0 the parameter is 0 unless it is set.
by_default(version) := "off" if {
	is_string(version)
	regex.match(`^(5[.]|8[.]0)`, version)
} else := "unknown"
