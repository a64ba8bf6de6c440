# METADATA
# scope: package
# title: Listeners use strong TLS
# description: >-
#   HTTPS and TLS listeners use one of the security policies that the parameter sslPolicies lists. One that leaves it out gets ELBSecurityPolicy-2016-08, which
#   still admits TLS 1.0.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/elbv2-predefined-security-policy-ssl-check.html
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
# custom:
#   id: ELBV2_PREDEFINED_SECURITY_POLICY_SSL_CHECK
#   source: aws-config
#   aliases: [elbv2-predefined-security-policy-ssl-check]
#   severity: high
#   resources: [aws_alb_listener, aws_lb_listener]
#   reads:
#     aws_alb: [load_balancer_type]
#     aws_alb_listener: [load_balancer_arn, protocol, ssl_policy]
#     aws_lb: [load_balancer_type]
#     aws_lb_listener: [load_balancer_arn, protocol, ssl_policy]
#   parameters:
#     sslPolicies:
#       description: "The security policies that are allowed, separated by commas. AWS Config has no default; this one is every policy without TLS 1.0 and 1.1."
#       default: >-
#         ELBSecurityPolicy-TLS13-1-2-2021-06,ELBSecurityPolicy-TLS13-1-2-Res-2021-06,ELBSecurityPolicy-TLS13-1-2-Ext1-2021-06,ELBSecurityPolicy-TLS13-1-2-Ext2-2021-06,ELBSecurityPolicy-TLS13-1-3-2021-06,ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04,ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04,ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04
#   controls:
#     fsbp: [ELB.17]
#     nist_800_53_r5:
#       [AC-4, AC-17(2), IA-5(1), SC-7(4), SC-8, SC-8(1), SC-8(2), SC-12(3), SC-13, SC-23, SC-23(3), SI-7(6)]
#   reasons:
#     weak: "The listener uses the security policy {found}, none of {expected}."
#     unknown: The plan cannot tell which security policy the listener uses.
#   remediation: Set ssl_policy, e.g. to ELBSecurityPolicy-TLS13-1-2-2021-06.
#   fix: {attribute: ssl_policy, value: ELBSecurityPolicy-TLS13-1-2-2021-06}
package rules.elb.elbv2_predefined_security_policy_ssl_check

import data.library.load_balancer
import data.library.parameter
import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(listener, "ssl_policy", "weak", {"found": found, "expected": expected}) if {
	some listener in load_balancer.listeners
	speaks_tls(listener) == "yes"
	found := policy(listener.after.ssl_policy)
	is_string(found)
	not found in allowed
}

evaluations contains verdict.insufficient_data(listener, "ssl_policy", "unknown", {}) if {
	some listener in load_balancer.listeners
	speaks_tls(listener) == "yes"
	not is_string(policy(listener.after.ssl_policy))
}

evaluations contains verdict.insufficient_data(listener, "ssl_policy", "unknown", {}) if {
	some listener in load_balancer.listeners
	speaks_tls(listener) == "unknown"
}

# Only a listener that speaks TLS can have a policy.
speaks_tls(listener) := "yes" if {
	load_balancer.protocol(listener) in {"HTTPS", "TLS"}
} else := "no" if {
	load_balancer.protocol(listener) != "unknown"
} else := "yes" if {
	value.presence(listener.after.ssl_policy) == "present"
} else := "unknown"

policy(v) := "ELBSecurityPolicy-2016-08" if {
	value.is_unset(v)
} else := v

expected := parameter.text("ELBV2_PREDEFINED_SECURITY_POLICY_SSL_CHECK", "sslPolicies")

allowed := parameter.items("ELBV2_PREDEFINED_SECURITY_POLICY_SSL_CHECK", "sslPolicies")
