# METADATA
# scope: package
# title: Application load balancers mitigate request smuggling
# description: >-
#   The desync mitigation mode of an application load balancer is one of those that the parameter desyncMode lists. Left out it is defensive.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/alb-desync-mode-check.html
# custom:
#   id: ALB_DESYNC_MODE_CHECK
#   source: aws-config
#   aliases: [alb-desync-mode-check]
#   severity: medium
#   resources: [aws_alb, aws_lb]
#   reads:
#     aws_alb: [desync_mitigation_mode, load_balancer_type]
#     aws_lb: [desync_mitigation_mode, load_balancer_type]
#   parameters:
#     desyncMode: {description: "The modes that are allowed, separated by commas: monitor, defensive, strictest. AWS Config has no default.", default: "defensive,strictest"}
#   controls: {fsbp: [ELB.12], pci_4_0_1: ["6.2.4"], nist_800_53_r5: [AC-4(21), CA-9(1), CM-2]}
#   reasons:
#     other: "The desync mitigation mode of the load balancer is {found}, none of {expected}."
#     unknown: The plan cannot tell the desync mitigation mode of the load balancer.
#   remediation: Set desync_mitigation_mode to defensive or strictest.
#   fix: {attribute: desync_mitigation_mode, value: defensive}
package rules.elb.alb_desync_mode_check

import data.library.load_balancer
import data.library.parameter
import data.library.value
import data.library.verdict

attribute := "desync_mitigation_mode"

evaluations contains verdict.non_compliant(balancer, attribute, "other", {"found": found, "expected": expected}) if {
	some balancer in load_balancer.application
	found := mode(balancer.after.desync_mitigation_mode)
	is_string(found)
	not found in allowed
}

evaluations contains verdict.insufficient_data(balancer, attribute, "unknown", {}) if {
	some balancer in load_balancer.application
	not is_string(mode(balancer.after.desync_mitigation_mode))
}

mode(v) := "defensive" if {
	value.is_unset(v)
} else := v

expected := parameter.text("ALB_DESYNC_MODE_CHECK", "desyncMode")

allowed := parameter.items("ALB_DESYNC_MODE_CHECK", "desyncMode")
