# METADATA
# scope: package
# title: Default security groups admit nothing
# description: >-
#   The default security group of a VPC has neither inbound nor outbound rules. AWS makes one with every VPC that admits its own members and all
#   outbound traffic; aws_default_security_group takes it over and revokes what is not written in it.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/vpc-default-security-group-closed.html
#   - https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
# custom:
#   id: VPC_DEFAULT_SECURITY_GROUP_CLOSED
#   source: aws-config
#   aliases: [vpc-default-security-group-closed]
#   severity: high
#   resources: [aws_default_security_group, aws_default_vpc, aws_vpc]
#   reads:
#     aws_default_security_group: [egress, ingress, vpc_id]
#     aws_default_vpc: [id]
#     aws_security_group_rule: [security_group_id]
#     aws_vpc: [id]
#     aws_vpc_security_group_egress_rule: [security_group_id]
#     aws_vpc_security_group_ingress_rule: [security_group_id]
#   controls:
#     fsbp: [EC2.2]
#     cis_1_4: ["5.3"]
#     cis_3_0: ["5.4"]
#     pci_3_2_1: ["1.2.1", "1.3.4", "2.1"]
#     nist_800_53_r5: [AC-4, AC-4(21), SC-7, SC-7(4), SC-7(5), SC-7(11), SC-7(16), SC-7(21)]
#   reasons:
#     open: The default security group has rules. (Removing a block from the configuration leaves its rule in place; `ingress = []` and `egress = []` do not.)
#     unknown: The plan cannot tell whether the default security group has rules.
#     rules: "The default security group gets rules from {rules}."
#     none: AWS makes the VPC with a default security group that is open to its members, and nothing closes it.
#     elsewhere: The VPC exists already, and the plan does not have its default security group.
#     removed: This plan gives up the default security group of the VPC, which stays as it is; the plan cannot tell how that will be.
#     forgotten: The default security group of the VPC leaves Terraform's control.
#     unseen: The plan cannot tell whether the default security group of the VPC is closed.
#   remediation: Add an aws_default_security_group for the VPC without ingress and egress blocks; for one that exists, write `ingress = []` and `egress = []`.
#   runtime: The default security groups of VPCs that no plan has.
package rules.vpc.vpc_default_security_group_closed

import data.library.companion
import data.library.plan
import data.library.value
import data.library.verdict

evaluations contains evaluation if {
	some group in input.resources.aws_default_security_group
	some attribute in ["ingress", "egress"]
	some evaluation in judged(group, attribute, group.after[attribute])
}

evaluations contains verdict.non_compliant(holder, null, "rules", {"rules": concat(", ", sort(rules))}) if {
	some type in ["aws_default_security_group", "aws_default_vpc", "aws_vpc"]
	some holder in input.resources[type]
	rules := [rule.address | some rule_type in rule_types; some rule in plan.companions(holder, rule_type)]
	rules != []
}

evaluations contains evaluation if {
	some type in ["aws_default_vpc", "aws_vpc"]
	some vpc in input.resources[type]
	plan.companions(vpc, "aws_default_security_group") == []
	evaluation := uncovered(vpc, companion.absence(vpc, "aws_default_security_group", "vpc_id"))
}

rule_types := ["aws_security_group_rule", "aws_vpc_security_group_egress_rule", "aws_vpc_security_group_ingress_rule"]

# A list of rules that was left out has none: the provider revokes those that AWS made.
judged(group, attribute, rules) := [verdict.non_compliant(group, attribute, "open", {})] if {
	is_array(rules)
	rules != []
} else := [] if {
	value.elements(rules) == []
} else := [verdict.insufficient_data(group, attribute, "unknown", {})]

uncovered(vpc, "none") := verdict.non_compliant(vpc, null, "none", {})

uncovered(vpc, reason) := verdict.insufficient_data(vpc, null, reason, {}) if reason != "none"
