package rules.apigateway.api_gw_cache_enabled_and_encrypted_test

import data.library.fixtures
import data.rules.apigateway.api_gw_cache_enabled_and_encrypted

judge(resources) := fixtures.brief(found) if {
	found := api_gw_cache_enabled_and_encrypted.evaluations with input as fixtures.plan(resources)
}

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

cache(path, enabled, encrypted) := settings("m", path, {"caching_enabled": enabled, "cache_data_encrypted": encrypted})

off := {"NON_COMPLIANT aws_api_gateway_stage.s cache_cluster_enabled: off"}

unknown := {"INSUFFICIENT_DATA aws_api_gateway_stage.s cache_cluster_enabled: unknown"}

test_settings[note] if {
	some note, [resources, want] in {
		"both": [[cache("*/*", true, true)], set()],
		"not encrypted": [[cache("*/*", true, false)], off],
		"not cached": [[cache("*/*", false, true)], off],
		"encryption left out": [[cache("*/*", true, fixtures.unset)], off],
		"caching left out": [[cache("*/*", null, true)], off],
		"no settings": [[], off],
		"encryption unknown": [[cache("*/*", true, fixtures.unknown)], unknown],
		"caching of another resource": [[cache("*/*", fixtures.reference("terraform_data.late", "output"), true)], unknown],
		"missing": [[cache("*/*", fixtures.missing, true)], unknown],
		"malformed": [[cache("*/*", true, 1)], unknown],
		"not for one method": [[cache("*/*", true, true), settings("n", "a/POST", {"caching_enabled": false, "cache_data_encrypted": true})], off],
		"left out for one method": [[cache("*/*", true, true), settings("n", "a/POST", {"caching_enabled": null, "cache_data_encrypted": true})], unknown],
	}
	judge(array.concat([stage, api], resources)) == want
}

test_cluster[note] if {
	some note, [v, want] in {
		"off": [false, off],
		"left out": [null, off],
		"unknown": [fixtures.unknown, unknown],
		"missing": [fixtures.missing, unknown],
	}
	judge([object.union(stage, {"after": {"cache_cluster_enabled": v}}), api, cache("*/*", true, true)]) == want
}

test_existing if judge([object.union(stage, {"action": "no-op"}), api]) == unknown

test_deleted_is_not_judged if judge([object.union(stage, {"action": "delete", "after": {}})]) == set()
