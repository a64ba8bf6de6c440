package rules.kms.cmk_backing_key_rotation_enabled_test

import data.library.fixtures
import data.rules.kms.cmk_backing_key_rotation_enabled

judge(resources) := fixtures.brief(found) if {
	found := cmk_backing_key_rotation_enabled.evaluations with input as fixtures.plan(resources)
}

key(overrides) := fixtures.resource("aws_kms_key.k", object.union({"enable_key_rotation": true, "customer_master_key_spec": "SYMMETRIC_DEFAULT", "custom_key_store_id": null}, overrides))

off := {"NON_COMPLIANT aws_kms_key.k enable_key_rotation: off"}

undecided := {"INSUFFICIENT_DATA aws_kms_key.k enable_key_rotation: unknown"}

cannot := {"NOT_APPLICABLE aws_kms_key.k null: cannot_rotate"}

test_key[note] if {
	some note, [overrides, want] in {
		"rotates": [{}, set()],
		"does not": [{"enable_key_rotation": false}, off],
		"left out": [{"enable_key_rotation": null}, off],
		"unset": [{"enable_key_rotation": fixtures.unset}, off],
		"unknown": [{"enable_key_rotation": fixtures.unknown}, undecided],
		"of another resource": [{"enable_key_rotation": fixtures.reference("terraform_data.late", "output")}, undecided],
		"malformed": [{"enable_key_rotation": [true]}, undecided],
		"spec left out": [{"enable_key_rotation": false, "customer_master_key_spec": null}, off],
		"asymmetric": [{"enable_key_rotation": false, "customer_master_key_spec": "RSA_2048"}, cannot],
		"asymmetric, unknown": [{"enable_key_rotation": fixtures.unknown, "customer_master_key_spec": "RSA_2048"}, cannot],
		"unknown spec": [{"enable_key_rotation": false, "customer_master_key_spec": fixtures.unknown}, undecided],
		"unknown spec, rotates": [{"customer_master_key_spec": fixtures.unknown}, set()],
		"in a custom store": [{"enable_key_rotation": false, "custom_key_store_id": "cks-1"}, cannot],
		"in an unknown store": [{"enable_key_rotation": false, "custom_key_store_id": fixtures.unknown}, undecided],
		"in a malformed store": [{"enable_key_rotation": false, "custom_key_store_id": 0.5}, undecided],
		"missing": [{"enable_key_rotation": fixtures.missing}, undecided],
	}
	judge([key(overrides)]) == want
}

test_existing_key_is_judged if {
	judge([fixtures.existing("aws_kms_key.k", {"enable_key_rotation": false, "customer_master_key_spec": "SYMMETRIC_DEFAULT", "custom_key_store_id": ""})]) == off
}

test_deleted_key_is_not_judged if judge([fixtures.deleted("aws_kms_key.k", {"enable_key_rotation": false})]) == set()
