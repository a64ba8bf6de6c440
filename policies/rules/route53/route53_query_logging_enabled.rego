# METADATA
# scope: package
# title: Public DNS zones log their queries
# description: >-
#   A public zone has query logging, which is a resource of its own. Private zones, which belong to a VPC, cannot have it. AWS Config has the
#   rule in us-east-1 only.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/route53-query-logging-enabled.html
#   - https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/query-logs.html
# custom:
#   id: ROUTE53_QUERY_LOGGING_ENABLED
#   source: aws-config
#   severity: medium
#   resources: [aws_route53_zone]
#   reads:
#     aws_route53_query_log: [zone_id]
#     aws_route53_zone: [vpc]
#   controls:
#     fsbp: [Route53.2]
#     pci_4_0_1: ["10.4.2"]
#     nist_800_53_r5:
#       [AC-2(4), AC-4(26), AC-6(9), AU-2, AU-3, AU-6(3), AU-6(4), AU-10, AU-12, CA-7, SC-7(9), SI-3(8), SI-4(20),
#       SI-7(8)]
#   reasons:
#     none: The zone has no query logging. Another stack may add it.
#     removed: The plan deletes the query logging of the zone.
#     elsewhere: The plan has no query logging of the zone; there may be one elsewhere.
#     private: The zone is private.
#     unknown: The plan cannot tell whether the zone is private.
#   remediation: Add an aws_route53_query_log whose zone_id is that of the zone.
package rules.route53.route53_query_logging_enabled

import data.library.plan
import data.library.required_companion
import data.library.value
import data.library.verdict

evaluations contains evaluation if {
	public := [zone |
		some zone in input.resources.aws_route53_zone
		value.elements(zone.after.vpc) == []
	]
	some evaluation in required_companion.required(public, "aws_route53_query_log", "zone_id")
}

evaluations contains verdict.not_applicable(zone, "vpc", "private", {}) if {
	some zone in input.resources.aws_route53_zone
	value.presence_of_blocks(zone.after.vpc) == "present"
}

evaluations contains verdict.insufficient_data(zone, "vpc", "unknown", {}) if {
	some zone in input.resources.aws_route53_zone
	value.elements(zone.after.vpc) != []
	value.presence_of_blocks(zone.after.vpc) != "present"
	plan.companions(zone, "aws_route53_query_log") == []
}
