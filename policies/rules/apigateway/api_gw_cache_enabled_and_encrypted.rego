# METADATA
# scope: package
# title: API stages cache responses, encrypted
# description: >-
#   All methods of a REST API stage cache their responses, and the cache is encrypted, by settings for the path */* that no method undoes. AWS
#   Config asks for the cache itself, which is not right for every API.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/api-gw-cache-enabled-and-encrypted.html
#   - https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
# custom:
#   id: API_GW_CACHE_ENABLED_AND_ENCRYPTED
#   source: aws-config
#   severity: medium
#   resources: [aws_api_gateway_stage]
#   reads:
#     aws_api_gateway_method_settings: [method_path, rest_api_id, settings, stage_name]
#     aws_api_gateway_rest_api: [name]
#     aws_api_gateway_stage: [cache_cluster_enabled, rest_api_id, stage_name]
#   controls: {fsbp: [APIGateway.5], nist_800_53_r5: [CA-9(1), CM-3(6), SC-7(10), SC-13, SC-28, SC-28(1), SI-7(6)]}
#   reasons:
#     off: Not all methods of the stage cache their responses, encrypted. Another stack may add settings.
#     unknown: The plan cannot tell whether all methods of the stage cache their responses, encrypted.
#   remediation: Set cache_cluster_enabled on the stage, and caching_enabled and cache_data_encrypted in its aws_api_gateway_method_settings for */*.
package rules.apigateway.api_gw_cache_enabled_and_encrypted

import data.library.api_stage
import data.library.logic
import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(stage, "cache_cluster_enabled", "off", {}) if {
	some stage in input.resources.aws_api_gateway_stage
	answer(stage) == "no"
}

evaluations contains verdict.insufficient_data(stage, "cache_cluster_enabled", "unknown", {}) if {
	some stage in input.resources.aws_api_gateway_stage
	answer(stage) == "unknown"
}

answer(stage) := logic.all({is_on(stage.after.cache_cluster_enabled, "no"), api_stage.all_methods(stage, methods(stage))})

methods(stage) := [entry |
	some method in api_stage.methods(stage)
	unset := {true: "no", false: "unknown"}[method.path == "*/*"]
	entry := {
		"path": method.path,
		"is_of_stage": method.is_of_stage,
		"answer": logic.all({is_on(value.attribute(method.block, name), unset) | some name in ["cache_data_encrypted", "caching_enabled"]}),
	}
]

# AWS's default is off. What a method leaves out that others have for all is not told.
is_on(v, unset) := {"true": "yes", "false": "no", "unset": unset, "unknown": "unknown"}[value.boolean(v)]
