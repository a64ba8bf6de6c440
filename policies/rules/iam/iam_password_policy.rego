# METADATA
# scope: package
# title: The account's password policy is strong
# description: >-
#   The password policy of the account asks for everything that the parameters ask for. What it leaves out is off, or AWS's default, which is too weak. An
#   account for which the plan has none is not judged: another stack may have it.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/iam-password-policy.html
#   - https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccountPasswordPolicy.html
# custom:
#   id: IAM_PASSWORD_POLICY
#   source: aws-config
#   aliases: [iam-password-policy]
#   severity: medium
#   resources: [aws_iam_account_password_policy]
#   reads:
#     aws_iam_account_password_policy:
#       - max_password_age
#       - minimum_password_length
#       - password_reuse_prevention
#       - require_lowercase_characters
#       - require_numbers
#       - require_symbols
#       - require_uppercase_characters
#   parameters:
#     MaxPasswordAge: {description: Days after which a password expires at the latest., default: "90"}
#     MinimumPasswordLength: {description: Least length of a password., default: "14"}
#     PasswordReusePrevention: {description: Number of passwords before one can be used again., default: "24"}
#     RequireLowercaseCharacters: {description: Whether a password needs a lowercase letter., default: "true"}
#     RequireNumbers: {description: Whether a password needs a digit., default: "true"}
#     RequireSymbols: {description: Whether a password needs a symbol., default: "true"}
#     RequireUppercaseCharacters: {description: Whether a password needs an uppercase letter., default: "true"}
#   controls:
#     fsbp: [IAM.7]
#     cis_1_4: ["1.8", "1.9"]
#     cis_3_0: ["1.8", "1.9"]
#     pci_4_0_1: ["8.3.6", "8.3.7", "8.3.9", "8.3.10.1", "8.6.3"]
#     nist_800_53_r5: [AC-2(1), AC-2(3), AC-3(15), IA-5(1)]
#   reasons:
#     wrong: The password policy does not ask for this.
#     unknown: The plan cannot tell what the password policy asks for.
#     low: "The password policy asks for {found}, not {minimum}."
#     no_expiry: "Passwords never expire. They must after {maximum} days."
#     old: "Passwords expire after {days} days, not {maximum}."
#     removed: This plan removes the account's password policy, so that AWS's default applies.
#     removed_in_part: This plan removes the account's password policy, and does not tell whether it has another.
#   runtime: AWS Config asks every account; a plan shows the one whose password policy it manages.
#   remediation: Set what is named on aws_iam_account_password_policy.
package rules.iam.iam_password_policy

import data.library.parameter
import data.library.removal
import data.library.setting
import data.library.threshold
import data.library.value
import data.library.verdict

# AWS Config takes any other text than "true" for false.
evaluations contains evaluation if {
	some name, attribute in {
		"RequireLowercaseCharacters": "require_lowercase_characters",
		"RequireNumbers": "require_numbers",
		"RequireSymbols": "require_symbols",
		"RequireUppercaseCharacters": "require_uppercase_characters",
	}
	parameter.text("IAM_PASSWORD_POLICY", name) == "true"
	some evaluation in setting.must_be("true", policies, attribute, "false")
}

evaluations contains evaluation if {
	some [name, attribute, unset] in [["MinimumPasswordLength", "minimum_password_length", 6], ["PasswordReusePrevention", "password_reuse_prevention", 0]]
	some evaluation in threshold.at_least(policies, attribute, parameter.text("IAM_PASSWORD_POLICY", name), unset)
}

evaluations contains verdict.non_compliant(policy, "max_password_age", "no_expiry", {"maximum": maximum}) if {
	some policy in policies
	value.whole_number(policy.after.max_password_age) in {0, "unset"}
}

evaluations contains verdict.non_compliant(policy, "max_password_age", "old", {"days": days, "maximum": maximum}) if {
	some policy in policies
	days := value.whole_number(policy.after.max_password_age)
	is_number(days)
	not is_soon(days)
}

evaluations contains verdict.insufficient_data(policy, "max_password_age", "unknown", {}) if {
	some policy in policies
	value.whole_number(policy.after.max_password_age) == "unknown"
}

evaluations contains evaluation if some evaluation in removal.evaluations("aws_iam_account_password_policy")

policies := [policy | some policy in input.resources.aws_iam_account_password_policy]

maximum := value.whole_number(parameter.text("IAM_PASSWORD_POLICY", "MaxPasswordAge"))

# A maximum that is not a number is never kept.
is_soon(days) if {
	is_number(maximum)
	days <= maximum
}
