package rules.backup.backup_recovery_point_encrypted_test

import data.library.fixtures
import data.rules.backup.backup_recovery_point_encrypted

judge(resources) := fixtures.brief(found) if {
	found := backup_recovery_point_encrypted.evaluations with input as fixtures.plan(resources)
}

test_a_plan_has_no_recovery_points if {
	judge([fixtures.resource("aws_backup_vault.v", {})]) == {"NOT_APPLICABLE aws_backup_vault.v null: runtime"}
}
