package rules.rds.rds_snapshots_public_prohibited_test

import data.library.fixtures
import data.rules.rds.rds_snapshots_public_prohibited

judge(resources) := fixtures.brief(found) if {
	found := rds_snapshots_public_prohibited.evaluations with input as fixtures.plan(resources)
}

test_snapshot[note] if {
	some type in ["aws_db_cluster_snapshot", "aws_db_snapshot", "aws_db_snapshot_copy", "aws_rds_cluster_snapshot_copy"]
	public := {$"NON_COMPLIANT {type}.s shared_accounts[0]: public"}
	unknown := {$"INSUFFICIENT_DATA {type}.s shared_accounts[0]: unknown"}
	some name, [accounts, want] in {
		"not shared": [null, set()],
		"left out": [fixtures.unset, set()],
		"with nobody": [[], set()],
		"with an account": [["123456789012"], set()],
		"with all": [["all"], public],
		"with an account and all": [["123456789012", "all"], {$"NON_COMPLIANT {type}.s shared_accounts[1]: public"}],
		"with all and an unknown account": [["all", fixtures.unknown], (public | {$"INSUFFICIENT_DATA {type}.s shared_accounts[1]: unknown"})],
		"with an unknown account": [[fixtures.unknown], unknown],
		"with a referenced account": [[fixtures.reference("aws_organizations_account.a", "id")], unknown],
		"unknown": [fixtures.unknown, {$"INSUFFICIENT_DATA {type}.s shared_accounts: unknown"}],
		"missing": [fixtures.missing, {$"INSUFFICIENT_DATA {type}.s shared_accounts: unknown"}],
		"with an empty text": [[""], unknown],
		"with a text that is no account": [["everyone"], unknown],
		"with more than an account": [["1234567890123"], unknown],
		"malformed": ["all", {$"INSUFFICIENT_DATA {type}.s shared_accounts: unknown"}],
	}
	note := $"{type}: {name}"
	judge([fixtures.resource($"{type}.s", {"shared_accounts": accounts})]) == want
}

test_existing_is_judged if {
	judge([fixtures.existing("aws_db_snapshot.s", {"shared_accounts": ["all"]})]) == {"NON_COMPLIANT aws_db_snapshot.s shared_accounts[0]: public"}
}

test_deleted_is_not_judged if judge([fixtures.deleted("aws_db_snapshot.s", {"shared_accounts": ["all"]})]) == set()
