# METADATA
# scope: package
# title: Listeners have a certificate of ACM
# description: >-
#   Every listener of a load balancer has a certificate of AWS Certificate Manager, one of those that the parameter AcmCertificatesAllowed lists, if any. AWS Config
#   means every one, also those that only redirect to HTTPS.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/elbv2-acm-certificate-required.html
# custom:
#   id: ELBV2_ACM_CERTIFICATE_REQUIRED
#   source: aws-config
#   aliases: [elbv2-acm-certificate-required]
#   severity: medium
#   resources: [aws_alb_listener, aws_lb_listener]
#   reads:
#     aws_alb_listener: [certificate_arn]
#     aws_lb_listener: [certificate_arn]
#   parameters:
#     AcmCertificatesAllowed: {description: "ARNs of the certificates that listeners may have, separated by commas."}
#   controls: {}
#   reasons:
#     none: The listener has no certificate.
#     not_acm: The certificate of the listener is not one of AWS Certificate Manager.
#     other: "The listener has another certificate than {expected}."
#     unknown: The plan cannot tell whether the listener has a certificate of AWS Certificate Manager.
#     unknown_certificate: "The plan cannot tell whether the listener has one of the certificates {expected}."
#   remediation: Set certificate_arn to the ARN of a certificate of AWS Certificate Manager.
package rules.elb.elbv2_acm_certificate_required

import data.library.load_balancer
import data.library.parameter
import data.library.value
import data.library.verdict

attribute := "certificate_arn"

evaluations contains evaluation if {
	some listener in load_balancer.listeners
	evaluation := judged(listener, origin(listener.after.certificate_arn))
}

judged(listener, origin) := verdict.non_compliant(listener, attribute, origin, {}) if {
	origin in {"none", "not_acm"}
} else := verdict.insufficient_data(listener, attribute, "unknown", {}) if {
	origin == "unknown"
} else := verdict.insufficient_data(listener, attribute, "unknown_certificate", {"expected": expected}) if {
	expected != ""
	not is_string(listener.after.certificate_arn)
} else := verdict.non_compliant(listener, attribute, "other", {"expected": expected}) if {
	expected != ""
	not listener.after.certificate_arn in allowed
}

# Where a certificate comes from, "acm", "not_acm" (an upload to IAM), "none" or "unknown".
origin(v) := "none" if {
	value.is_unset(v)
} else := "acm" if {
	is_string(v)
	regex.match(`^arn:[^:]+:acm:`, v)
} else := "not_acm" if {
	is_string(v)
} else := "acm" if {
	regex.match(`(^|\.)aws_acm_certificate(_validation)?\.`, v.address)
	v.attribute in {"arn", "certificate_arn", "id"}
} else := "acm" if {
	value.mentions_only(v, `(^|\.)aws_acm_certificate(_validation)?\.[^.]+\.(arn|certificate_arn|id)$`)
} else := "not_acm" if {
	value.mentions_only(v, `(^|\.)aws_iam_server_certificate\.`)
} else := "not_acm" if {
	contains(v.address, "aws_iam_server_certificate.")
} else := "unknown"

expected := parameter.text("ELBV2_ACM_CERTIFICATE_REQUIRED", "AcmCertificatesAllowed")

allowed := parameter.items("ELBV2_ACM_CERTIFICATE_REQUIRED", "AcmCertificatesAllowed")
