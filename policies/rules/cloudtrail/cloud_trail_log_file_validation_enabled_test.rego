package rules.cloudtrail.cloud_trail_log_file_validation_enabled_test

import data.library.fixtures
import data.rules.cloudtrail.cloud_trail_log_file_validation_enabled

judge(resources) := fixtures.brief(found) if {
	found := cloud_trail_log_file_validation_enabled.evaluations with input as fixtures.plan(resources)
}

violation(resource) := {$"NON_COMPLIANT {resource.address} enable_log_file_validation: wrong"}

doubt(resource) := {$"INSUFFICIENT_DATA {resource.address} enable_log_file_validation: unknown"}

test_setting[note] if {
	some type in ["aws_cloudtrail"]
	some name, [found, want] in {
		"as wanted": [true, "ok"],
		"as wanted, as text": ["true", "ok"],
		"not as wanted": [false, "wrong"],
		"left out": [fixtures.unset, "wrong"],
		"null": [null, "wrong"],
		"unknown": [fixtures.unknown, "unk"],
		"of another resource": [fixtures.reference("terraform_data.late", "output"), "unk"],
		"missing": [fixtures.missing, "unk"],
		"malformed": [[true], "unk"],
	}
	note := $"{type}: {name}"
	resource := fixtures.resource($"{type}.a", {"enable_log_file_validation": found})
	judge([resource]) == {"ok": set(), "wrong": violation(resource), "unk": doubt(resource)}[want]
}

test_existing_is_judged if {
	resource := fixtures.existing("aws_cloudtrail.a", {"enable_log_file_validation": false})
	judge([resource]) == violation(resource)
}

test_deleted_is_not_judged if judge([fixtures.deleted("aws_cloudtrail.a", {"enable_log_file_validation": false})]) == set()
