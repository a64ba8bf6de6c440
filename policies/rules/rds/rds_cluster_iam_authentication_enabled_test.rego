package rules.rds.rds_cluster_iam_authentication_enabled_test

import data.library.fixtures
import data.rules.rds.rds_cluster_iam_authentication_enabled

judge(resources) := fixtures.brief(found) if {
	found := rds_cluster_iam_authentication_enabled.evaluations with input as fixtures.plan(resources)
}

violation(resource) := {$"NON_COMPLIANT {resource.address} iam_database_authentication_enabled: wrong"}

doubt(resource) := {$"INSUFFICIENT_DATA {resource.address} iam_database_authentication_enabled: unknown"}

test_setting[note] if {
	some type in ["aws_rds_cluster"]
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
	resource := fixtures.resource($"{type}.a", {"iam_database_authentication_enabled": found})
	judge([resource]) == {"ok": set(), "wrong": violation(resource), "unk": doubt(resource)}[want]
}

test_existing_is_judged if {
	resource := fixtures.existing("aws_rds_cluster.a", {"iam_database_authentication_enabled": false})
	judge([resource]) == violation(resource)
}

test_deleted_is_not_judged if judge([fixtures.deleted("aws_rds_cluster.a", {"iam_database_authentication_enabled": false})]) == set()
