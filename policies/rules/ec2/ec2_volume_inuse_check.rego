# METADATA
# scope: package
# title: EBS volumes are attached
# description: >-
#   Every EBS volume is attached to an instance and, where the parameter deleteOnTermination is true, deleted with it. What a plan shows is only whether it attaches
#   the volumes that it has.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/ec2-volume-inuse-check.html
# custom:
#   id: EC2_VOLUME_INUSE_CHECK
#   source: aws-config
#   aliases: [ec2-volume-inuse-check]
#   severity: low
#   resources: [aws_ebs_volume, aws_instance, aws_launch_configuration, aws_launch_template, aws_spot_instance_request]
#   reads:
#     aws_ebs_volume: [id]
#     aws_instance: [ebs_block_device, root_block_device]
#     aws_launch_configuration: [ebs_block_device, root_block_device]
#     aws_launch_template: [block_device_mappings]
#     aws_spot_instance_request: [ebs_block_device, root_block_device]
#     aws_volume_attachment: [volume_id]
#   parameters:
#     deleteOnTermination: {description: "Whether volumes must be deleted with their instance, true or false."}
#   controls: {}
#   reasons:
#     removed: This plan detaches the volume, which stays.
#     none: Nothing in the plan attaches the volume. (Something else may, e.g. a driver of Kubernetes or a script.)
#     elsewhere: Nothing in the plan attaches the volume, which exists already.
#     forgotten: The attachment of the volume leaves Terraform's control.
#     unseen: The plan cannot tell whether the volume is attached.
#     outlives: "The volume outlives its instance: what aws_volume_attachment attaches is not deleted on termination."
#     kept: "The volume outlives its instance: delete_on_termination is false."
#     unknown: The plan cannot tell whether the volume is deleted with its instance.
#   remediation: Attach the volume with aws_volume_attachment, or delete it after a snapshot.
#   runtime: Whether a volume is attached at all.
package rules.ec2.ec2_volume_inuse_check

import data.library.companion
import data.library.ebs
import data.library.parameter
import data.library.plan
import data.library.value
import data.library.verdict

evaluations contains evaluation if {
	some volume in input.resources.aws_ebs_volume
	plan.companions(volume, "aws_volume_attachment") == []
	reason := companion.absence(volume, "aws_volume_attachment", "volume_id")
	evaluation := detached(volume, reason)
}

evaluations contains verdict.non_compliant(volume, null, "outlives", {}) if {
	must_be_deleted
	some volume in input.resources.aws_ebs_volume
	plan.companions(volume, "aws_volume_attachment") != []
}

evaluations contains evaluation if {
	must_be_deleted
	some entry in blocks
	block := entry.block
	some evaluation in judged(entry.host, $"{block.attribute}.delete_on_termination", value.boolean(value.attribute(block.value, "delete_on_termination")))
}

# AWS Config knows no other text than these for "do not mind".
must_be_deleted if not parameter.text("EC2_VOLUME_INUSE_CHECK", "deleteOnTermination") in {"", "false"}

blocks := array.concat(
	[{"host": host, "block": block} | some host in ebs.hosts; some block in ebs.host_blocks(host)],
	[{"host": template, "block": block} | some template in input.resources.aws_launch_template; some block in ebs.template_blocks(template)],
)

detached(volume, "removed") := verdict.non_compliant(volume, null, "removed", {})

detached(volume, reason) := verdict.insufficient_data(volume, null, reason, {}) if reason != "removed"

judged(host, attribute, "false") := [verdict.non_compliant(host, attribute, "kept", {})]

judged(host, attribute, "unknown") := [verdict.insufficient_data(host, attribute, "unknown", {})]

# Left out it is true for an instance, and the image decides for a launch template.
judged(host, attribute, "unset") := [verdict.insufficient_data(host, attribute, "unknown", {}) | host.type == "aws_launch_template"]
