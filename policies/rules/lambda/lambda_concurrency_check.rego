# METADATA
# scope: package
# title: Functions have a limit of their own
# description: >-
#   A function has reserved concurrency: the calls that it may serve at the same time, and that no other function takes away. Without it, all
#   functions of an account and region share one limit.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/lambda-concurrency-check.html
#   - https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
# custom:
#   id: LAMBDA_CONCURRENCY_CHECK
#   source: aws-config
#   severity: medium
#   resources: [aws_lambda_function]
#   reads:
#     aws_lambda_function: [reserved_concurrent_executions]
#   parameters:
#     ConcurrencyLimitLow: {description: Least reserved concurrency.}
#     ConcurrencyLimitHigh: {description: Most reserved concurrency.}
#   reasons:
#     none: The function has no reserved concurrency.
#     low: "The reserved concurrency of the function is {found}, less than {limit}."
#     high: "The reserved concurrency of the function is {found}, more than {limit}."
#     unknown: The plan cannot tell the reserved concurrency of the function.
#   remediation: Set reserved_concurrent_executions.
package rules.lambda.lambda_concurrency_check

import data.library.parameter
import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(entry.function, attribute, "none", {}) if {
	some entry in reserved
	entry.found in {"unset", -1}
}

evaluations contains verdict.insufficient_data(entry.function, attribute, "unknown", {}) if {
	some entry in reserved
	entry.found == "unknown"
}

# Lambda has no such number.
evaluations contains verdict.insufficient_data(entry.function, attribute, "unknown", {}) if {
	some entry in reserved
	is_number(entry.found)
	entry.found < -1
}

evaluations contains verdict.non_compliant(entry.function, attribute, "low", {"found": entry.found, "limit": limit}) if {
	some entry in reserved
	limit := parameter.text("LAMBDA_CONCURRENCY_CHECK", "ConcurrencyLimitLow")
	limit != ""
	is_reserved(entry.found)
	not is_at_most(value.whole_number(limit), entry.found)
}

evaluations contains verdict.non_compliant(entry.function, attribute, "high", {"found": entry.found, "limit": limit}) if {
	some entry in reserved
	limit := parameter.text("LAMBDA_CONCURRENCY_CHECK", "ConcurrencyLimitHigh")
	limit != ""
	is_reserved(entry.found)
	not is_at_most(entry.found, value.whole_number(limit))
}

attribute := "reserved_concurrent_executions"

reserved := [{"function": function, "found": found} |
	some function in input.resources.aws_lambda_function
	found := value.whole_number(function.after.reserved_concurrent_executions)
]

is_reserved(found) if {
	is_number(found)
	found >= 0
}

# A limit that is no number is never kept.
is_at_most(a, b) if {
	is_number(a)
	is_number(b)
	a <= b
}
