# METADATA
# scope: package
# title: Functions keep the events that they fail on
# description: >-
#   A function has a dead-letter queue or topic for the events that it fails on. Destinations for failures are something else to AWS Config, and
#   do not count.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/lambda-dlq-check.html
#   - https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
# custom:
#   id: LAMBDA_DLQ_CHECK
#   source: aws-config
#   severity: medium
#   resources: [aws_lambda_function]
#   reads:
#     aws_lambda_function: [dead_letter_config]
#   parameters:
#     dlqArns: {description: "ARNs of the queues and topics that may be used, separated by commas; any when left out."}
#   reasons:
#     none: The function has no dead-letter queue.
#     unknown: The plan cannot tell whether the function has a dead-letter queue.
#     other: "The dead-letter queue of the function is none of {approved}."
#     unknown_target: "The plan cannot tell whether the dead-letter queue of the function is one of {approved}."
#   remediation: Set target_arn in dead_letter_config to the ARN of a queue or topic.
package rules.lambda.lambda_dlq_check

import data.library.logic
import data.library.parameter
import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(function, "dead_letter_config", "none", {}) if {
	some function in input.resources.aws_lambda_function
	state(function) == "no"
}

evaluations contains verdict.insufficient_data(function, "dead_letter_config", "unknown", {}) if {
	some function in input.resources.aws_lambda_function
	state(function) == "unknown"
}

evaluations contains verdict.non_compliant(function, "dead_letter_config", "other", {"approved": concat(", ", approved)}) if {
	some function in limited
	every target in targets(function) {
		is_string(target)
		not target in approved
	}
}

evaluations contains verdict.insufficient_data(function, "dead_letter_config", "unknown_target", {"approved": concat(", ", approved)}) if {
	some function in limited
	some target in targets(function)
	not is_string(target)
}

state(function) := logic.any({"no"} | {{"present": "yes", "absent": "no", "unknown": "unknown"}[value.presence_of_text(target)] | some target in targets(function)})

targets(function) := [value.attribute(block.value, "target_arn") | some block in value.elements(function.after.dead_letter_config)]

approved := parameter.items("LAMBDA_DLQ_CHECK", "dlqArns")

limited := [function |
	approved != []
	some function in input.resources.aws_lambda_function
	state(function) == "yes"
]
