# METADATA
# scope: package
# title: Load balancers are protected from deletion
# description: >-
#   A load balancer cannot be deleted before its protection is turned off, so that no mistake takes a site from the internet.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/elb-deletion-protection-enabled.html
# custom:
#   id: ELB_DELETION_PROTECTION_ENABLED
#   source: aws-config
#   aliases: [elb-deletion-protection-enabled]
#   severity: medium
#   resources: [aws_alb, aws_lb]
#   reads:
#     aws_alb: [enable_deletion_protection]
#     aws_lb: [enable_deletion_protection]
#   controls: {fsbp: [ELB.6], nist_800_53_r5: [CA-9(1), CM-2, CM-2(2), CM-3, SC-5(2)]}
#   reasons:
#     wrong: The load balancer can be deleted without further ado.
#     unknown: The plan cannot tell whether the load balancer is protected from deletion.
#   remediation: Set enable_deletion_protection to true.
#   fix: {attribute: enable_deletion_protection, value: true}
package rules.elb.elb_deletion_protection_enabled

import data.library.load_balancer
import data.library.setting

evaluations contains evaluation if {
	some evaluation in setting.must_be("true", load_balancer.all, "enable_deletion_protection", "false")
}
