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

test_presence if {
	setting.must_be_present(bucket("x"), "on") == []
	setting.must_be_present(bucket(fixtures.reference("aws_kms_key.k", "arn")), "on") == []
	statuses(setting.must_be_present(bucket(null), "on")) == ["NON_COMPLIANT"]
	statuses(setting.must_be_present(bucket(fixtures.unknown), "on")) == ["INSUFFICIENT_DATA"]
}
