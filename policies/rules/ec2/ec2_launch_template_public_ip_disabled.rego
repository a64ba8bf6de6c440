# METADATA
# scope: package
# title: Launch templates ask for no public address
# description: >-
#   No network interface of a launch template asks for a public IPv4 address. Where it is left out the subnet decides, and the rule does not mind. The parameter
#   exemptedLaunchTemplates lists ids of templates that may.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/ec2-launch-template-public-ip-disabled.html
# custom:
#   id: EC2_LAUNCH_TEMPLATE_PUBLIC_IP_DISABLED
#   source: aws-config
#   aliases: [ec2-launch-template-public-ip-disabled]
#   severity: high
#   resources: [aws_launch_template]
#   reads:
#     aws_launch_template: [id, network_interfaces]
#   parameters:
#     exemptedLaunchTemplates: {description: "Ids of launch templates that may ask for public addresses, separated by commas."}
#   controls:
#     fsbp: [EC2.25]
#     pci_4_0_1: ["1.4.4"]
#     nist_800_53_r5:
#       [AC-3, AC-3(7), AC-4, AC-4(21), AC-6, AC-21, SC-7, SC-7(3), SC-7(4), SC-7(9), SC-7(11), SC-7(16), SC-7(20),
#       SC-7(21)]
#   reasons:
#     public: Instances of this launch template get a public IPv4 address.
#     unknown: The plan cannot tell whether instances of this launch template get a public IPv4 address.
#   remediation: Set associate_public_ip_address to false in network_interfaces.
package rules.ec2.ec2_launch_template_public_ip_disabled

import data.library.parameter
import data.library.value
import data.library.verdict

evaluations contains evaluation if {
	some template in input.resources.aws_launch_template
	not template.after.id in exempted
	some interface in value.elements(template.after.network_interfaces)
	public := value.boolean(value.attribute(interface.value, "associate_public_ip_address"))
	some evaluation in judged(template, $"network_interfaces{interface.index}.associate_public_ip_address", public)
}

exempted := parameter.items("EC2_LAUNCH_TEMPLATE_PUBLIC_IP_DISABLED", "exemptedLaunchTemplates")

judged(template, attribute, "true") := [verdict.non_compliant(template, attribute, "public", {})]

judged(template, attribute, "unknown") := [verdict.insufficient_data(template, attribute, "unknown", {})]
