# METADATA
# scope: package
# title: Subnets give no public addresses by themselves
# description: >-
#   Instances get no public IPv4 address just for being in a subnet. A default subnet gives one unless it says otherwise.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/subnet-auto-assign-public-ip-disabled.html
# custom:
#   id: SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED
#   source: aws-config
#   aliases: [subnet-auto-assign-public-ip-disabled]
#   severity: medium
#   resources: [aws_default_subnet, aws_subnet]
#   reads:
#     aws_default_subnet: [map_public_ip_on_launch]
#     aws_subnet: [map_public_ip_on_launch]
#   controls:
#     fsbp: [EC2.15]
#     pci_4_0_1: ["1.4.4"]
#     nist_800_53_r5:
#       [AC-3, AC-3(7), AC-4, AC-4(21), AC-6, AC-21, SC-7, SC-7(3), SC-7(4), SC-7(9), SC-7(11), SC-7(16), SC-7(20),
#       SC-7(21)]
#   reasons:
#     wrong: The subnet gives every instance a public IPv4 address.
#     unknown: The plan cannot tell whether the subnet gives instances public IPv4 addresses.
#   remediation: Set map_public_ip_on_launch to false, and give public addresses to what needs them.
#   fix: {attribute: map_public_ip_on_launch, value: false}
package rules.vpc.subnet_auto_assign_public_ip_disabled

import data.library.setting

evaluations contains evaluation if {
	some evaluation in setting.must_be("false", input.resources.aws_subnet, "map_public_ip_on_launch", "false")
}

evaluations contains evaluation if {
	some evaluation in setting.must_be("false", input.resources.aws_default_subnet, "map_public_ip_on_launch", "true")
}
