# METADATA
# scope: package
# title: Certificates do not expire
# description: >-
#   AWS renews the certificates that it issues as long as they are validated by DNS. One that is imported expires unless somebody imports its
#   successor, and one that is validated by email unless somebody answers; when, a plan does not say.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/acm-certificate-expiration-check.html
#   - https://docs.aws.amazon.com/acm/latest/userguide/managed-renewal.html
# custom:
#   id: ACM_CERTIFICATE_EXPIRATION_CHECK
#   source: aws-config
#   severity: medium
#   resources: [aws_acm_certificate]
#   reads:
#     aws_acm_certificate: [certificate_body, private_key, validation_method]
#   parameters:
#     daysToExpiration: {description: Days before its expiration that a certificate has to be replaced., default: "14"}
#   controls: {fsbp: [ACM.1], pci_4_0_1: ["4.2.1"], nist_800_53_r5: [SC-7(16), SC-28(3)]}
#   reasons:
#     imported: The certificate is imported, and AWS does not renew it. AWS Config watches when it expires.
#     email: The certificate is renewed only if somebody answers an email. AWS Config watches when it expires.
#     unknown: The plan cannot tell whether AWS renews the certificate by itself.
#   runtime: AWS Config compares the date on which a certificate expires with today; a plan has neither.
#   remediation: Let AWS issue the certificate, with validation_method DNS.
#   fix: {attribute: validation_method, value: "DNS"}
package rules.acm.acm_certificate_expiration_check

import data.library.value
import data.library.verdict

evaluations contains verdict.not_applicable(certificate, "certificate_body", "imported", {}) if {
	some certificate in input.resources.aws_acm_certificate
	is_imported(certificate)
}

evaluations contains verdict.not_applicable(certificate, "validation_method", "email", {}) if {
	some certificate in input.resources.aws_acm_certificate
	not is_imported(certificate)
	certificate.after.validation_method == "EMAIL"
}

evaluations contains verdict.insufficient_data(certificate, "validation_method", "unknown", {}) if {
	some certificate in input.resources.aws_acm_certificate
	not is_imported(certificate)
	not certificate.after.validation_method in {"DNS", "EMAIL", "HTTP"}
	not is_of_private_authority(certificate)
}

is_imported(certificate) if {
	some attribute in ["certificate_body", "private_key"]
	not value.is_unset(certificate.after[attribute])
}

# One of a private authority is issued without validation.
is_of_private_authority(certificate) if value.is_unset(certificate.after.validation_method)
