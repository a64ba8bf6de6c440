package rules.rds.rds_instance_deletion_protection_enabled_test

import data.library.fixtures
import data.rules.rds.rds_instance_deletion_protection_enabled

judge(resources) := fixtures.brief(found) if {
	found := rds_instance_deletion_protection_enabled.evaluations with input as fixtures.plan(resources)
}

violation(resource) := {$"NON_COMPLIANT {resource.address} deletion_protection: wrong"}

doubt(resource) := {$"INSUFFICIENT_DATA {resource.address} deletion_protection: unknown"}

test_setting[note] if {
	some type in ["aws_db_instance"]
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
	resource := fixtures.resource($"{type}.a", {"deletion_protection": found})
	judge([resource]) == {"ok": set(), "wrong": violation(resource), "unk": doubt(resource)}[want]
}

test_existing_is_judged if {
	resource := fixtures.existing("aws_db_instance.a", {"deletion_protection": false})
	judge([resource]) == violation(resource)
}

test_deleted_is_not_judged if judge([fixtures.deleted("aws_db_instance.a", {"deletion_protection": false})]) == set()

test_engines[note] if {
	wrong := {"NON_COMPLIANT aws_db_instance.a deletion_protection: wrong"}
	aside := {"NOT_APPLICABLE aws_db_instance.a engine: engine"}
	some note, [engine, engines, want] in {
		"one of them": ["mysql", "postgres, MySQL", wrong],
		"in other letters": ["MySQL", "mysql", wrong],
		"another": ["mariadb", "postgres,mysql", aside],
		"unknown": [fixtures.unknown, "postgres", wrong],
		"no parameter": ["mariadb", "", wrong],
	}
	model := fixtures.plan([fixtures.resource("aws_db_instance.a", {"deletion_protection": false, "engine": engine, "replicate_source_db": null})])
	found := rds_instance_deletion_protection_enabled.evaluations with input as object.union(
		model,
		{"parameters": {"RDS_INSTANCE_DELETION_PROTECTION_ENABLED": {"databaseEngines": engines}}},
	)
	fixtures.brief(found) == want
}
