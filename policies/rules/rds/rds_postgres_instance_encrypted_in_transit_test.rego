package rules.rds.rds_postgres_instance_encrypted_in_transit_test

import data.library.fixtures
import data.rules.rds.rds_postgres_instance_encrypted_in_transit

judge(resources) := fixtures.brief(found) if {
	found := rds_postgres_instance_encrypted_in_transit.evaluations with input as fixtures.plan(resources)
}

instance(overrides) := fixtures.linked(
	fixtures.resource("aws_db_instance.i", object.union(
		{
			"engine": "postgres",
			"engine_version": fixtures.unset,
			"parameter_group_name": fixtures.reference("aws_db_parameter_group.g", "name"),
			"replicate_source_db": null,
		},
		overrides,
	)),
	{"parameter_group_name": fixtures.to(["aws_db_parameter_group.g"])},
)

group(v) := fixtures.resource("aws_db_parameter_group.g", {"parameter": [{"name": "rds.force_ssl", "value": v}]})

empty_group := fixtures.resource("aws_db_parameter_group.g", {"parameter": []})

off := {"NON_COMPLIANT aws_db_instance.i parameter_group_name: off"}

unknown := {"INSUFFICIENT_DATA aws_db_instance.i parameter_group_name: unknown"}

test_parameter[note] if {
	some note, [v, want] in {
		"one": ["1", set()],
		"on": ["ON", set()],
		"zero": ["0", off],
		"off": ["OFF", off],
		"something else": ["2", off],
		"unknown": [fixtures.unknown, unknown],
		"of another resource": [fixtures.reference("terraform_data.late", "output"), unknown],
		"malformed": [1, unknown],
	}
	judge([instance({}), group(v)]) == want
}

test_default[note] if {
	some note, [version, want] in {
		"14": ["14", off],
		"14.9": ["14.9", off],
		"9.6.24": ["9.6.24", off],
		"15": ["15", set()],
		"15.4": ["15.4", set()],
		"17.2": ["17.2", set()],
		"20": ["20", set()],
		"left out": [fixtures.unset, unknown],
		"unknown": [fixtures.unknown, unknown],
		"malformed": [1, unknown],
		"no version": ["latest", unknown],
	}
	judge([instance({"engine_version": version}), empty_group]) == want
}

test_default_of_an_unknown_engine if judge([instance({"engine": fixtures.unknown, "engine_version": "17.2"}), empty_group]) == set()

test_engine[note] if {
	unknown_engine := {"INSUFFICIENT_DATA aws_db_instance.i engine: unknown_engine"}
	some note, [engine, v, want] in {
		"another": ["mariadb", "0", {"NOT_APPLICABLE aws_db_instance.i engine: engine"}],
		"unknown, set": [fixtures.unknown, "1", set()],
		"unknown, set in words": [fixtures.unknown, "on", set()],
		"unknown, not set": [fixtures.unknown, "0", unknown_engine],
		"unknown, parameter unknown": [fixtures.unset, fixtures.unknown, unknown_engine],
		"in capitals": ["Postgres", "0", off],
	}
	judge([instance({"engine": engine}), group(v)]) == want
}

test_group_elsewhere if judge([fixtures.linked(instance({"parameter_group_name": "own"}), {"parameter_group_name": fixtures.elsewhere})]) == unknown

test_existing_is_judged if judge([object.union(instance({}), {"action": "no-op"}), group("0")]) == off

test_deleted_is_not_judged if judge([fixtures.deleted("aws_db_instance.i", {"engine": "postgres"}), group("0")]) == set()
