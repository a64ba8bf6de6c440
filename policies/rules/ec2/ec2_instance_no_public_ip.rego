# METADATA
# scope: package
# title: Instances have no public address
# description: >-
#   Instances have no public IPv4 address: neither one of their own, nor one that their launch template or subnet gives them, nor an Elastic IP address.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/ec2-instance-no-public-ip.html
#   - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html
# custom:
#   id: EC2_INSTANCE_NO_PUBLIC_IP
#   source: aws-config
#   aliases: [ec2-instance-no-public-ip]
#   severity: high
#   resources: [aws_instance, aws_spot_instance_request]
#   reads:
#     aws_default_subnet: [map_public_ip_on_launch]
#     aws_eip: [instance]
#     aws_eip_association: [instance_id]
#     aws_instance: [associate_public_ip_address, launch_template, subnet_id]
#     aws_launch_template: [network_interfaces]
#     aws_spot_instance_request: [associate_public_ip_address, launch_template, subnet_id]
#     aws_subnet: [map_public_ip_on_launch]
#   controls:
#     fsbp: [EC2.9]
#     nist_800_53_r5:
#       [AC-3, AC-3(7), AC-4, AC-4(21), AC-6, AC-21, SC-7, SC-7(3), SC-7(4), SC-7(9), SC-7(11), SC-7(16), SC-7(20),
#       SC-7(21)]
#   reasons:
#     own: The instance asks for a public IPv4 address.
#     template: The launch template of the instance asks for a public IPv4 address.
#     subnet: The subnet of the instance gives it a public IPv4 address.
#     elastic: "The instance has the Elastic IP address of {addresses}."
#     elastic_unknown: The plan has an Elastic IP address of which it cannot be told which instance gets it; it may be this one.
#     unknown: The plan cannot tell whether the instance gets a public IPv4 address.
#     subnet_elsewhere: "The instance leaves associate_public_ip_address out, so its subnet decides, and the plan does not have it."
#   remediation: Set associate_public_ip_address to false and put the instance behind a load balancer, or a NAT gateway.
#   fix: {attribute: associate_public_ip_address, value: false}
package rules.ec2.ec2_instance_no_public_ip

import data.library.launch
import data.library.plan
import data.library.value
import data.library.verdict

attribute := "associate_public_ip_address"

evaluations contains verdict.non_compliant(instance, attribute, origin, {}) if {
	some instance in launch.instances
	origin := source(instance)
	origin in {"own", "template", "subnet"}
}

evaluations contains verdict.insufficient_data(instance, attribute, doubt, {}) if {
	some instance in launch.instances
	doubt := source(instance)
	doubt in {"unknown", "subnet_elsewhere"}
}

evaluations contains verdict.non_compliant(instance, null, "elastic", {"addresses": concat(", ", sort(addresses))}) if {
	some instance in launch.instances
	addresses := [address.address | some type in ["aws_eip", "aws_eip_association"]; some address in plan.companions(instance, type)]
	addresses != []
}

evaluations contains verdict.insufficient_data(instance, null, "elastic_unknown", {}) if {
	some instance in launch.instances
	source(instance) == "none"
	some type, name in {"aws_eip": "instance", "aws_eip_association": "instance_id"}
	plan.is_ambiguous(type, name)
	plan.companions(instance, type) == []
}

# Where its public address comes from: "own", "template", "subnet" or "none".
source(instance) := {"true": "own", "false": "none", "unknown": "unknown"}[own] if {
	own := value.boolean(instance.after.associate_public_ip_address)
	own != "unset"
} else := {"true": "template", "false": "none", "unknown": "unknown"}[given] if {
	given := template_says(instance)
	given != "unset"
} else := "subnet_elsewhere" if {
	plan.leads_elsewhere(instance, "subnet_id", subnets)
} else := subnet_source({value.boolean(subnet.after.map_public_ip_on_launch) | some subnet in plan.linked(instance, "subnet_id", subnets)})

subnets := ["aws_subnet", "aws_default_subnet"]

subnet_source({"true"}) := "subnet"

subnet_source({"false"}) := "none"

subnet_source(answers) := "subnet_elsewhere" if not answers in [{"true"}, {"false"}]

template_says(instance) := answer if {
	[template] := launch.templates(instance)
	answer := any_says({value.boolean(value.attribute(interface.value, attribute)) | some interface in value.elements(template.after.network_interfaces)})
} else := "unknown" if {
	launch.has_template(instance)
} else := "unset"

any_says(answers) := "true" if {
	"true" in answers
} else := "unknown" if {
	"unknown" in answers
} else := "unset" if {
	"unset" in answers
} else := "false" if {
	"false" in answers
} else := "unset"
