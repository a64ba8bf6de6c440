package rules.cloudfront.cloudfront_s3_origin_access_control_enabled_test

import data.library.fixtures
import data.rules.cloudfront.cloudfront_s3_origin_access_control_enabled

judge(resources) := fixtures.brief(found) if {
	found := cloudfront_s3_origin_access_control_enabled.evaluations with input as fixtures.plan(resources)
}

distribution(overrides) := fixtures.resource("aws_cloudfront_distribution.d", {"origin": [object.union(
	{
		"custom_origin_config": [],
		"domain_name": "b.s3.us-east-1.amazonaws.com",
		"origin_access_control_id": "",
		"s3_origin_config": [],
	},
	overrides,
)]})

attribute := "origin[0].origin_access_control_id"

none := {$"NON_COMPLIANT aws_cloudfront_distribution.d {attribute}: none"}

unknown := {$"INSUFFICIENT_DATA aws_cloudfront_distribution.d {attribute}: unknown"}

test_control[note] if {
	some note, [v, want] in {
		"one of this plan": [fixtures.reference("aws_cloudfront_origin_access_control.c", "id"), set()],
		"one": ["E1", set()],
		"none": ["", none],
		"left out": [null, none],
		"unknown": [fixtures.unknown, unknown],
		"of another resource": [fixtures.reference("terraform_data.late", "output"), unknown],
		"missing": [fixtures.missing, unknown],
		"malformed": [["E1"], unknown],
	}
	judge([distribution({"origin_access_control_id": v})]) == want
}

test_origin[note] if {
	bare := {"origin_access_control_id": ""}
	some note, [overrides, want] in {
		"with an identity": [{"s3_origin_config": [{"origin_access_identity": "origin-access-identity/cloudfront/E1"}]}, none],
		"with an identity, name unknown": [{"s3_origin_config": [{"origin_access_identity": ""}], "domain_name": fixtures.unknown}, none],
		"of this plan": [{"domain_name": fixtures.reference("aws_s3_bucket.b", "bucket_regional_domain_name")}, none],
		"of this plan, by its other name": [{"domain_name": fixtures.reference("aws_s3_bucket.b", "bucket_domain_name")}, none],
		"that HCL mentions": [{"domain_name": {"$symbol": "unknown", "references": ["aws_s3_bucket.b.bucket_regional_domain_name"]}}, none],
		"something else that HCL mentions": [{"domain_name": {"$symbol": "unknown", "references": ["aws_lb.l.dns_name"]}}, unknown],
		"by name": [{"domain_name": "b.s3.amazonaws.com"}, none],
		"by regional name": [{"domain_name": "b.s3.eu-west-1.amazonaws.com"}, none],
		"by old regional name": [{"domain_name": "b.s3-eu-west-1.amazonaws.com"}, none],
		"by name in China": [{"domain_name": "b.s3.cn-north-1.amazonaws.com.cn"}, none],
		"website": [{"domain_name": "b.s3-website-us-east-1.amazonaws.com", "custom_origin_config": [{}]}, set()],
		"website by name alone": [{"domain_name": "b.s3-website-us-east-1.amazonaws.com"}, set()],
		"custom": [{"domain_name": "example.com", "custom_origin_config": [{}]}, set()],
		"without any configuration": [{"domain_name": "example.com"}, set()],
		"name unknown": [{"domain_name": fixtures.unknown}, unknown],
		"load balancer": [{"domain_name": fixtures.reference("aws_lb.l", "dns_name"), "custom_origin_config": [{}]}, set()],
		"unknown configuration": [{"domain_name": fixtures.unknown, "custom_origin_config": fixtures.unknown}, unknown],
		"malformed name": [{"domain_name": 1}, unknown],
		"malformed configuration": [{"custom_origin_config": [null]}, none],
	}
	judge([distribution(object.union(bare, overrides))]) == want
}

test_unknown_origins if {
	judge([fixtures.resource("aws_cloudfront_distribution.d", {"origin": fixtures.unknown})]) == {
		"INSUFFICIENT_DATA aws_cloudfront_distribution.d origin.origin_access_control_id: unknown",
	}
}

test_existing_is_judged if count(judge([object.union(distribution({"origin_access_control_id": ""}), {"action": "no-op"})])) == 1

test_deleted_is_not_judged if judge([object.union(distribution({"origin_access_control_id": ""}), {"action": "delete", "after": {}})]) == set()
