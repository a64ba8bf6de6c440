package rules.cloudtrail.cloud_trail_cloud_watch_logs_enabled_test

import data.library.fixtures
import data.rules.cloudtrail.cloud_trail_cloud_watch_logs_enabled

judge(resources) := fixtures.brief(found) if {
	found := cloud_trail_cloud_watch_logs_enabled.evaluations with input as fixtures.plan(resources)
}

violation(resource) := {$"NON_COMPLIANT {resource.address} cloud_watch_logs_group_arn: wrong"}

doubt(resource) := {$"INSUFFICIENT_DATA {resource.address} cloud_watch_logs_group_arn: unknown"}

test_setting[note] if {
	some type in ["aws_cloudtrail"]
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
	resource := fixtures.resource($"{type}.a", {"cloud_watch_logs_group_arn": found})
	judge([resource]) == {"ok": set(), "wrong": violation(resource), "unk": doubt(resource)}[want]
}

test_existing_is_judged if {
	resource := fixtures.existing("aws_cloudtrail.a", {"cloud_watch_logs_group_arn": null})
	judge([resource]) == violation(resource)
}

test_deleted_is_not_judged if judge([fixtures.deleted("aws_cloudtrail.a", {"cloud_watch_logs_group_arn": null})]) == set()
