package rules.cloudfront.cloudfront_default_root_object_configured_test

import data.library.fixtures
import data.rules.cloudfront.cloudfront_default_root_object_configured

judge(resources) := fixtures.brief(found) if {
	found := cloudfront_default_root_object_configured.evaluations with input as fixtures.plan(resources)
}

violation(resource) := {$"NON_COMPLIANT {resource.address} default_root_object: wrong"}

doubt(resource) := {$"INSUFFICIENT_DATA {resource.address} default_root_object: unknown"}

test_setting[note] if {
	some type in ["aws_cloudfront_distribution"]
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
	resource := fixtures.resource($"{type}.a", {"default_root_object": found})
	judge([resource]) == {"ok": set(), "wrong": violation(resource), "unk": doubt(resource)}[want]
}

test_existing_is_judged if {
	resource := fixtures.existing("aws_cloudfront_distribution.a", {"default_root_object": null})
	judge([resource]) == violation(resource)
}

test_deleted_is_not_judged if judge([fixtures.deleted("aws_cloudfront_distribution.a", {"default_root_object": null})]) == set()
