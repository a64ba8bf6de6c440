# METADATA
# scope: package
# title: RDS snapshots are not public
# description: >-
#   No snapshot of a database or a cluster, nor a copy of one, is shared with all AWS accounts: from it everybody could restore the database.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/rds-snapshots-public-prohibited.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ShareSnapshot.html
# custom:
#   id: RDS_SNAPSHOTS_PUBLIC_PROHIBITED
#   source: aws-config
#   severity: critical
#   resources: [aws_db_cluster_snapshot, aws_db_snapshot, aws_db_snapshot_copy, aws_rds_cluster_snapshot_copy]
#   reads:
#     aws_db_cluster_snapshot: [shared_accounts]
#     aws_db_snapshot: [shared_accounts]
#     aws_db_snapshot_copy: [shared_accounts]
#     aws_rds_cluster_snapshot_copy: [shared_accounts]
#   controls:
#     fsbp: [RDS.1]
#     pci_3_2_1: ["1.2.1", "1.3.1", "1.3.4", "1.3.6", "7.2.1"]
#     nist_800_53_r5:
#       [AC-3, AC-3(7), AC-4, AC-4(21), AC-6, AC-21, SC-7, SC-7(3), SC-7(4), SC-7(9), SC-7(11), SC-7(16), SC-7(20),
#       SC-7(21)]
#   reasons:
#     public: The snapshot is shared with all AWS accounts.
#     unknown: The plan cannot tell whether the snapshot is shared with all AWS accounts.
#   remediation: Name in shared_accounts the accounts that need the snapshot, and not "all".
package rules.rds.rds_snapshots_public_prohibited

import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(entry.snapshot, entry.attribute, "public", {}) if {
	some entry in shared
	entry.account == "all"
}

evaluations contains verdict.insufficient_data(entry.snapshot, entry.attribute, "unknown", {}) if {
	some entry in shared
	entry.account != "all"
	not is_account(entry.account)
}

shared := [entry |
	some type in ["aws_db_cluster_snapshot", "aws_db_snapshot", "aws_db_snapshot_copy", "aws_rds_cluster_snapshot_copy"]
	some snapshot in input.resources[type]
	some element in value.elements(snapshot.after.shared_accounts)
	entry := {"snapshot": snapshot, "attribute": $"shared_accounts{element.index}", "account": element.value}
]

# Whom another text lets in nobody knows.
is_account(v) if {
	is_string(v)
	regex.match(`^[0-9]{12}$`, v)
}
