# METADATA
# scope: package
# title: RDS instances have a standby in another zone
# description: >-
#   A Multi-AZ instance has a standby in another availability zone that takes over when its own fails. One that leaves it out has none, and
#   neither has a read replica that does.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/rds-multi-az-support.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZSingleStandby.html
# custom:
#   id: RDS_MULTI_AZ_SUPPORT
#   source: aws-config
#   severity: medium
#   resources: [aws_db_instance]
#   reads:
#     aws_db_instance: [multi_az]
#   controls:
#     fsbp: [RDS.5]
#     cis_4_0: ["2.2.4"]
#     cis_5_0: ["2.2.4"]
#     nist_800_53_r5: [CP-6(2), CP-10, SC-5(2), SC-36, SI-13(5)]
#   reasons:
#     wrong: The instance has no standby in another availability zone.
#     unknown: The plan cannot tell whether the instance has a standby in another availability zone.
#   remediation: Set multi_az to true.
#   fix: {attribute: multi_az, value: true}
package rules.rds.rds_multi_az_support

import data.library.setting

# The author left it out: AWS makes an instance in a single zone.
evaluations contains evaluation if {
	resources := [resource | some resource in input.resources.aws_db_instance]
	some evaluation in setting.must_be("true", resources, "multi_az", "false")
}
