package library.setting_test

import data.library.fixtures
import data.library.setting

bucket(v) := [fixtures.resource("aws_lb.a", {"on": v})]

statuses(evaluations) := [evaluation.status | some evaluation in evaluations]

test_on_is_silent if setting.must_be("true", bucket(true), "on", "false") == []

test_off_is_wrong if statuses(setting.must_be("true", bucket(false), "on", "true")) == ["NON_COMPLIANT"]

test_unset_is_what_it_means if {
	statuses(setting.must_be("true", bucket(null), "on", "false")) == ["NON_COMPLIANT"]
	setting.must_be("true", bucket(null), "on", "true") == []
	statuses(setting.must_be("true", bucket(fixtures.unset), "on", "unknown")) == ["INSUFFICIENT_DATA"]
}

test_unknown_is_insufficient_data if statuses(setting.must_be("false", bucket(fixtures.unknown), "on", "false")) == ["INSUFFICIENT_DATA"]

test_malformed_is_insufficient_data if statuses(setting.must_be("false", bucket([1]), "on", "false")) == ["INSUFFICIENT_DATA"]

test_an_attribute_that_the_model_does_not_have_is_insufficient_data if {
	statuses(setting.must_be("true", bucket(true), "not_read", "true")) == ["INSUFFICIENT_DATA"]
	statuses(setting.must_be_present(bucket(true), "not_read")) == ["INSUFFICIENT_DATA"]
}

test_choice[note] if {
	some note, [found, allowed, want] in {
		"one of them": ["b", ["a", "b"], []],
		"another": ["c", ["a", "b"], [["NON_COMPLIANT", "other", {"allowed": "a, b"}]]],
		"any": ["c", [], []],
		"nothing": [null, ["a"], []],
		"unknown whether anything": [fixtures.unknown, ["a"], []],
		"what this plan makes": [fixtures.reference("aws_kms_key.k", "arn"), ["a", "b"], [["INSUFFICIENT_DATA", "unknown_other", {"allowed": "a, b"}]]],
	}
	[[e.status, e.reason, e.values] | some e in setting.must_be_among(allowed, bucket(found), "on")] == want
}

test_presence if {
	setting.must_be_present(bucket("x"), "on") == []
	setting.must_be_present(bucket(fixtures.reference("aws_kms_key.k", "arn")), "on") == []
	statuses(setting.must_be_present(bucket(null), "on")) == ["NON_COMPLIANT"]
	statuses(setting.must_be_present(bucket(fixtures.unknown), "on")) == ["INSUFFICIENT_DATA"]
}
