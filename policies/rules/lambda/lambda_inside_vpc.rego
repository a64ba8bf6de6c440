# METADATA
# scope: package
# title: Functions run in a VPC
# description: >-
#   A function is connected to subnets of a VPC. One that only calls AWS and the internet has no use for it. With the parameter subnetIds, it is
#   connected to these subnets and no others: AWS says no more than that it must be associated with them.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/lambda-inside-vpc.html
#   - https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
# custom:
#   id: LAMBDA_INSIDE_VPC
#   source: aws-config
#   severity: low
#   resources: [aws_lambda_function]
#   reads:
#     aws_lambda_function: [vpc_config]
#   parameters:
#     subnetIds: {description: "Ids of the subnets that functions must be connected to, separated by commas; any when left out."}
#   controls:
#     fsbp: [Lambda.3]
#     pci_3_2_1: ["1.2.1", "1.3.1", "1.3.2", "1.3.4"]
#     nist_800_53_r5:
#       [AC-3, AC-3(7), AC-4, AC-4(21), AC-6, AC-21, SC-7, SC-7(3), SC-7(4), SC-7(9), SC-7(11), SC-7(16), SC-7(20),
#       SC-7(21)]
#   reasons:
#     outside: The function is in no VPC.
#     unknown: The plan cannot tell whether the function is in a VPC.
#     other: "The function is not connected to the subnets {subnets}, or to others, too."
#     unknown_other: "The plan cannot tell whether the function is connected to the subnets {subnets}."
#   remediation: Add a vpc_config with subnets and security groups.
package rules.lambda.lambda_inside_vpc

import data.library.logic
import data.library.parameter
import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(function, "vpc_config", "outside", {}) if {
	some function in input.resources.aws_lambda_function
	state(function) == "no"
}

evaluations contains verdict.insufficient_data(function, "vpc_config", "unknown", {}) if {
	some function in input.resources.aws_lambda_function
	state(function) == "unknown"
}

evaluations contains verdict.non_compliant(function, "vpc_config", "other", {"subnets": concat(", ", expected)}) if {
	some function in limited
	every subnet in subnets(function) {
		is_string(subnet)
	}
	{subnet | some subnet in subnets(function)} != {subnet | some subnet in expected}
}

evaluations contains verdict.insufficient_data(function, "vpc_config", "unknown_other", {"subnets": concat(", ", expected)}) if {
	some function in limited
	some subnet in subnets(function)
	not is_string(subnet)
}

expected := parameter.items("LAMBDA_INSIDE_VPC", "subnetIds")

limited := [function |
	expected != []
	some function in input.resources.aws_lambda_function
	state(function) == "yes"
]

subnets(function) := [element.value |
	some block in value.elements(function.after.vpc_config)
	some element in value.elements(value.attribute(block.value, "subnet_ids"))
]

state(function) := logic.any({"no"} | {answer |
	some block in value.elements(function.after.vpc_config)
	answer := {"present": "yes", "absent": "no", "unknown": "unknown"}[value.presence_of_list(value.attribute(block.value, "subnet_ids"))]
})
