package rules.lambda.lambda_function_public_access_prohibited_test

import data.library.fixtures
import data.rules.lambda.lambda_function_public_access_prohibited

judge(resources) := fixtures.brief(found) if {
	found := lambda_function_public_access_prohibited.evaluations with input as fixtures.plan(resources)
}

permission(overrides) := fixtures.resource("aws_lambda_permission.p", object.union(
	{"principal": "*", "principal_org_id": null, "source_account": null, "source_arn": null},
	overrides,
))

public := {"NON_COMPLIANT aws_lambda_permission.p principal: public"}

bucket := {"NON_COMPLIANT aws_lambda_permission.p source_account: bucket"}

unknown := {"INSUFFICIENT_DATA aws_lambda_permission.p principal: unknown"}

test_permission[note] if {
	some note, [overrides, want] in {
		"everyone": [{}, public],
		"everyone of an organization": [{"principal_org_id": "o-1"}, set()],
		"everyone of an account": [{"source_account": "123456789012"}, set()],
		"everyone for a resource": [{"source_arn": "arn:aws:sns:us-east-1:123456789012:t"}, set()],
		"everyone for a resource of this plan": [{"source_arn": fixtures.reference("aws_sns_topic.t", "arn")}, set()],
		"everyone for any resource": [{"source_arn": "arn:aws:sns:*:*:*"}, public],
		"everyone for a resource of any account": [{"source_arn": "arn:aws:sns:us-east-1:????????????:t"}, public],
		"everyone, organization unknown": [{"principal_org_id": fixtures.unknown}, unknown],
		"every role": [{"principal": "arn:aws:iam::123456789012:role/*"}, public],
		"an account": [{"principal": "123456789012"}, set()],
		"a role": [{"principal": "arn:aws:iam::123456789012:role/r"}, set()],
		"a role of this plan": [{"principal": fixtures.reference("aws_iam_role.r", "arn")}, set()],
		"a service": [{"principal": "events.amazonaws.com"}, set()],
		"S3": [{"principal": "s3.amazonaws.com"}, bucket],
		"S3 for a bucket": [{"principal": "s3.amazonaws.com", "source_arn": "arn:aws:s3:::b"}, bucket],
		"S3 for an account": [{"principal": "s3.amazonaws.com", "source_account": "123456789012"}, set()],
		"S3, account unknown": [{"principal": "s3.amazonaws.com", "source_account": fixtures.unknown}, unknown],
		"unknown": [{"principal": fixtures.unknown}, unknown],
		"of another resource": [{"principal": fixtures.reference("terraform_data.late", "output")}, unknown],
		"missing": [{"principal": fixtures.missing}, unknown],
		"left out": [{"principal": null}, unknown],
		"malformed": [{"principal": ["*"]}, unknown],
		"malformed limit": [{"source_account": ["123456789012"]}, unknown],
		"S3, malformed account": [{"principal": "s3.amazonaws.com", "source_account": ["123456789012"]}, unknown],
	}
	judge([permission(overrides)]) == want
}

test_function_url[note] if {
	doubt := {"INSUFFICIENT_DATA aws_lambda_function_url.u authorization_type: unknown"}
	some note, [v, want] in {
		"IAM": ["AWS_IAM", set()],
		"none": ["NONE", {"NON_COMPLIANT aws_lambda_function_url.u authorization_type: url"}],
		"unknown": [fixtures.unknown, doubt],
		"of another resource": [fixtures.reference("terraform_data.late", "output"), doubt],
		"missing": [fixtures.missing, doubt],
		"null": [null, doubt],
	}
	judge([fixtures.resource("aws_lambda_function_url.u", {"authorization_type": v})]) == want
}

test_existing_is_judged if judge([object.union(permission({}), {"action": "no-op"})]) == public

test_deleted_is_not_judged if judge([fixtures.deleted("aws_lambda_permission.p", {"principal": "*"})]) == set()
