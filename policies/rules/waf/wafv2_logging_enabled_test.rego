package rules.waf.wafv2_logging_enabled_test

import data.library.fixtures
import data.rules.waf.wafv2_logging_enabled

judge(resources) := fixtures.brief(found) if {
	found := wafv2_logging_enabled.evaluations with input as fixtures.plan(resources)
}

judged := fixtures.resource("aws_wafv2_web_acl.a", {"arn": fixtures.unset})

existing := object.union(judged, {"action": "no-op"})

companion(link) := fixtures.linked(fixtures.resource("aws_wafv2_web_acl_logging_configuration.c", {"resource_arn": fixtures.unknown}), {"resource_arn": link})

here := fixtures.to(["aws_wafv2_web_acl.a"])

leaving(action) := object.union(companion(here), {"action": action, "after": {}})

evaluation(status, reason) := {$"{status} aws_wafv2_web_acl.a null: {reason}"}

test_companion[note] if {
	some note, [resources, want] in {
		"there": [[judged, companion(here)], set()],
		"there, of one that exists": [[existing, companion(here)], set()],
		"not there": [[judged], evaluation("NON_COMPLIANT", "none")],
		"of another one": [[judged, companion(fixtures.elsewhere)], evaluation("NON_COMPLIANT", "none")],
		"perhaps": [[judged, companion(fixtures.ambiguous)], evaluation("INSUFFICIENT_DATA", "elsewhere")],
		"not there, of one that exists": [[existing], evaluation("INSUFFICIENT_DATA", "elsewhere")],
		"deleted": [[existing, leaving("delete")], evaluation("NON_COMPLIANT", "removed")],
		"forgotten": [[existing, leaving("forget")], evaluation("INSUFFICIENT_DATA", "elsewhere")],
		"deleted with it": [[object.union(judged, {"action": "delete", "after": {}}), leaving("delete")], set()],
	}
	judge(resources) == want
}
