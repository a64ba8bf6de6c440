package rules.cloudfront.cloudfront_no_deprecated_ssl_protocols_test

import data.library.fixtures
import data.rules.cloudfront.cloudfront_no_deprecated_ssl_protocols

judge(resources) := fixtures.brief(found) if {
	found := cloudfront_no_deprecated_ssl_protocols.evaluations with input as fixtures.plan(resources)
}

distribution(protocols) := fixtures.resource("aws_cloudfront_distribution.d", {"origin": [{"custom_origin_config": [{"origin_ssl_protocols": protocols}]}]})

attribute := "origin[0].custom_origin_config[0].origin_ssl_protocols"

deprecated := {$"NON_COMPLIANT aws_cloudfront_distribution.d {attribute}: deprecated"}

unknown := {$"INSUFFICIENT_DATA aws_cloudfront_distribution.d {attribute}: unknown"}

test_protocols[note] if {
	some note, [protocols, want] in {
		"TLS 1.2": [["TLSv1.2"], set()],
		"TLS 1.0": [["TLSv1", "TLSv1.2"], set()],
		"SSL 3": [["SSLv3"], deprecated],
		"SSL 3 among others": [["TLSv1.2", "SSLv3"], deprecated],
		"SSL 3 beside an unknown one": [["SSLv3", fixtures.unknown], deprecated],
		"an unknown one": [["TLSv1.2", fixtures.unknown], unknown],
		"unknown": [fixtures.unknown, unknown],
		"of another resource": [fixtures.reference("terraform_data.late", "output"), unknown],
		"malformed": ["SSLv3", unknown],
		"none": [[], unknown],
		"null": [null, unknown],
	}
	judge([distribution(protocols)]) == want
}

test_origins[note] if {
	some note, [origins, want] in {
		"of S3": [[{"custom_origin_config": []}], set()],
		"unknown": [fixtures.unknown, {"INSUFFICIENT_DATA aws_cloudfront_distribution.d origin.custom_origin_config.origin_ssl_protocols: unknown"}],
		"missing": [fixtures.missing, {"INSUFFICIENT_DATA aws_cloudfront_distribution.d origin.custom_origin_config.origin_ssl_protocols: unknown"}],
	}
	judge([fixtures.resource("aws_cloudfront_distribution.d", {"origin": origins})]) == want
}

test_existing_is_judged if count(judge([object.union(distribution(["SSLv3"]), {"action": "no-op"})])) == 1

test_deleted_is_not_judged if judge([object.union(distribution(["SSLv3"]), {"action": "delete", "after": {}})]) == set()
