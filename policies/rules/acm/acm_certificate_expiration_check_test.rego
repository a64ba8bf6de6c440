package rules.acm.acm_certificate_expiration_check_test

import data.library.fixtures
import data.rules.acm.acm_certificate_expiration_check

judge(resources) := fixtures.brief(found) if {
	found := acm_certificate_expiration_check.evaluations with input as fixtures.plan(resources)
}

certificate(overrides) := fixtures.resource("aws_acm_certificate.c", object.union(
	{"certificate_body": null, "private_key": null, "validation_method": "DNS"},
	overrides,
))

imported := {"NOT_APPLICABLE aws_acm_certificate.c certificate_body: imported"}

email := {"NOT_APPLICABLE aws_acm_certificate.c validation_method: email"}

unknown := {"INSUFFICIENT_DATA aws_acm_certificate.c validation_method: unknown"}

test_certificate[note] if {
	some note, [overrides, want] in {
		"validated by DNS": [{}, set()],
		"validated by HTTP": [{"validation_method": "HTTP"}, set()],
		"validated by email": [{"validation_method": "EMAIL"}, email],
		"of a private authority": [{"validation_method": fixtures.unset}, set()],
		"imported": [{"certificate_body": "x", "private_key": "y", "validation_method": fixtures.unset}, imported],
		"imported, unknown": [{"certificate_body": fixtures.unknown}, imported],
		"imported, key unknown": [{"private_key": fixtures.unknown}, imported],
		"imported, with a method": [{"certificate_body": "x", "private_key": "y", "validation_method": "EMAIL"}, imported],
		"imported, with an unknown method": [{"certificate_body": "x", "private_key": "y", "validation_method": fixtures.unknown}, imported],
		"unknown": [{"validation_method": fixtures.unknown}, unknown],
		"of another resource": [{"validation_method": fixtures.reference("terraform_data.late", "output")}, unknown],
		"missing": [{"validation_method": fixtures.missing}, unknown],
		"malformed": [{"validation_method": 1}, unknown],
	}
	judge([certificate(overrides)]) == want
}

test_deleted_is_not_judged if judge([fixtures.deleted("aws_acm_certificate.c", {"validation_method": "EMAIL"})]) == set()
