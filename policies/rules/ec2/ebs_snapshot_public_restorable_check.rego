# METADATA
# scope: package
# title: EBS snapshots are not public
# description: >-
#   No EBS snapshot may be restored by everyone, and the setting of the region that forbids it, where the plan has it, stays.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/ebs-snapshot-public-restorable-check.html
#   - https://docs.aws.amazon.com/ebs/latest/userguide/block-public-access-snapshots.html
# custom:
#   id: EBS_SNAPSHOT_PUBLIC_RESTORABLE_CHECK
#   source: aws-config
#   aliases: [ebs-snapshot-public-restorable-check]
#   severity: critical
#   resources: [aws_ebs_snapshot_block_public_access, aws_snapshot_create_volume_permission]
#   reads:
#     aws_ebs_snapshot_block_public_access: [state]
#     aws_snapshot_create_volume_permission: [account_id]
#   controls:
#     fsbp: [EC2.1]
#     pci_3_2_1: ["1.2.1", "1.3.1", "1.3.4", "7.2.1"]
#     nist_800_53_r5:
#       [AC-3, AC-3(7), AC-4, AC-4(21), AC-6, AC-21, SC-7, SC-7(3), SC-7(4), SC-7(9), SC-7(11), SC-7(16), SC-7(20),
#       SC-7(21)]
#   reasons:
#     public: The snapshot is shared with everyone.
#     unknown: The plan cannot tell with whom the snapshot is shared.
#     unblocked: The region lets snapshots be shared with everyone.
#     removed: This plan deletes the setting that keeps the region's snapshots from being public.
#     new_only: "The region keeps snapshots from becoming public, and leaves those public that are; which are, the plan cannot see."
#     unknown_state: The plan cannot tell whether the region keeps snapshots from being public.
#   remediation: Share snapshots with single accounts, and set the state of aws_ebs_snapshot_block_public_access to block-all-sharing.
#   runtime: Snapshots that are shared outside Terraform.
package rules.ec2.ebs_snapshot_public_restorable_check

import data.library.verdict

evaluations contains verdict.non_compliant(permission, "account_id", "public", {}) if {
	some permission in input.resources.aws_snapshot_create_volume_permission
	permission.after.account_id == "all"
}

evaluations contains verdict.insufficient_data(permission, "account_id", "unknown", {}) if {
	some permission in input.resources.aws_snapshot_create_volume_permission
	not is_account(permission.after.account_id)
	permission.after.account_id != "all"
}

evaluations contains verdict.non_compliant(setting, "state", "unblocked", {}) if {
	some setting in input.resources.aws_ebs_snapshot_block_public_access
	setting.after.state == "unblocked"
}

evaluations contains verdict.insufficient_data(setting, "state", "new_only", {}) if {
	some setting in input.resources.aws_ebs_snapshot_block_public_access
	setting.after.state == "block-new-sharing"
}

evaluations contains verdict.insufficient_data(setting, "state", "unknown_state", {}) if {
	some setting in input.resources.aws_ebs_snapshot_block_public_access
	not setting.after.state in {"block-all-sharing", "block-new-sharing", "unblocked"}
}

evaluations contains verdict.non_compliant(setting, null, "removed", {}) if {
	not input.plan.destroy
	some setting in input.removed.aws_ebs_snapshot_block_public_access
	setting.action == "delete"
}

is_account(v) if {
	is_string(v)
	regex.match(`^[0-9]{12}$`, v)
}

# Nothing that Terraform knows has "all" for its account id.
is_account(v) if {
	v["$symbol"] == "reference"
	regex.match(`^(id|account_id|owner_id)$`, v.attribute)
}
