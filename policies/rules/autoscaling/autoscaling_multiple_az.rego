# METADATA
# scope: package
# title: Auto Scaling groups span several Availability Zones
# description: >-
#   An Auto Scaling group has subnets in at least two Availability Zones, or in as many as the parameter minAvailabilityZones says, so that it survives the loss of one.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/autoscaling-multiple-az.html
# custom:
#   id: AUTOSCALING_MULTIPLE_AZ
#   source: aws-config
#   aliases: [autoscaling-multiple-az]
#   severity: medium
#   resources: [aws_autoscaling_group]
#   reads:
#     aws_autoscaling_group: [availability_zones, vpc_zone_identifier]
#     aws_default_subnet: [availability_zone]
#     aws_subnet: [availability_zone, availability_zone_id]
#   parameters:
#     minAvailabilityZones: {description: "How many Availability Zones it takes, two where it is left out."}
#   controls: {fsbp: [AutoScaling.2], nist_800_53_r5: [CP-2(2), CP-6(2), CP-10, SC-5(2), SC-36, SI-13(5)]}
#   reasons:
#     few: "The group spans fewer Availability Zones than {minimum}."
#     unknown: "The plan cannot tell whether the group spans {minimum} Availability Zones."
#   remediation: Give vpc_zone_identifier subnets in several Availability Zones.
package rules.autoscaling.autoscaling_multiple_az

import data.library.value
import data.library.verdict
import data.library.zones

evaluations contains verdict.non_compliant(group, "vpc_zone_identifier", "few", {"minimum": minimum}) if {
	some group in input.resources.aws_autoscaling_group
	answer(group) == "no"
}

evaluations contains verdict.insufficient_data(group, "vpc_zone_identifier", "unknown", {"minimum": minimum}) if {
	some group in input.resources.aws_autoscaling_group
	answer(group) == "unknown"
}

answer(group) := zones.reaches(zones.span(group, "vpc_zone_identifier", group.after.availability_zones), minimum)

default minimum := 2

minimum := wanted if {
	wanted := value.whole_number(input.parameters.AUTOSCALING_MULTIPLE_AZ.minAvailabilityZones)
	wanted != "unset"
}
