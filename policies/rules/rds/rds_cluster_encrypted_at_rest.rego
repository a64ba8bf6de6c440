# METADATA
# scope: package
# title: RDS clusters store their data encrypted
# description: >-
#   The storage of a cluster is encrypted. A cluster that leaves it out and is not made from another one is not encrypted, unless it is Aurora
#   Serverless v1.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/rds-cluster-encrypted-at-rest.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.html
# custom:
#   id: RDS_CLUSTER_ENCRYPTED_AT_REST
#   source: aws-config
#   severity: medium
#   resources: [aws_rds_cluster]
#   reads:
#     aws_rds_cluster: [engine_mode, global_cluster_identifier, replication_source_identifier, restore_to_point_in_time, snapshot_identifier, storage_encrypted]
#   controls: {fsbp: [RDS.27], nist_800_53_r5: [CA-9(1), CM-3(6), SC-7(10), SC-13, SC-28, SC-28(1), SI-7(6)]}
#   reasons:
#     not_encrypted: The storage of the cluster is not encrypted.
#     unknown: "The plan cannot tell whether the storage of the cluster is encrypted: it is not known before apply, or it follows from a snapshot or another cluster."
#   remediation: "Set storage_encrypted to true. The encryption of an existing cluster cannot change: restore it from an encrypted copy of a snapshot."
#   fix: {attribute: storage_encrypted, value: true}
package rules.rds.rds_cluster_encrypted_at_rest

import data.library.database
import data.library.verdict

evaluations contains verdict.non_compliant(cluster, "storage_encrypted", "not_encrypted", {}) if {
	some cluster in input.resources.aws_rds_cluster
	database.cluster_encrypted(cluster) == "false"
}

evaluations contains verdict.insufficient_data(cluster, "storage_encrypted", "unknown", {}) if {
	some cluster in input.resources.aws_rds_cluster
	database.cluster_encrypted(cluster) == "unknown"
}
