# METADATA
# scope: package
# title: VPCs have flow logs
# description: >-
#   Every VPC has a flow log of its own, of the traffic that the parameter trafficType names, if any; a log of all traffic is one of each kind.
#   Logs of single subnets or network interfaces do not count.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/vpc-flow-logs-enabled.html
# custom:
#   id: VPC_FLOW_LOGS_ENABLED
#   source: aws-config
#   aliases: [vpc-flow-logs-enabled]
#   severity: medium
#   resources: [aws_default_vpc, aws_vpc]
#   reads:
#     aws_default_vpc: [id]
#     aws_flow_log: [traffic_type, vpc_id]
#     aws_vpc: [id]
#   parameters:
#     trafficType: {description: "Kind of traffic that has to be logged: ACCEPT, REJECT or ALL."}
#   controls:
#     fsbp: [EC2.6]
#     cis_1_4: ["3.9"]
#     cis_3_0: ["3.7"]
#     pci_3_2_1: ["10.3.3", "10.3.4", "10.3.5", "10.3.6"]
#     nist_800_53_r5: [AC-4(26), AU-2, AU-3, AU-6(3), AU-6(4), AU-12, CA-7, SI-7(8)]
#   reasons:
#     none: The VPC has no flow log. (Another stack may add one; this plan cannot see it.)
#     removed: This plan deletes the flow log of the VPC, which stays.
#     traffic_type: "No flow log of the VPC logs {expected} traffic."
#     elsewhere: The plan has no flow log of this VPC, which exists already; it cannot tell whether another stack has one.
#     forgotten: The flow log of the VPC leaves Terraform's control, so the plan cannot tell whether it stays.
#     unseen: The plan cannot tell whether the VPC has a flow log.
#     unknown: "The plan cannot tell whether a flow log of the VPC logs {expected} traffic."
#   remediation: Add an aws_flow_log with the VPC's id as vpc_id and traffic_type ALL.
#   runtime: VPCs that no plan has, e.g. the default one of every region.
package rules.vpc.vpc_flow_logs_enabled

import data.library.companion
import data.library.parameter
import data.library.plan
import data.library.value
import data.library.verdict

evaluations contains evaluation if {
	some vpc in vpcs
	answers := [answer(log) | some log in plan.companions(vpc, "aws_flow_log")]
	not "yes" in answers
	evaluation := judged(vpc, answers)
}

vpcs := array.concat([vpc | some vpc in input.resources.aws_vpc], [vpc | some vpc in input.resources.aws_default_vpc])

judged(vpc, answers) := verdict.insufficient_data(vpc, null, "unknown", {"expected": expected}) if {
	"unknown" in answers
} else := verdict.non_compliant(vpc, null, "traffic_type", {"expected": expected}) if {
	answers != []
} else := verdict.non_compliant(vpc, null, reason, {}) if {
	reason := companion.absence(vpc, "aws_flow_log", "vpc_id")
	reason in {"none", "removed"}
} else := verdict.insufficient_data(vpc, null, companion.absence(vpc, "aws_flow_log", "vpc_id"), {})

expected := parameter.text("VPC_FLOW_LOGS_ENABLED", "trafficType")

answer(_) := "yes" if expected == ""

answer(log) := logs_expected(log.after.traffic_type) if expected != ""

# Logs to a transit gateway have no kind of traffic; those of a VPC have.
logs_expected(kind) := "yes" if {
	kind in {"ALL", expected}
} else := "no" if {
	is_string(kind)
} else := "no" if {
	value.is_unset(kind)
} else := "unknown"
