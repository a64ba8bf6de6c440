# METADATA
# scope: package
# title: Load balancers span several Availability Zones
# description: >-
#   A load balancer has subnets in at least two Availability Zones, or in as many as the parameter minAvailabilityZones says, so that it survives the loss of one.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/elbv2-multiple-az.html
# custom:
#   id: ELBV2_MULTIPLE_AZ
#   source: aws-config
#   aliases: [elbv2-multiple-az]
#   severity: medium
#   resources: [aws_alb, aws_lb]
#   reads:
#     aws_alb: [subnet_mapping, subnets]
#     aws_default_subnet: [availability_zone]
#     aws_lb: [subnet_mapping, subnets]
#     aws_subnet: [availability_zone, availability_zone_id]
#   parameters:
#     minAvailabilityZones: {description: "How many Availability Zones it takes, two where it is left out."}
#   controls: {fsbp: [ELB.13], nist_800_53_r5: [CP-6(2), CP-10, SC-5(2), SC-36, SI-13(5)]}
#   reasons:
#     few: "The load balancer spans fewer Availability Zones than {minimum}."
#     unknown: "The plan cannot tell whether the load balancer spans {minimum} Availability Zones."
#   remediation: Give the load balancer subnets in several Availability Zones.
package rules.elb.elbv2_multiple_az

import data.library.load_balancer
import data.library.value
import data.library.verdict
import data.library.zones

evaluations contains verdict.non_compliant(balancer, attribute(balancer), "few", {"minimum": minimum}) if {
	some balancer in load_balancer.all
	answer(balancer) == "no"
}

evaluations contains verdict.insufficient_data(balancer, attribute(balancer), "unknown", {"minimum": minimum}) if {
	some balancer in load_balancer.all
	answer(balancer) == "unknown"
}

answer(balancer) := zones.reaches(zones.span(balancer, attribute(balancer), null), minimum)

# Subnets are named in one of two ways; the provider computes the other.
attribute(balancer) := "subnet_mapping.subnet_id" if {
	value.presence(balancer.after.subnet_mapping) == "present"
	value.presence(balancer.after.subnets) != "present"
} else := "subnets"

default minimum := 2

minimum := wanted if {
	wanted := value.whole_number(input.parameters.ELBV2_MULTIPLE_AZ.minAvailabilityZones)
	wanted != "unset"
}
