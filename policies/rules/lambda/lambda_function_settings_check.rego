# METADATA
# scope: package
# title: Functions run on runtimes that AWS supports
# description: >-
#   The runtime of a function is one of those that are named, and its role the one that is named. Functions of container images bring their own
#   runtime. Timeout and memory are not asked for: AWS Config compares them with exact values.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/lambda-function-settings-check.html
#   - https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
# custom:
#   id: LAMBDA_FUNCTION_SETTINGS_CHECK
#   source: aws-config
#   severity: medium
#   resources: [aws_lambda_function]
#   reads:
#     aws_lambda_function: [package_type, role, runtime]
#   parameters:
#     runtime:
#       description: Runtimes that functions may have, separated by commas. AWS Config has no default; these are supported by AWS.
#       default: >-
#         nodejs22.x,nodejs24.x,python3.11,python3.12,python3.13,python3.14,java17,java21,java25,dotnet8,dotnet10,ruby3.3,ruby3.4,provided.al2023
#     role: {description: ARN of the role that functions must have; any when left out.}
#   controls:
#     fsbp: [Lambda.2]
#     pci_4_0_1: ["12.3.4"]
#     nist_800_53_r5: [CA-9(1), CM-2, SI-2, SI-2(2), SI-2(4), SI-2(5)]
#   reasons:
#     runtime: "The runtime of the function is none of {runtimes}."
#     unknown_runtime: "The plan cannot tell whether the runtime of the function is one of {runtimes}."
#     role: "The role of the function is not {role}."
#     unknown_role: "The plan cannot tell whether the role of the function is {role}."
#     image: The function is a container image.
#   remediation: Move the function to one of these runtimes.
package rules.lambda.lambda_function_settings_check

import data.library.parameter
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
	function.after.role != role
}

evaluations contains verdict.insufficient_data(function, "role", "unknown_role", {"role": role}) if {
	some function in functions
	role != ""
	not is_string(function.after.role)
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
