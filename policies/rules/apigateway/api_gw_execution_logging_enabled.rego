# METADATA
# scope: package
# title: API stages log the calls of their methods
# description: >-
#   All methods of a REST API stage log errors at least, by settings for the path */* that no method undoes. So do the routes of a WebSocket
#   API; an HTTP API has access logs only.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/api-gw-execution-logging-enabled.html
#   - https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
# custom:
#   id: API_GW_EXECUTION_LOGGING_ENABLED
#   source: aws-config
#   severity: medium
#   resources: [aws_api_gateway_stage, aws_apigatewayv2_stage]
#   reads:
#     aws_api_gateway_method_settings: [method_path, rest_api_id, settings, stage_name]
#     aws_api_gateway_rest_api: [name]
#     aws_api_gateway_stage: [rest_api_id, stage_name]
#     aws_apigatewayv2_api: [protocol_type]
#     aws_apigatewayv2_stage: [api_id, default_route_settings]
#   parameters:
#     loggingLevel: {description: "Logging levels that are enough, separated by commas.", default: "ERROR,INFO"}
#   controls:
#     fsbp: [APIGateway.1]
#     nist_800_53_r5: [AC-4(26), AU-2, AU-3, AU-6(3), AU-6(4), AU-10, AU-12, CA-7, SC-7(9), SI-7(8)]
#   reasons:
#     off: "Not all methods of the stage log their calls at one of the levels {levels}. Another stack may add settings."
#     unknown: "The plan cannot tell whether all methods of the stage log their calls at one of the levels {levels}."
#     http: An HTTP API has no execution logs.
#   remediation: Add an aws_api_gateway_method_settings for the stage with method_path */* and logging_level INFO or ERROR; for a WebSocket API set logging_level in default_route_settings.
package rules.apigateway.api_gw_execution_logging_enabled

import data.library.api_stage
import data.library.logic
import data.library.parameter
import data.library.plan
import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(entry.stage, entry.attribute, "off", {"levels": concat(", ", levels)}) if {
	some entry in judged
	entry.answer == "no"
}

evaluations contains verdict.insufficient_data(entry.stage, entry.attribute, "unknown", {"levels": concat(", ", levels)}) if {
	some entry in judged
	entry.answer == "unknown"
}

evaluations contains verdict.not_applicable(stage, null, "http", {}) if {
	some stage in input.resources.aws_apigatewayv2_stage
	protocol(stage) == "HTTP"
}

levels := parameter.items("API_GW_EXECUTION_LOGGING_ENABLED", "loggingLevel")

judged := array.concat(
	[{"stage": stage, "attribute": null, "answer": api_stage.all_methods(stage, methods(stage))} |
		some stage in input.resources.aws_api_gateway_stage
	],
	[{"stage": stage, "attribute": "default_route_settings", "answer": routes_answer(stage)} |
		some stage in input.resources.aws_apigatewayv2_stage
		protocol(stage) != "HTTP"
	],
)

methods(stage) := [{"path": method.path, "is_of_stage": method.is_of_stage, "answer": level_answer(value.attribute(method.block, "logging_level"), left_out(method.path))} |
	some method in api_stage.methods(stage)
]

# AWS's default is off. What a method leaves out that others have for all is not told.
left_out(path) := {true: "no", false: "unknown"}[path == "*/*"]

level_answer(level, unset) := unset if {
	value.is_unset(level)
} else := "yes" if {
	level in levels
} else := "no" if {
	is_string(level)
} else := "unknown"

routes_answer(stage) := logic.all({protocol_answer(stage), answer}) if {
	answer := logic.any({"no"} | {level_answer(value.attribute(block.value, "logging_level"), "no") |
		some block in value.elements(stage.after.default_route_settings)
	})
	answer != "no"
} else := {"yes": "no", "unknown": "unknown"}[protocol_answer(stage)]

# Of an API that may be an HTTP API it cannot be told whether logs are missing.
protocol_answer(stage) := {true: "yes", false: "unknown"}[protocol(stage) == "WEBSOCKET"]

protocol(stage) := api.after.protocol_type if {
	not plan.leads_elsewhere(stage, "api_id", ["aws_apigatewayv2_api"])
	[api] := plan.linked(stage, "api_id", ["aws_apigatewayv2_api"])
} else := "unknown"
