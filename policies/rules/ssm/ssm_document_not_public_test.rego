package rules.ssm.ssm_document_not_public_test

import data.library.fixtures
import data.rules.ssm.ssm_document_not_public

judge(resources) := fixtures.brief(found) if {
	found := ssm_document_not_public.evaluations with input as fixtures.plan(resources)
}

document(permissions) := fixtures.resource("aws_ssm_document.d", {"permissions": permissions})

finding(status, reason) := {$"{status} aws_ssm_document.d permissions.account_ids: {reason}"}

test_permissions[note] if {
	some note, [permissions, want] in {
		"none": [null, set()],
		"left out": [fixtures.unset, set()],
		"empty": [{}, set()],
		"accounts": [{"type": "Share", "account_ids": "123456789012, 210987654321"}, set()],
		"all": [{"type": "Share", "account_ids": "All"}, finding("NON_COMPLIANT", "public")],
		"all in another case": [{"type": "Share", "account_ids": "all"}, finding("NON_COMPLIANT", "public")],
		"all beside an account": [{"type": "Share", "account_ids": "123456789012, All"}, finding("NON_COMPLIANT", "public")],
		"no account": [{"type": "Share", "account_ids": ""}, finding("INSUFFICIENT_DATA", "unknown")],
		"what is no account": [{"type": "Share", "account_ids": "123456789012,1234567890123"}, finding("INSUFFICIENT_DATA", "unknown")],
		"unknown accounts": [{"type": "Share", "account_ids": fixtures.unknown}, finding("INSUFFICIENT_DATA", "unknown")],
		"no accounts": [{"type": "Share"}, finding("INSUFFICIENT_DATA", "unknown")],
		"unknown": [fixtures.unknown, finding("INSUFFICIENT_DATA", "unknown")],
		"of another resource": [fixtures.reference("terraform_data.late", "output"), finding("INSUFFICIENT_DATA", "unknown")],
		"malformed": [["All"], finding("INSUFFICIENT_DATA", "unknown")],
	}
	judge([document(permissions)]) == want
}

test_deleted_is_not_judged if judge([fixtures.deleted("aws_ssm_document.d", {"permissions": {"account_ids": "All"}})]) == set()
