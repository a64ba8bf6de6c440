# METADATA
# scope: package
# title: RDS instances store their data encrypted
# description: >-
#   The storage of an instance is encrypted. An instance of a cluster has the encryption of its cluster, a read replica that of its source.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/rds-storage-encrypted.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html
# custom:
#   id: RDS_STORAGE_ENCRYPTED
#   source: aws-config
#   severity: medium
#   resources: [aws_db_instance, aws_rds_cluster_instance]
#   reads:
#     aws_db_instance: [kms_key_id, replicate_source_db, restore_to_point_in_time, snapshot_identifier, storage_encrypted]
#     aws_rds_cluster: [engine_mode, global_cluster_identifier, kms_key_id, replication_source_identifier, restore_to_point_in_time, snapshot_identifier, storage_encrypted]
#     aws_rds_cluster_instance: [cluster_identifier]
#   parameters:
#     kmsKeyId: {description: Id or ARN of the KMS key that the storage must be encrypted with.}
#   controls:
#     fsbp: [RDS.3]
#     cis_1_4: ["2.3.1"]
#     cis_3_0: ["2.3.1"]
#     cis_4_0: ["2.2.1"]
#     cis_5_0: ["2.2.1"]
#     nist_800_53_r5: [CA-9(1), CM-3(6), SC-7(10), SC-13, SC-28, SC-28(1), SI-7(6)]
#   reasons:
#     not_encrypted: The storage of the instance is not encrypted.
#     unknown: "The plan cannot tell whether the storage of the instance is encrypted: it is not known before apply, or it follows from a snapshot, a source or a cluster elsewhere."
#     other_key: "The storage is encrypted with a KMS key other than {expected}."
#     unknown_key: "The plan cannot tell whether the storage is encrypted with the KMS key {expected}."
#   remediation: "Set storage_encrypted to true, for an instance of a cluster on the cluster. The encryption of an existing database cannot change: restore it from an encrypted copy of a snapshot."
#   fix: {attribute: storage_encrypted, value: true}
package rules.rds.rds_storage_encrypted

import data.library.database
import data.library.kms
import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(entry.instance, "storage_encrypted", "not_encrypted", {}) if {
	some entry in stored
	entry.encrypted == "false"
}

evaluations contains verdict.insufficient_data(entry.instance, "storage_encrypted", "unknown", {}) if {
	some entry in stored
	entry.encrypted == "unknown"
}

evaluations contains verdict.non_compliant(entry.instance, "kms_key_id", "other_key", {"expected": key}) if {
	some entry in stored
	entry.encrypted == "true"
	kms.is_key(entry.key, key) == "no"
}

evaluations contains verdict.insufficient_data(entry.instance, "kms_key_id", "unknown_key", {"expected": key}) if {
	some entry in stored
	entry.encrypted == "true"
	kms.is_key(entry.key, key) == "unknown"
}

key := input.parameters.RDS_STORAGE_ENCRYPTED.kmsKeyId if input.parameters.RDS_STORAGE_ENCRYPTED.kmsKeyId != ""

stored := array.concat(
	[{"instance": instance, "encrypted": database.instance_encrypted(instance), "key": instance.after.kms_key_id} |
		some instance in input.resources.aws_db_instance
	],
	[member_entry(member, database.clusters(member)) | some member in input.resources.aws_rds_cluster_instance],
)

member_entry(member, [cluster]) := {"instance": member, "encrypted": database.cluster_encrypted(cluster), "key": cluster.after.kms_key_id}

member_entry(member, clusters) := {"instance": member, "encrypted": "unknown", "key": value.unreadable} if count(clusters) != 1
