package rules.apigateway.api_gw_execution_logging_enabled_test

import data.library.fixtures
import data.rules.apigateway.api_gw_execution_logging_enabled

judge_with(resources, parameters) := fixtures.brief(found) if {
	model := object.union(fixtures.plan(resources), {"parameters": {"API_GW_EXECUTION_LOGGING_ENABLED": parameters}})
	found := api_gw_execution_logging_enabled.evaluations with input as model
}

judge(resources) := judge_with(resources, {"loggingLevel": "ERROR,INFO"})

api := fixtures.resource("aws_api_gateway_rest_api.a", {"name": "a"})

the_api := fixtures.to(["aws_api_gateway_rest_api.a"])

stage := fixtures.linked(
	fixtures.resource("aws_api_gateway_stage.s", {"cache_cluster_enabled": true, "rest_api_id": fixtures.unknown, "stage_name": "live"}),
	{"rest_api_id": the_api},
)

settings(name, path, block) := fixtures.linked(
	fixtures.resource($"aws_api_gateway_method_settings.{name}", {
		"method_path": path,
		"rest_api_id": fixtures.unknown,
		"settings": [block],
		"stage_name": "live",
	}),
	{"rest_api_id": the_api},
)

level(path, v) := settings("m", path, {"logging_level": v})

off := {"NON_COMPLIANT aws_api_gateway_stage.s null: off"}

unknown := {"INSUFFICIENT_DATA aws_api_gateway_stage.s null: unknown"}

test_rest_api[note] if {
	some note, [resources, want] in {
		"errors": [[level("*/*", "ERROR")], set()],
		"all": [[level("*/*", "INFO")], set()],
		"off": [[level("*/*", "OFF")], off],
		"left out": [[level("*/*", fixtures.unset)], off],
		"null": [[level("*/*", null)], off],
		"no settings": [[], off],
		"of one method": [[level("a/GET", "INFO")], off],
		"off for one method": [[level("*/*", "INFO"), settings("n", "a/GET", {"logging_level": "OFF"})], off],
		"left out for one method": [[level("*/*", "INFO"), settings("n", "a/GET", {"logging_level": fixtures.unset})], unknown],
		"unknown": [[level("*/*", fixtures.unknown)], unknown],
		"of another resource": [[level("*/*", fixtures.reference("terraform_data.late", "output"))], unknown],
		"missing": [[level("*/*", fixtures.missing)], unknown],
		"malformed": [[level("*/*", 1)], unknown],
	}
	judge(array.concat([stage, api], resources)) == want
}

test_parameter if judge_with([stage, api, level("*/*", "ERROR")], {"loggingLevel": "INFO"}) == off

test_existing if {
	judge([object.union(stage, {"action": "no-op"}), api]) == unknown
	judge([object.union(stage, {"action": "no-op"}), api, level("*/*", "OFF")]) == off
}

websocket(protocol) := fixtures.resource("aws_apigatewayv2_api.a", {"protocol_type": protocol})

stage_v2(routes, link) := fixtures.linked(
	fixtures.resource("aws_apigatewayv2_stage.s", {"api_id": fixtures.unknown, "default_route_settings": routes}),
	{"api_id": link},
)

test_websocket_api[note] if {
	here := fixtures.to(["aws_apigatewayv2_api.a"])
	off_v2 := {"NON_COMPLIANT aws_apigatewayv2_stage.s default_route_settings: off"}
	unknown_v2 := {"INSUFFICIENT_DATA aws_apigatewayv2_stage.s default_route_settings: unknown"}
	some note, [protocol, routes, link, want] in {
		"on": ["WEBSOCKET", [{"logging_level": "INFO"}], here, set()],
		"off": ["WEBSOCKET", [{"logging_level": "OFF"}], here, off_v2],
		"left out": ["WEBSOCKET", [{"logging_level": fixtures.unset}], here, off_v2],
		"no routes": ["WEBSOCKET", [], here, off_v2],
		"unknown": ["WEBSOCKET", fixtures.unknown, here, unknown_v2],
		"HTTP": ["HTTP", [], here, {"NOT_APPLICABLE aws_apigatewayv2_stage.s null: http"}],
		"protocol unknown": [fixtures.unknown, [], here, unknown_v2],
		"protocol unknown, on": [fixtures.unknown, [{"logging_level": "INFO"}], here, unknown_v2],
		"API elsewhere": ["WEBSOCKET", [], fixtures.elsewhere, unknown_v2],
		"one of two APIs": ["HTTP", [], object.union(here, {"outside": true}), unknown_v2],
	}
	judge([websocket(protocol), stage_v2(routes, link)]) == want
}

test_message_names_the_levels if {
	existing := object.union(stage, {"address": "aws_api_gateway_stage.t", "action": "no-op"})
	model := object.union(fixtures.plan([stage, existing, api]), {"parameters": {"API_GW_EXECUTION_LOGGING_ENABLED": {"loggingLevel": "ERROR,INFO"}}})
	found := api_gw_execution_logging_enabled.evaluations with input as model
	{e.reason: e.values | some e in found} == {"off": {"levels": "ERROR, INFO"}, "unknown": {"levels": "ERROR, INFO"}}
}

test_deleted_is_not_judged if judge([object.union(stage, {"action": "delete", "after": {}})]) == set()
