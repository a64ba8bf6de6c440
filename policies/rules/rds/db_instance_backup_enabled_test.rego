package rules.rds.db_instance_backup_enabled_test

import data.library.fixtures
import data.rules.rds.db_instance_backup_enabled

judge_with(resources, parameters) := fixtures.brief(found) if {
	model := object.union(fixtures.plan(resources), {"parameters": {"DB_INSTANCE_BACKUP_ENABLED": parameters}})
	found := db_instance_backup_enabled.evaluations with input as model
}

judge(resources) := judge_with(resources, {})

instance(days) := fixtures.resource("aws_db_instance.i", {"backup_retention_period": days, "replicate_source_db": null})

low := {"NON_COMPLIANT aws_db_instance.i backup_retention_period: low"}

unknown := {"INSUFFICIENT_DATA aws_db_instance.i backup_retention_period: unknown"}

test_instance[note] if {
	some note, [days, parameters, want] in {
		"a day": [1, {}, set()],
		"never": [0, {}, low],
		"left out": [fixtures.unset, {}, unknown],
		"null": [null, {}, unknown],
		"unknown": [fixtures.unknown, {}, unknown],
		"of another resource": [fixtures.reference("terraform_data.late", "output"), {}, unknown],
		"missing": [fixtures.missing, {}, unknown],
		"malformed": ["many", {}, unknown],
		"fewer than asked for": [6, {"backupRetentionMinimum": "7"}, low],
		"as many as asked for": [7, {"backupRetentionMinimum": "7"}, set()],
		"none asked for": [0, {"backupRetentionMinimum": ""}, low],
		"none asked for, a day": [1, {"backupRetentionMinimum": ""}, set()],
		"zero asked for": [0, {"backupRetentionMinimum": "0"}, low],
		"asked for what is no number": [35, {"backupRetentionMinimum": "all"}, low],
	}
	judge_with([instance(days)], parameters) == want
}

replica(days) := object.union(instance(days), {"after": {"replicate_source_db": "db"}})

test_replica[note] if {
	some note, [days, parameters, want] in {
		"as any other": [0, {}, low],
		"if asked": [0, {"checkReadReplicas": "true"}, low],
		"unless not asked": [0, {"checkReadReplicas": "False"}, {"NOT_APPLICABLE aws_db_instance.i replicate_source_db: replica"}],
	}
	judge_with([replica(days)], parameters) == want
}

# Whether it is one is decided at apply, or said in a way that nobody can read.
test_perhaps_a_replica[note] if {
	open := {"INSUFFICIENT_DATA aws_db_instance.i replicate_source_db: perhaps_replica"}
	some note, [source, days, want] in {
		"unknown": [fixtures.unknown, 0, open],
		"unknown, with unknown backups": [fixtures.unknown, fixtures.unknown, open],
		"unknown, with backups left out": [fixtures.unknown, fixtures.unset, open],
		"unknown, with backups": [fixtures.unknown, 1, set()],
		"malformed": [7, 0, open],
	}
	perhaps := object.union(instance(days), {"after": {"replicate_source_db": source}})
	judge_with([perhaps], {"checkReadReplicas": "false"}) == want
}

test_perhaps_a_replica_if_replicas_are_asked if {
	judge([object.union(instance(0), {"after": {"replicate_source_db": fixtures.unknown}})]) == low
}

test_others_are_asked_even_if_replicas_are_not if judge_with([instance(0)], {"checkReadReplicas": "false"}) == low

cluster(days) := fixtures.resource("aws_rds_cluster.c", {"backup_retention_period": days})

member(link) := fixtures.linked(fixtures.resource("aws_rds_cluster_instance.m", {"cluster_identifier": fixtures.unknown}), {"cluster_identifier": link})

test_member[note] if {
	the_cluster := fixtures.to(["aws_rds_cluster.c"])
	some note, [days, link, want] in {
		"a day": [1, the_cluster, set()],
		"left out": [null, the_cluster, set()],
		"never": [0, the_cluster, {"NON_COMPLIANT aws_rds_cluster_instance.m backup_retention_period: low"}],
		"unknown": [fixtures.unknown, the_cluster, {"INSUFFICIENT_DATA aws_rds_cluster_instance.m backup_retention_period: unknown"}],
		"cluster elsewhere": [1, fixtures.elsewhere, {"INSUFFICIENT_DATA aws_rds_cluster_instance.m backup_retention_period: elsewhere"}],
	}
	judge([cluster(days), member(link)]) == want
}

