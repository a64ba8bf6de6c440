package rules.rds.rds_automatic_minor_version_upgrade_enabled_test

import data.library.fixtures
import data.rules.rds.rds_automatic_minor_version_upgrade_enabled

judge(resources) := fixtures.brief(found) if {
	found := rds_automatic_minor_version_upgrade_enabled.evaluations with input as fixtures.plan(resources)
}

violation(resource) := {$"NON_COMPLIANT {resource.address} auto_minor_version_upgrade: wrong"}

doubt(resource) := {$"INSUFFICIENT_DATA {resource.address} auto_minor_version_upgrade: unknown"}

test_setting[note] if {
	some type in ["aws_db_instance", "aws_rds_cluster_instance"]
	some name, [found, want] in {
		"as wanted": [true, "ok"],
		"as wanted, as text": ["true", "ok"],
		"not as wanted": [false, "wrong"],
		"left out": [fixtures.unset, "ok"],
		"null": [null, "ok"],
		"unknown": [fixtures.unknown, "unk"],
		"of another resource": [fixtures.reference("terraform_data.late", "output"), "unk"],
		"missing": [fixtures.missing, "unk"],
		"malformed": [[true], "unk"],
	}
	note := $"{type}: {name}"
	resource := fixtures.resource($"{type}.a", {"auto_minor_version_upgrade": found})
	judge([resource]) == {"ok": set(), "wrong": violation(resource), "unk": doubt(resource)}[want]
}

test_existing_is_judged if {
	resource := fixtures.existing("aws_db_instance.a", {"auto_minor_version_upgrade": false})
	judge([resource]) == violation(resource)
}

test_deleted_is_not_judged if judge([fixtures.deleted("aws_db_instance.a", {"auto_minor_version_upgrade": false})]) == set()
