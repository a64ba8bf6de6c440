# METADATA
# scope: package
# title: Regions keep EBS snapshots from being public
# description: >-
#   Where the plan has the region's setting it blocks all public sharing of snapshots, and stays. AWS Config asks this of every region; a plan speaks only of those
#   whose setting it has.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/ebs-snapshot-block-public-access.html
# custom:
#   id: EBS_SNAPSHOT_BLOCK_PUBLIC_ACCESS
#   source: aws-config
#   aliases: [ebs-snapshot-block-public-access]
#   severity: high
#   resources: [aws_ebs_snapshot_block_public_access]
#   reads:
#     aws_ebs_snapshot_block_public_access: [state]
#   controls: {}
#   reasons:
#     not_all: "The region does not block all public sharing of snapshots: state is {state}."
#     removed: "This plan deletes the setting, so the region blocks public sharing of snapshots no longer."
#     unknown: The plan cannot tell whether the region blocks public sharing of snapshots.
#   remediation: Set state to block-all-sharing.
#   fix: {attribute: state, value: block-all-sharing}
#   runtime: Regions whose setting no plan has.
package rules.ec2.ebs_snapshot_block_public_access

import data.library.verdict

evaluations contains verdict.non_compliant(setting, "state", "not_all", {"state": setting.after.state}) if {
	some setting in input.resources.aws_ebs_snapshot_block_public_access
	setting.after.state in {"block-new-sharing", "unblocked"}
}

evaluations contains verdict.insufficient_data(setting, "state", "unknown", {}) if {
	some setting in input.resources.aws_ebs_snapshot_block_public_access
	not setting.after.state in {"block-all-sharing", "block-new-sharing", "unblocked"}
}

evaluations contains verdict.non_compliant(gone, null, "removed", {}) if {
	not input.plan.destroy
	some gone in input.removed.aws_ebs_snapshot_block_public_access
	gone.action == "delete"
}
