# METADATA
# scope: package
# title: Launch configurations ask for no public address
# description: >-
#   Instances of an Auto Scaling group with a launch configuration get no public IPv4 address from it. Where it is left out the subnet decides, and the rule does not mind.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/autoscaling-launch-config-public-ip-disabled.html
# custom:
#   id: AUTOSCALING_LAUNCH_CONFIG_PUBLIC_IP_DISABLED
#   source: aws-config
#   aliases: [autoscaling-launch-config-public-ip-disabled]
#   severity: high
#   resources: [aws_launch_configuration]
#   reads:
#     aws_launch_configuration: [associate_public_ip_address]
#   controls:
#     fsbp: [AutoScaling.5]
#     pci_4_0_1: ["1.4.4"]
#     nist_800_53_r5:
#       [AC-3, AC-3(7), AC-4, AC-4(21), AC-6, AC-21, SC-7, SC-7(3), SC-7(4), SC-7(9), SC-7(11), SC-7(16), SC-7(20),
#       SC-7(21)]
#   reasons:
#     wrong: Instances of this launch configuration get a public IPv4 address.
#     unknown: The plan cannot tell whether instances of this launch configuration get a public IPv4 address.
#   remediation: Set associate_public_ip_address to false.
#   fix: {attribute: associate_public_ip_address, value: false}
package rules.autoscaling.autoscaling_launch_config_public_ip_disabled

import data.library.setting

evaluations contains evaluation if {
	some evaluation in setting.must_be("false", input.resources.aws_launch_configuration, "associate_public_ip_address", "false")
}
