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
#   controls: {fsbp: [EC2.15]}
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
