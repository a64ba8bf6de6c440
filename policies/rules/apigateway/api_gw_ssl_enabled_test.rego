package rules.apigateway.api_gw_ssl_enabled_test

import data.library.fixtures
import data.rules.apigateway.api_gw_ssl_enabled

judge(resources) := fixtures.brief(found) if {
	found := api_gw_ssl_enabled.evaluations with input as fixtures.plan(resources)
}

violation(resource) := {$"NON_COMPLIANT {resource.address} client_certificate_id: wrong"}

doubt(resource) := {$"INSUFFICIENT_DATA {resource.address} client_certificate_id: unknown"}

test_setting[note] if {
	some type in ["aws_api_gateway_stage"]
	some name, [found, want] in {
		"a value": ["x", "ok"],
		"what this plan makes": [fixtures.reference("aws_kms_key.k", "arn"), "ok"],
		"left out": [fixtures.unset, "wrong"],
		"null": [null, "wrong"],
		"empty": ["", "wrong"],
		"unknown": [fixtures.unknown, "unk"],
		"of another resource": [fixtures.reference("terraform_data.late", "output"), "unk"],
		"missing": [fixtures.missing, "unk"],
		"malformed": [["x"], "unk"],
	}
	note := $"{type}: {name}"
	resource := fixtures.resource($"{type}.a", {"client_certificate_id": found})
	judge([resource]) == {"ok": set(), "wrong": violation(resource), "unk": doubt(resource)}[want]
}

test_certificates[note] if {
	some note, [found, ids, want] in {
		"one of them": ["x", "y, x", set()],
		"another": ["z", "y, x", {"NON_COMPLIANT aws_api_gateway_stage.a client_certificate_id: other"}],
		"of this plan": [fixtures.reference("aws_api_gateway_client_certificate.c", "id"), "x", {"INSUFFICIENT_DATA aws_api_gateway_stage.a client_certificate_id: unknown_other"}],
		"none": [null, "x", {"NON_COMPLIANT aws_api_gateway_stage.a client_certificate_id: wrong"}],
		"no parameter": ["z", "", set()],
	}
	model := fixtures.plan([fixtures.resource("aws_api_gateway_stage.a", {"client_certificate_id": found})])
	evaluations := api_gw_ssl_enabled.evaluations with input as object.union(model, {"parameters": {"API_GW_SSL_ENABLED": {"CertificateIDs": ids}}})
	fixtures.brief(evaluations) == want
}

test_existing_is_judged if {
	resource := fixtures.existing("aws_api_gateway_stage.a", {"client_certificate_id": null})
	judge([resource]) == violation(resource)
}

test_deleted_is_not_judged if judge([fixtures.deleted("aws_api_gateway_stage.a", {"client_certificate_id": null})]) == set()
