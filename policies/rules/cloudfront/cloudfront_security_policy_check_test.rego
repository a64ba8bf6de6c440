package rules.cloudfront.cloudfront_security_policy_check_test

import data.library.fixtures
import data.rules.cloudfront.cloudfront_security_policy_check

judge(resources) := fixtures.brief(found) if {
	found := cloudfront_security_policy_check.evaluations with input as fixtures.plan(resources)
}

distribution(overrides) := fixtures.resource("aws_cloudfront_distribution.d", {"viewer_certificate": [object.union(
	{"cloudfront_default_certificate": null, "minimum_protocol_version": "TLSv1.2_2021"},
	overrides,
)]})

weak := {"NON_COMPLIANT aws_cloudfront_distribution.d viewer_certificate[0].minimum_protocol_version: weak"}

unknown := {"INSUFFICIENT_DATA aws_cloudfront_distribution.d viewer_certificate[0].minimum_protocol_version: unknown"}

test_version[note] if {
	some note, [version, want] in {
		"1.2 of 2018": ["TLSv1.2_2018", set()],
		"1.2 of 2021": ["TLSv1.2_2021", set()],
		"1.3": ["TLSv1.3_2025", set()],
		"1.1": ["TLSv1.1_2016", weak],
		"1.0": ["TLSv1_2016", weak],
		"1": ["TLSv1", weak],
		"SSL 3": ["SSLv3", weak],
		"left out": [null, weak],
		"unknown": [fixtures.unknown, unknown],
		"of another resource": [fixtures.reference("terraform_data.late", "output"), unknown],
		"malformed": [1.2, unknown],
	}
	judge([distribution({"minimum_protocol_version": version})]) == want
}

test_default_certificate[note] if {
	default_certificate := {"NON_COMPLIANT aws_cloudfront_distribution.d viewer_certificate[0].cloudfront_default_certificate: default_certificate"}
	unknown_certificate := {"INSUFFICIENT_DATA aws_cloudfront_distribution.d viewer_certificate[0].cloudfront_default_certificate: unknown"}
	some note, [v, version, want] in {
		"yes": [true, "TLSv1.2_2021", default_certificate],
		"yes, whose version does not count": [true, "TLSv1", default_certificate],
		"yes, whose version is unknown": [true, fixtures.unknown, default_certificate],
		"no": [false, "TLSv1.2_2021", set()],
		"unknown": [fixtures.unknown, "TLSv1.2_2021", unknown_certificate],
	}
	judge([distribution({"cloudfront_default_certificate": v, "minimum_protocol_version": version})]) == want
}

test_unknown_block if {
	judge([fixtures.resource("aws_cloudfront_distribution.d", {"viewer_certificate": fixtures.unknown})]) == {
		"INSUFFICIENT_DATA aws_cloudfront_distribution.d viewer_certificate.cloudfront_default_certificate: unknown",
		"INSUFFICIENT_DATA aws_cloudfront_distribution.d viewer_certificate.minimum_protocol_version: unknown",
	}
}

test_existing_is_judged if count(judge([object.union(distribution({"minimum_protocol_version": "TLSv1"}), {"action": "no-op"})])) == 1

test_deleted_is_not_judged if judge([object.union(distribution({"minimum_protocol_version": "TLSv1"}), {"action": "delete", "after": {}})]) == set()
