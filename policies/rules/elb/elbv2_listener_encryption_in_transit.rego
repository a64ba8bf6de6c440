# METADATA
# scope: package
# title: Listeners speak TLS
# description: >-
#   Every listener of a load balancer ends TLS: its protocol is HTTPS or TLS. AWS Config means every one, also those that only redirect to HTTPS and those that pass TLS through.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/elbv2-listener-encryption-in-transit.html
# custom:
#   id: ELBV2_LISTENER_ENCRYPTION_IN_TRANSIT
#   source: aws-config
#   aliases: [elbv2-listener-encryption-in-transit]
#   severity: medium
#   resources: [aws_alb_listener, aws_lb_listener]
#   reads:
#     aws_alb: [load_balancer_type]
#     aws_alb_listener: [load_balancer_arn, protocol]
#     aws_lb: [load_balancer_type]
#     aws_lb_listener: [load_balancer_arn, protocol]
#   controls: {}
#   reasons:
#     plain: "The listener speaks {protocol}, which is not encrypted by the load balancer."
#     unknown: The plan cannot tell whether the listener ends TLS.
#   remediation: Make the listener HTTPS or TLS, with a certificate.
package rules.elb.elbv2_listener_encryption_in_transit

import data.library.load_balancer
import data.library.verdict

evaluations contains verdict.non_compliant(listener, "protocol", "plain", {"protocol": protocol}) if {
	some listener in load_balancer.listeners
	protocol := load_balancer.protocol(listener)
	not protocol in {"HTTPS", "TLS", "unknown"}
}

evaluations contains verdict.insufficient_data(listener, "protocol", "unknown", {}) if {
	some listener in load_balancer.listeners
	load_balancer.protocol(listener) == "unknown"
}
