# METADATA
# scope: package
# title: SSM documents are not public
# description: No Systems Manager document is shared with all accounts.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/ssm-document-not-public.html
#   - https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-ssm-sharing.html
# custom:
#   id: SSM_DOCUMENT_NOT_PUBLIC
#   source: aws-config
#   aliases: [ssm-document-not-public]
#   severity: critical
#   resources: [aws_ssm_document]
#   reads:
#     aws_ssm_document: [permissions]
#   controls:
#     fsbp: [SSM.4]
#     nist_800_53_r5:
#       [AC-3, AC-3(7), AC-4, AC-4(21), AC-6, AC-21, SC-7, SC-7(3), SC-7(4), SC-7(9), SC-7(11), SC-7(16), SC-7(20),
#       SC-7(21)]
#   reasons:
#     public: The document is shared with all accounts.
#     unknown: The plan cannot tell whom the document is shared with.
#   remediation: Name the accounts in permissions.account_ids, or leave permissions out.
package rules.ssm.ssm_document_not_public

import data.library.logic
import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(document, "permissions.account_ids", "public", {}) if {
	some document in input.resources.aws_ssm_document
	is_public(document) == "yes"
}

evaluations contains verdict.insufficient_data(document, "permissions.account_ids", "unknown", {}) if {
	some document in input.resources.aws_ssm_document
	is_public(document) == "unknown"
}

is_public(document) := "no" if {
	value.presence(document.after.permissions) == "absent"
} else := names_all(value.attribute(document.after.permissions, "account_ids"))

names_all(accounts) := logic.any({all_answer(account) | some account in split(accounts, ",")})

# Whom a text lets in that is no account nobody knows.
all_answer(account) := "yes" if {
	lower(trim_space(account)) == "all"
} else := "no" if {
	regex.match(`^[0-9]{12}$`, trim_space(account))
} else := "unknown"
