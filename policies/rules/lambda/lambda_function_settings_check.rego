# METADATA
# scope: package
# title: Functions run on runtimes that AWS supports
# description: >-
#   The runtime of a function is one of those that are named, and its role, timeout and memory those that are named, if any. Functions of
#   container images bring their own runtime. AWS documents a timeout of 3 seconds and a memory of 128 MB as defaults; where the parameters are left out, as
#   Security Hub does, neither is compared. AWS Config ignores the runtimes that are an operating system only (provided.…); here they have to be named, too.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/lambda-function-settings-check.html
#   - https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
# custom:
#   id: LAMBDA_FUNCTION_SETTINGS_CHECK
#   source: aws-config
#   severity: medium
#   resources: [aws_lambda_function]
#   reads:
#     aws_lambda_function: [memory_size, package_type, role, runtime, timeout]
#   parameters:
#     runtime:
#       description: Runtimes that functions may have, separated by commas. AWS Config has no default; these are supported by AWS.
#       default: >-
#         nodejs22.x,nodejs24.x,python3.11,python3.12,python3.13,python3.14,java17,java21,java25,dotnet8,dotnet10,ruby3.3,ruby3.4,provided.al2023
#     role: {description: Name or ARN of the role that functions must have; any when left out.}
#     memorySize: {description: Megabytes of memory that functions must have; any number when left out.}
#     timeout: {description: Seconds after which functions must time out; any number when left out.}
#   controls:
#     fsbp: [Lambda.2]
#     pci_4_0_1: ["12.3.4"]
#     nist_800_53_r5: [CA-9(1), CM-2, SI-2, SI-2(2), SI-2(4), SI-2(5)]
#   reasons:
#     runtime: "The runtime of the function is none of {runtimes}."
#     unknown_runtime: "The plan cannot tell whether the runtime of the function is one of {runtimes}."
#     role: "The role of the function is not {role}."
#     unknown_role: "The plan cannot tell whether the role of the function is {role}."
#     other_number: "The {setting} of the function is {found}, not {expected}."
#     unknown_number: "The plan cannot tell whether the {setting} of the function is {expected}."
#     image: The function is a container image.
#   remediation: Move the function to one of these runtimes, and give it the role, timeout and memory that are asked for.
package rules.lambda.lambda_function_settings_check

import data.library.parameter
import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(function, "runtime", "runtime", {"runtimes": concat(", ", runtimes)}) if {
	some function in functions
	runtimes != []
	is_string(function.after.runtime)
	not function.after.runtime in runtimes
}

evaluations contains verdict.insufficient_data(function, "runtime", "unknown_runtime", {"runtimes": concat(", ", runtimes)}) if {
	some function in functions
	runtimes != []
	not is_string(function.after.runtime)
}

evaluations contains verdict.non_compliant(function, "role", "role", {"role": role}) if {
	some function in functions
	role != ""
	is_string(function.after.role)
	not role in {function.after.role, name_of(function.after.role)}
}

evaluations contains verdict.insufficient_data(function, "role", "unknown_role", {"role": role}) if {
	some function in functions
	role != ""
	not is_string(function.after.role)
}

evaluations contains verdict.non_compliant(entry.function, entry.attribute, "other_number", object.union(entry.values, {"found": entry.found})) if {
	some entry in numbers
	entry.found != "unknown"
	entry.found != value.whole_number(entry.values.expected)
}

evaluations contains verdict.insufficient_data(entry.function, entry.attribute, "unknown_number", entry.values) if {
	some entry in numbers
	entry.found == "unknown"
}

evaluations contains verdict.not_applicable(function, "package_type", "image", {}) if {
	some function in input.resources.aws_lambda_function
	function.after.package_type == "Image"
}

functions := [function |
	some function in input.resources.aws_lambda_function
	function.after.package_type != "Image"
]

runtimes := parameter.items("LAMBDA_FUNCTION_SETTINGS_CHECK", "runtime")

role := parameter.text("LAMBDA_FUNCTION_SETTINGS_CHECK", "role")

# A role's ARN ends with its name, whatever its path.
name_of(arn) := parts[count(parts) - 1] if parts := split(arn, "/")

# The numbers that are asked for. What leaving one out means is Lambda's own default, which the provider writes into the plan.
# https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
numbers := [entry |
	some setting in [
		{"parameter": "memorySize", "attribute": "memory_size", "words": "memory", "default": 128},
		{"parameter": "timeout", "attribute": "timeout", "words": "timeout", "default": 3},
	]
	expected := parameter.text("LAMBDA_FUNCTION_SETTINGS_CHECK", setting.parameter)
	expected != ""
	some function in functions
	entry := {
		"function": function,
		"attribute": setting.attribute,
		"found": effective(value.whole_number(value.of(function, setting.attribute)), setting["default"]),
		"values": {"setting": setting.words, "expected": expected},
	}
]

effective("unset", unset) := unset

effective(found, _) := found if found != "unset"
