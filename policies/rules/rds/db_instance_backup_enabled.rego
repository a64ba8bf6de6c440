# METADATA
# scope: package
# title: RDS instances are backed up
# description: >-
#   RDS makes backups of an instance every day, at the time that is asked for, and keeps them for as many days as asked for. Those of the instances of a cluster are
#   made by the cluster. What leaving the retention out means differs between the API and the console, so the plan cannot tell.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/db-instance-backup-enabled.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html
# custom:
#   id: DB_INSTANCE_BACKUP_ENABLED
#   source: aws-config
#   severity: medium
#   resources: [aws_db_instance, aws_rds_cluster_instance]
#   reads:
#     aws_db_instance: [backup_retention_period, backup_window, replicate_source_db]
#     aws_rds_cluster: [backup_retention_period, preferred_backup_window]
#     aws_rds_cluster_instance: [cluster_identifier]
#   parameters:
#     backupRetentionMinimum: {description: Least number of days for which backups are kept.}
#     backupRetentionPeriod: {description: Exact number of days for which backups are kept; any when left out.}
#     preferredBackupWindow: {description: "When backups are made, e.g. 03:00-04:00 (UTC); at any time when left out."}
#     checkReadReplicas: {description: Whether read replicas are to have backups of their own; they are unless this is "false".}
#   controls: {fsbp: [RDS.11], nist_800_53_r5: [CP-6, CP-6(1), CP-6(2), CP-9, CP-10, SC-5(2), SI-12, SI-13(5)]}
#   reasons:
#     low: "Backups of the instance are kept for {found} days (0 is never), not at least {minimum}."
#     unknown: The plan cannot tell for how many days backups of the instance are kept.
#     other: "The {setting} of the instance is {found}, not {expected}."
#     unknown_other: "The plan cannot tell whether the {setting} of the instance is {expected}."
#     elsewhere: "The plan cannot tell for how many days backups are kept: the cluster of the instance is not in it."
#     replica: The instance is a read replica, which need not have backups.
#     perhaps_replica: The plan cannot tell whether the instance is a read replica, which need not have backups; it has none of its own, or too few.
#   remediation: Set backup_retention_period (and backup_window, where the rule asks for one), for an instance of a cluster on the cluster.
#   fix: {attribute: backup_retention_period, value: 7, parameter: backupRetentionMinimum}
package rules.rds.db_instance_backup_enabled

import data.library.database
import data.library.parameter
import data.library.threshold
import data.library.value
import data.library.verdict

evaluations contains evaluation if {
	instances := [instance |
		some instance in input.resources.aws_db_instance
		is_asked(instance)
	]
	some evaluation in threshold.at_least(instances, "backup_retention_period", minimum, "unknown")
}

evaluations contains object.union(evaluation, {"resource": member.address}) if {
	some member in input.resources.aws_rds_cluster_instance
	some evaluation in threshold.at_least(database.clusters(member), "backup_retention_period", minimum, 1)
}

evaluations contains verdict.non_compliant(entry.instance, entry.attribute, "other", object.union(entry.values, {"found": entry.found})) if {
	some entry in exact
	entry.found != "unknown"
	not entry.found in {entry.values.expected, value.whole_number(entry.values.expected)}
}

evaluations contains verdict.insufficient_data(entry.instance, entry.attribute, "unknown_other", entry.values) if {
	some entry in exact
	entry.found == "unknown"
}

evaluations contains verdict.insufficient_data(member, "backup_retention_period", "elsewhere", {}) if {
	some member in input.resources.aws_rds_cluster_instance
	database.clusters(member) == []
}

evaluations contains verdict.not_applicable(instance, "replicate_source_db", "replica", {}) if {
	some instance in input.resources.aws_db_instance
	not is_asked(instance)
	database.is_replica(instance) == "yes"
}

# Backups of its own are enough, whatever it is.
evaluations contains verdict.insufficient_data(instance, "replicate_source_db", "perhaps_replica", {}) if {
	some instance in input.resources.aws_db_instance
	not is_asked(instance)
	database.is_replica(instance) == "unknown"
	threshold.at_least([instance], "backup_retention_period", minimum, "unknown") != []
}

is_asked(_) if replicas_too

is_asked(instance) if database.is_replica(instance) == "no"

is_asked_if_in_doubt(_) if replicas_too

is_asked_if_in_doubt(instance) if database.is_replica(instance) != "yes"

default replicas_too := true

replicas_too := false if lower(input.parameters.DB_INSTANCE_BACKUP_ENABLED.checkReadReplicas) == "false"

default minimum := 1

minimum := input.parameters.DB_INSTANCE_BACKUP_ENABLED.backupRetentionMinimum if {
	not input.parameters.DB_INSTANCE_BACKUP_ENABLED.backupRetentionMinimum in {"", "0"}
}

# What is asked for exactly, of every instance that is asked, and of whatever makes its backups.
exact := [entry |
	some name, wanted in {
		"backupRetentionPeriod": {"words": "backup retention", "attribute": {"aws_db_instance": "backup_retention_period", "aws_rds_cluster": "backup_retention_period"}},
		"preferredBackupWindow": {"words": "backup window", "attribute": {"aws_db_instance": "backup_window", "aws_rds_cluster": "preferred_backup_window"}},
	}
	expected := parameter.text("DB_INSTANCE_BACKUP_ENABLED", name)
	expected != ""
	some maker in makers
	attribute := wanted.attribute[maker.source.type]
	entry := {
		"instance": maker.instance,
		"attribute": attribute,
		"found": found(maker.source, attribute),
		"values": {"setting": wanted.words, "expected": expected},
	}
]

makers := array.concat(
	[{"instance": instance, "source": instance} |
		some instance in input.resources.aws_db_instance
		is_asked_if_in_doubt(instance)
	],
	[{"instance": member, "source": cluster} |
		some member in input.resources.aws_rds_cluster_instance
		some cluster in database.clusters(member)
	],
)

# Aurora keeps backups for a day unless told otherwise; what else is left out RDS chooses.
found(source, attribute) := 1 if {
	attribute == "backup_retention_period"
	source.type == "aws_rds_cluster"
	value.is_unset(value.of(source, attribute))
} else := written if {
	written := value.of(source, attribute)
	type_name(written) in {"number", "string"}
	written != ""
} else := "unknown"