# Aurora keeps backups for a day unless told otherwise.
test_member_of_a_cluster_that_leaves_it_out if {
	resources := [cluster(null), member(fixtures.to(["aws_rds_cluster.c"]))]
	judge_with(resources, {"backupRetentionMinimum": "2"}) == {"NON_COMPLIANT aws_rds_cluster_instance.m backup_retention_period: low"}
}

window(v) := object.union(instance(7), {"after": {"backup_window": v}})

other(attribute) := {$"NON_COMPLIANT aws_db_instance.i {attribute}: other"}

open_other(attribute) := {$"INSUFFICIENT_DATA aws_db_instance.i {attribute}: unknown_other"}

test_exact_parameters[note] if {
	some note, [resource, parameters, want] in {
		"the days": [instance(7), {"backupRetentionPeriod": "7"}, set()],
		"the days, as text": [instance("7"), {"backupRetentionPeriod": "7"}, set()],
		"more days": [instance(8), {"backupRetentionPeriod": "7"}, other("backup_retention_period")],
		"days left to RDS": [instance(fixtures.unset), {"backupRetentionPeriod": "7"}, (unknown | open_other("backup_retention_period"))],
		"unknown days": [instance(fixtures.unknown), {"backupRetentionPeriod": "7"}, (unknown | open_other("backup_retention_period"))],
		"the window": [window("03:00-04:00"), {"preferredBackupWindow": "03:00-04:00"}, set()],
		"another window": [window("05:00-06:00"), {"preferredBackupWindow": "03:00-04:00"}, other("backup_window")],
		"a window left to RDS": [window(fixtures.unset), {"preferredBackupWindow": "03:00-04:00"}, open_other("backup_window")],
		"an empty window": [window(""), {"preferredBackupWindow": "03:00-04:00"}, open_other("backup_window")],
		"an unknown window": [window(fixtures.unknown), {"preferredBackupWindow": "03:00-04:00"}, open_other("backup_window")],
		"empty parameters": [window("05:00-06:00"), {"backupRetentionPeriod": "", "preferredBackupWindow": ""}, set()],
		"of a replica": [replica(8), {"backupRetentionPeriod": "7"}, other("backup_retention_period")],
		"of a replica that is not asked": [
			replica(8), {"backupRetentionPeriod": "7", "checkReadReplicas": "false"},
			{"NOT_APPLICABLE aws_db_instance.i replicate_source_db: replica"},
		],
		"of what may be a replica": [
			object.union(instance(8), {"after": {"replicate_source_db": fixtures.unknown}}),
			{"backupRetentionPeriod": "7", "checkReadReplicas": "false"},
			other("backup_retention_period"),
		],
	}
	judge_with([resource], parameters) == want
}

test_exact_parameters_of_a_member[note] if {
	some note, [after, parameters, want] in {
		"a day, left out": [{"backup_retention_period": null}, {"backupRetentionPeriod": "1"}, set()],
		"other days": [{"backup_retention_period": 2}, {"backupRetentionPeriod": "1"}, {"backup_retention_period"}],
		"the window": [{"preferred_backup_window": "03:00-04:00"}, {"preferredBackupWindow": "03:00-04:00"}, set()],
		"another window": [{"preferred_backup_window": "05:00-06:00"}, {"preferredBackupWindow": "03:00-04:00"}, {"preferred_backup_window"}],
	}
	found := judge_with([object.union(cluster(1), {"after": after}), member(fixtures.to(["aws_rds_cluster.c"]))], parameters)
	found == {$"NON_COMPLIANT aws_rds_cluster_instance.m {attribute}: other" | some attribute in want}
}

test_window_that_a_cluster_leaves_to_rds if {
	resources := [object.union(cluster(1), {"after": {"preferred_backup_window": null}}), member(fixtures.to(["aws_rds_cluster.c"]))]
	found := judge_with(resources, {"preferredBackupWindow": "03:00-04:00"})
	found == {"INSUFFICIENT_DATA aws_rds_cluster_instance.m preferred_backup_window: unknown_other"}
}

test_exact_message_has_its_values if {
	parameters := {"backupRetentionPeriod": "7", "preferredBackupWindow": "03:00-04:00"}
	model := object.union(fixtures.plan([object.union(instance(8), {"after": {"backup_window": "a"}})]), {"parameters": {"DB_INSTANCE_BACKUP_ENABLED": parameters}})
	found := db_instance_backup_enabled.evaluations with input as model
	{e.values | some e in found} == {
		{"setting": "backup retention", "found": 8, "expected": "7"},
		{"setting": "backup window", "found": "a", "expected": "03:00-04:00"},
	}
}

test_existing_is_judged if judge([object.union(instance(0), {"action": "no-op"})]) == low

test_deleted_is_not_judged if judge([fixtures.deleted("aws_db_instance.i", {"backup_retention_period": 0})]) == set()
