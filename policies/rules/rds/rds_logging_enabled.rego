# METADATA
# scope: package
# title: RDS databases send their logs to CloudWatch Logs
# description: >-
#   An instance sends every log of its engine to CloudWatch Logs, and those that the parameter adds. The instances of an Aurora cluster send
#   what their cluster says. A Multi-AZ DB cluster takes no option groups, and so has no audit log. Aurora PostgreSQL has one log only, and
#   refuses to send any other.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/rds-logging-enabled.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html
#   - https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-9
# custom:
#   id: RDS_LOGGING_ENABLED
#   source: aws-config
#   aliases: [rds-logging-enabled]
#   severity: medium
#   resources: [aws_db_instance, aws_rds_cluster, aws_rds_cluster_instance]
#   reads:
#     aws_db_instance: [enabled_cloudwatch_logs_exports, engine, replicate_source_db]
#     aws_rds_cluster: [db_cluster_instance_class, enabled_cloudwatch_logs_exports, engine]
#     aws_rds_cluster_instance: [cluster_identifier]
#   parameters:
#     additionalLogs: {description: "Engines and the logs that they also have to send, e.g. \"oracle: alert, audit ; mysql: error\"."}
#   controls:
#     fsbp: [RDS.9]
#     pci_4_0_1: ["10.2.1"]
#     nist_800_53_r5:
#       [AC-2(4), AC-4(26), AC-6(9), AU-2, AU-3, AU-6(3), AU-6(4), AU-10, AU-12, CA-7, SC-7(9), SC-7(10), SI-3(8),
#       SI-4(20), SI-7(8)]
#   reasons:
#     missing: "The database does not send these logs to CloudWatch Logs: {logs}."
#     unknown: "The plan cannot tell whether the database sends these logs to CloudWatch Logs: {logs}."
#     unknown_engine: The plan cannot tell the engine of the database, or it is one whose logs the rule does not know.
#     elsewhere: "The plan cannot tell which logs the instance sends to CloudWatch Logs: its cluster is not in it."
#     members: The instances of an Aurora cluster send the logs; they are judged.
#   remediation: Name the logs in enabled_cloudwatch_logs_exports, for an instance of a cluster on the cluster. MySQL and MariaDB write some only if their parameter and option groups say so.
package rules.rds.rds_logging_enabled

import data.library.database
import data.library.parameter
import data.library.rds
import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(entry.database, exports, "missing", {"logs": concat(", ", entry.missing)}) if {
	some entry in judged
	entry.missing != []
	not entry.is_open
}

evaluations contains verdict.insufficient_data(entry.database, exports, "unknown", {"logs": concat(", ", entry.missing)}) if {
	some entry in judged
	entry.missing != []
	entry.is_open
}

evaluations contains verdict.insufficient_data(source.database, "engine", "unknown_engine", {}) if {
	some source in sources
	not required[source.logs_of]
}

evaluations contains verdict.insufficient_data(member, exports, "elsewhere", {}) if {
	some member in input.resources.aws_rds_cluster_instance
	database.clusters(member) == []
}

evaluations contains verdict.not_applicable(cluster, null, "members", {}) if some cluster in rds.aurora_clusters

exports := "enabled_cloudwatch_logs_exports"

# Every database, and what says which logs it sends.
sources := array.flatten([
	[source |
		some instance in input.resources.aws_db_instance
		source := {"database": instance, "exports": instance.after[exports], "logs_of": family(database.engine(instance))}
	],
	[source |
		some member in input.resources.aws_rds_cluster_instance
		some cluster in database.clusters(member)
		source := {"database": member, "exports": cluster.after[exports], "logs_of": family(database.engine(cluster))}
	],
	[source |
		some cluster in rds.multi_az_clusters
		logs_of := concat(" ", ["cluster of", family(database.engine(cluster))])
		source := {"database": cluster, "exports": cluster.after[exports], "logs_of": logs_of}
	],
])

judged := [{"database": source.database, "missing": missing, "is_open": is_open} |
	some source in sources
	sent := [element.value | some element in value.elements(source.exports)]
	missing := sort([log | some log in (required[source.logs_of] | additional(source.logs_of)); not log in sent])
	is_open := count([log | some log in sent; not is_string(log)]) > 0
]

# Engines of one maker have the same logs: oracle-ee, oracle-se2-cdb, sqlserver-web.
family(engine) := "oracle" if {
	startswith(engine, "oracle-")
} else := "sqlserver" if {
	startswith(engine, "sqlserver-")
} else := engine

required := {
	"aurora": {"audit", "error", "general", "slowquery"},
	"aurora-mysql": {"audit", "error", "general", "slowquery"},
	"aurora-postgresql": {"postgresql"},
	"cluster of mysql": {"error", "general", "slowquery"},
	"cluster of postgres": {"postgresql", "upgrade"},
	"mariadb": {"audit", "error", "general", "slowquery"},
	"mysql": {"audit", "error", "general", "slowquery"},
	"oracle": {"alert", "audit", "listener", "trace"},
	"postgres": {"postgresql", "upgrade"},
	"sqlserver": {"agent", "error"},
}

additional(logs_of) := {log |
	some part in split(parameter.text("RDS_LOGGING_ENABLED", "additionalLogs"), ";")
	[engine, logs] := split(part, ":")
	lower(trim_space(engine)) == trim_prefix(logs_of, "cluster of ")
	some item in split(logs, ",")
	log := trim_space(item)
	log != ""
}
