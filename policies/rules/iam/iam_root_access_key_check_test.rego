package rules.iam.iam_root_access_key_check_test

import data.library.fixtures
import data.rules.iam.iam_root_access_key_check

judge(user) := fixtures.brief(found) if {
	found := iam_root_access_key_check.evaluations with input as fixtures.plan([fixtures.resource("aws_iam_access_key.k", {"user": user})])
}

runtime := {"NOT_APPLICABLE aws_iam_access_key.k null: runtime"}

root := {"NON_COMPLIANT aws_iam_access_key.k user: root"}

unknown := {"INSUFFICIENT_DATA aws_iam_access_key.k user: unknown"}

test_user[note] if {
	some note, [user, want] in {
		"root": ["root", root],
		"in capitals": ["Root", root],
		"as reports call it": ["<root_account>", root],
		"another": ["deploy", runtime],
		"of this plan": [fixtures.reference("aws_iam_user.u", "name"), runtime],
		"unknown": [fixtures.unknown, runtime],
		"known in part": [fixtures.template(["deploy-", fixtures.unknown]), runtime],
		"empty": ["", unknown],
		"null": [null, unknown],
		"left out": [fixtures.unset, unknown],
		"malformed": [["root"], unknown],
		"missing": [fixtures.missing, unknown],
	}
	judge(user) == want
}

test_message if {
	found := iam_root_access_key_check.evaluations with input as fixtures.plan([fixtures.resource("aws_iam_access_key.k", {"user": "root"})])
	{e.values | some e in found} == {{"user": "root"}}
}
