# METADATA
# scope: package
# title: Application load balancers drop invalid headers
# description: >-
#   An application load balancer drops HTTP headers whose names are not valid, which servers may take for something else.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/alb-http-drop-invalid-header-enabled.html
# custom:
#   id: ALB_HTTP_DROP_INVALID_HEADER_ENABLED
#   source: aws-config
#   aliases: [alb-http-drop-invalid-header-enabled]
#   severity: medium
#   resources: [aws_alb, aws_lb]
#   reads:
#     aws_alb: [drop_invalid_header_fields, load_balancer_type]
#     aws_lb: [drop_invalid_header_fields, load_balancer_type]
#   controls: {fsbp: [ELB.4], pci_4_0_1: ["6.2.4"], nist_800_53_r5: [SC-7(4), SC-8(2)]}
#   reasons:
#     wrong: The load balancer passes invalid headers on.
#     unknown: The plan cannot tell whether the load balancer drops invalid headers.
#   remediation: Set drop_invalid_header_fields to true.
#   fix: {attribute: drop_invalid_header_fields, value: true}
package rules.elb.alb_http_drop_invalid_header_enabled

import data.library.load_balancer
import data.library.setting

evaluations contains evaluation if {
	some evaluation in setting.must_be("true", load_balancer.application, "drop_invalid_header_fields", "false")
}
