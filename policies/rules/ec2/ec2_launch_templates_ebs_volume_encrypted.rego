# METADATA
# scope: package
# title: Launch templates do not turn the encryption of volumes off
# description: >-
#   No EBS volume of a launch template has encryption set to false. What leaves it out is for ENCRYPTED_VOLUMES to judge.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/ec2-launch-templates-ebs-volume-encrypted.html
# custom:
#   id: EC2_LAUNCH_TEMPLATES_EBS_VOLUME_ENCRYPTED
#   source: aws-config
#   aliases: [ec2-launch-templates-ebs-volume-encrypted]
#   severity: medium
#   resources: [aws_launch_template]
#   reads:
#     aws_launch_template: [block_device_mappings]
#   controls: {}
#   reasons:
#     not_encrypted: "The volume is not encrypted: encrypted is false."
#     unknown: The plan cannot tell whether the volume is encrypted.
#   remediation: Set encrypted to true in the ebs block.
package rules.ec2.ec2_launch_templates_ebs_volume_encrypted

import data.library.ebs
import data.library.value
import data.library.verdict

evaluations contains evaluation if {
	some template in input.resources.aws_launch_template
	some block in ebs.template_blocks(template)
	encrypted := value.boolean(value.attribute(block.value, "encrypted"))
	some evaluation in judged(template, $"{block.attribute}.encrypted", encrypted)
}

judged(template, attribute, "false") := [verdict.non_compliant(template, attribute, "not_encrypted", {})]

judged(template, attribute, "unknown") := [verdict.insufficient_data(template, attribute, "unknown", {})]
