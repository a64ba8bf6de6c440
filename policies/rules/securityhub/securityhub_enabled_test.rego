package rules.securityhub.securityhub_enabled_test

import data.library.fixtures
import data.rules.securityhub.securityhub_enabled

judge(resources) := fixtures.brief(found) if {
	found := securityhub_enabled.evaluations with input as fixtures.plan(resources)
}

test_hub[note] if {
	deleted := fixtures.deleted("aws_securityhub_account.h", {})
	some note, [resources, want] in {
		"enabled": [[fixtures.resource("aws_securityhub_account.h", {})], set()],
		"enabled already": [[fixtures.existing("aws_securityhub_account.h", {})], set()],
		"disabled": [[deleted], {"NON_COMPLIANT aws_securityhub_account.h null: removed"}],
		"disabled in another region": [
			[deleted, object.union(fixtures.existing("aws_securityhub_account.i", {}), {"provider": "aws.replica"})],
			{"NON_COMPLIANT aws_securityhub_account.h null: removed"},
		],
		"forgotten": [[object.union(deleted, {"action": "forget"})], set()],
	}
	judge(resources) == want
}
