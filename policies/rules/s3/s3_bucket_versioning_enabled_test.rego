package rules.s3.s3_bucket_versioning_enabled_test

import data.library.fixtures
import data.rules.s3.s3_bucket_versioning_enabled

judge(resources) := judge_with(resources, {})

judge_with(resources, parameters) := fixtures.brief(found) if {
	model := object.union(fixtures.plan(resources), {"parameters": {"S3_BUCKET_VERSIONING_ENABLED": parameters}})
	found := s3_bucket_versioning_enabled.evaluations with input as model
}

bucket(own) := fixtures.resource("aws_s3_bucket.b", {"bucket": "b", "versioning": own})

existing(own) := fixtures.existing("aws_s3_bucket.b", {"bucket": "b", "versioning": own})

block(status, mfa) := [{"status": status, "mfa_delete": mfa}]

versioning(blocks) := fixtures.linked(
	fixtures.resource("aws_s3_bucket_versioning.v", {"bucket": "b", "versioning_configuration": blocks}),
	{"bucket": fixtures.to(["aws_s3_bucket.b"])},
)

finding(status, reason) := {$"{status} aws_s3_bucket_versioning.v versioning_configuration[0].status: {reason}"}

of_bucket(status, reason) := {$"{status} aws_s3_bucket.b null: {reason}"}

test_status[note] if {
	some note, [status, want] in {
		"Enabled": ["Enabled", set()],
		"Suspended": ["Suspended", finding("NON_COMPLIANT", "not_enabled")],
		"Disabled": ["Disabled", finding("NON_COMPLIANT", "not_enabled")],
		"null": [null, finding("INSUFFICIENT_DATA", "unknown")],
		"another case": ["enabled", finding("INSUFFICIENT_DATA", "unknown")],
		"unknown": [fixtures.unknown, finding("INSUFFICIENT_DATA", "unknown")],
		"of another resource": [fixtures.reference("terraform_data.late", "output"), finding("INSUFFICIENT_DATA", "unknown")],
		"malformed": [true, finding("INSUFFICIENT_DATA", "unknown")],
	}
	judge([bucket(fixtures.unset), versioning(block(status, fixtures.unset))]) == want
}

test_unknown_block if {
	judge([bucket(fixtures.unset), versioning(fixtures.unknown)]) == {"INSUFFICIENT_DATA aws_s3_bucket_versioning.v versioning_configuration.status: unknown"}
}

test_bucket_without_configuration[note] if {
	on := [{"enabled": true, "mfa_delete": false}]
	off := [{"enabled": false, "mfa_delete": false}]
	some note, [resources, want] in {
		"new": [[bucket(fixtures.unset)], of_bucket("NON_COMPLIANT", "none")],
		"of its own": [[bucket(on)], set()],
		"of its own, off": [[bucket(off)], of_bucket("NON_COMPLIANT", "none")],
		"of its own, left out": [[bucket([{"enabled": null}])], of_bucket("NON_COMPLIANT", "none")],
		"of its own, unknown": [[bucket([{"enabled": fixtures.unknown}])], of_bucket("INSUFFICIENT_DATA", "elsewhere")],
		"existing, on": [[existing(on)], set()],
		"existing, off": [[existing(off)], of_bucket("NON_COMPLIANT", "state")],
		"removed": [[existing(on), object.union(versioning([]), {"action": "delete", "after": {}})], of_bucket("NON_COMPLIANT", "removed")],
	}
	judge(resources) == want
}

test_mfa_delete[note] if {
	some note, [mfa, want] in {
		"Enabled": ["Enabled", set()],
		"Disabled": ["Disabled", finding("NON_COMPLIANT", "no_mfa")],
		"left out": [fixtures.unset, finding("NON_COMPLIANT", "no_mfa")],
		"unknown": [fixtures.unknown, finding("INSUFFICIENT_DATA", "unknown_mfa")],
		"malformed": [1, finding("INSUFFICIENT_DATA", "unknown_mfa")],
	}
	judge_with([bucket(null), versioning(block("Enabled", mfa))], {"isMfaDeleteEnabled": "true"}) == want
}

test_mfa_delete_of_a_bucket_of_its_own[note] if {
	no_mfa := {"NON_COMPLIANT aws_s3_bucket.b versioning[0].mfa_delete: no_mfa"}
	some note, [resources, want] in {
		"off": [[bucket([{"enabled": true, "mfa_delete": false}])], no_mfa],
		"left out": [[bucket([{"enabled": true, "mfa_delete": null}])], no_mfa],
		"on": [[bucket([{"enabled": true, "mfa_delete": true}])], set()],
		"unknown": [[bucket([{"enabled": true, "mfa_delete": fixtures.unknown}])], {"INSUFFICIENT_DATA aws_s3_bucket.b versioning[0].mfa_delete: unknown_mfa"}],
		"existing, off": [[existing([{"enabled": true, "mfa_delete": false}])], no_mfa],
		"no versions": [[existing([{"enabled": false, "mfa_delete": false}])], of_bucket("NON_COMPLIANT", "state")],
		"removed": [
			[existing([{"enabled": true, "mfa_delete": false}]), object.union(versioning([]), {"action": "delete", "after": {}})],
			of_bucket("NON_COMPLIANT", "removed"),
		],
		"by the other resource": [[existing([{"enabled": true, "mfa_delete": false}]), versioning(block("Enabled", "Enabled"))], set()],
	}
	judge_with(resources, {"isMfaDeleteEnabled": "True"}) == want
}

test_mfa_delete_is_not_asked_for if judge_with([bucket(null), versioning(block("Enabled", "Disabled"))], {"isMfaDeleteEnabled": "false"}) == set()

test_message if {
	found := s3_bucket_versioning_enabled.evaluations with input as fixtures.plan([versioning(block("Suspended", null))])
	{e.values | some e in found} == {{"status": "Suspended"}}
}
