package rules.rds.rds_mysql_instance_encrypted_in_transit_test

import data.library.fixtures
import data.rules.rds.rds_mysql_instance_encrypted_in_transit

judge(resources) := fixtures.brief(found) if {
	found := rds_mysql_instance_encrypted_in_transit.evaluations with input as fixtures.plan(resources)
}

instance(overrides) := fixtures.linked(
	fixtures.resource("aws_db_instance.i", object.union(
		{
			"engine": "mysql",
			"engine_version": fixtures.unset,
			"parameter_group_name": fixtures.reference("aws_db_parameter_group.g", "name"),
			"replicate_source_db": null,
		},
		overrides,
	)),
	{"parameter_group_name": fixtures.to(["aws_db_parameter_group.g"])},
)

group(v) := fixtures.resource("aws_db_parameter_group.g", {"parameter": [{"name": "require_secure_transport", "value": v}]})

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
		"8.0": ["8.0", off],
		"8.0.39": ["8.0.39", off],
		"5.7.44": ["5.7.44", off],
		"8.4.3, so far unknown": ["8.4.3", unknown],
		"9, so far unknown": ["9", unknown],
		"left out": [fixtures.unset, unknown],
		"unknown": [fixtures.unknown, unknown],
		"malformed": [1, unknown],
	}
	judge([instance({"engine_version": version}), empty_group]) == want
}

test_engine[note] if {
	unknown_engine := {"INSUFFICIENT_DATA aws_db_instance.i engine: unknown_engine"}
	some note, [engine, v, want] in {
		"another": ["mariadb", "0", {"NOT_APPLICABLE aws_db_instance.i engine: engine"}],
		"unknown, set": [fixtures.unknown, "1", set()],
		"unknown, set in words": [fixtures.unknown, "on", set()],
		"unknown, not set": [fixtures.unknown, "0", unknown_engine],
		"unknown, parameter unknown": [fixtures.unset, fixtures.unknown, unknown_engine],
		"in capitals": ["Mysql", "0", off],
	}
	judge([instance({"engine": engine}), group(v)]) == want
}

test_group_elsewhere if judge([fixtures.linked(instance({"parameter_group_name": "own"}), {"parameter_group_name": fixtures.elsewhere})]) == unknown

test_existing_is_judged if judge([object.union(instance({}), {"action": "no-op"}), group("0")]) == off

test_deleted_is_not_judged if judge([fixtures.deleted("aws_db_instance.i", {"engine": "mysql"}), group("0")]) == set()
