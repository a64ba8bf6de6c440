# METADATA
# scope: package
# title: Secrets among SSM parameters are SecureStrings
# description: >-
#   A parameter whose name ends like that of a secret (password, token, api-key, …) is a SecureString, which is encrypted and needs a permission of its own to
#   be read. AWS Config has no such rule. What is in the parameter does not count: its name does.
# related_resources:
#   - https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-securestring.html
# custom:
#   id: SSM_PARAMETER_SECURE_STRING
#   source: plangate
#   severity: high
#   resources: [aws_ssm_parameter]
#   reads:
#     aws_ssm_parameter: [name, type]
#   reasons:
#     plain: "By its name the parameter holds a secret, and its type is {type}."
#     unknown: The plan cannot tell whether a parameter that holds a secret, by its name, is a SecureString.
#     unknown_name: "The plan cannot tell the parameter's name, so whether it holds a secret; its type is {type}."
#   remediation: Set type to SecureString, with key_id; or name the parameter for what it holds.
package rules.ssm.ssm_parameter_secure_string

import data.library.verdict

evaluations contains verdict.non_compliant(parameter, "type", "plain", {"type": parameter.after.type}) if {
	some parameter in input.resources.aws_ssm_parameter
	parameter.after.type in {"String", "StringList"}
	names_secret(parameter.after.name) == "yes"
}

evaluations contains verdict.insufficient_data(parameter, "name", "unknown_name", {"type": parameter.after.type}) if {
	some parameter in input.resources.aws_ssm_parameter
	parameter.after.type in {"String", "StringList"}
	names_secret(parameter.after.name) == "unknown"
}

evaluations contains verdict.insufficient_data(parameter, "type", "unknown", {}) if {
	some parameter in input.resources.aws_ssm_parameter
	not parameter.after.type in {"SecureString", "String", "StringList"}
	names_secret(parameter.after.name) != "no"
}

# The end of the name counts: a "secret-arn" is not a secret.
names_secret(name) := ends_like_secret(name) if {
	is_string(name)
} else := ends_like_secret(ending) if {
	name["$symbol"] == "template"
	ending := name.parts[count(name.parts) - 1]
	is_string(ending)
} else := "unknown"

ends_like_secret(text) := "yes" if {
	regex.match(`(^|[^a-z])(pass(word|wd|phrase)|secret|token|credentials?|(api|access|private|secret|license|signing|encryption)[_-]?key)$`, lower(text))
} else := "no"
