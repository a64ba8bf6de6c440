# METADATA
# scope: package
# title: Stages of HTTP and WebSocket APIs have access logs
# description: >-
#   A stage writes its access logs to a log group.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/api-gwv2-access-logs-enabled.html
#   - https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html
# custom:
#   id: API_GWV2_ACCESS_LOGS_ENABLED
#   source: aws-config
#   severity: medium
#   resources: [aws_apigatewayv2_stage]
#   reads:
#     aws_apigatewayv2_stage: [access_log_settings]
#   controls:
#     fsbp: [APIGateway.9]
#     pci_4_0_1: ["10.4.2"]
#     nist_800_53_r5: [AC-4(26), AU-2, AU-3, AU-6(3), AU-6(4), AU-10, AU-12, CA-7, SC-7(9), SI-7(8)]
#   reasons:
#     none: The stage has no access logs.
#     unknown: The plan cannot tell whether the stage has access logs.
#   remediation: Set destination_arn and format in access_log_settings.
package rules.apigateway.api_gwv2_access_logs_enabled

import data.library.logic
import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(stage, "access_log_settings", "none", {}) if {
	some stage in input.resources.aws_apigatewayv2_stage
	state(stage) == "no"
}

evaluations contains verdict.insufficient_data(stage, "access_log_settings", "unknown", {}) if {
	some stage in input.resources.aws_apigatewayv2_stage
	state(stage) == "unknown"
}

state(stage) := logic.any({"no"} | {answer |
	some block in value.elements(stage.after.access_log_settings)
	answer := {"present": "yes", "absent": "no", "unknown": "unknown"}[value.presence_of_text(value.attribute(block.value, "destination_arn"))]
})
