package rules.route53.route53_query_logging_enabled_test

import data.library.fixtures
import data.rules.route53.route53_query_logging_enabled

judge(resources) := fixtures.brief(found) if {
	found := route53_query_logging_enabled.evaluations with input as fixtures.plan(resources)
}

judged := fixtures.resource("aws_route53_zone.a", {"vpc": []})

existing := object.union(judged, {"action": "no-op"})

companion(link) := fixtures.linked(fixtures.resource("aws_route53_query_log.c", {"zone_id": fixtures.unknown}), {"zone_id": link})

here := fixtures.to(["aws_route53_zone.a"])

leaving(action) := object.union(companion(here), {"action": action, "after": {}})

evaluation(status, reason) := {$"{status} aws_route53_zone.a null: {reason}"}

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

test_private_zone[note] if {
	unknown := {"INSUFFICIENT_DATA aws_route53_zone.a vpc: unknown"}
	some note, [vpc, resources, want] in {
		"private": [[{"vpc_id": fixtures.unknown}], [], {"NOT_APPLICABLE aws_route53_zone.a vpc: private"}],
		"left out": [fixtures.unset, [companion(here)], set()],
		"left out, without": [null, [], evaluation("NON_COMPLIANT", "none")],
		"unknown": [fixtures.unknown, [], unknown],
		"unknown, with": [fixtures.unknown, [companion(here)], set()],
		"missing": [fixtures.missing, [], unknown],
		"no block": [[null], [], unknown],
		"malformed": ["vpc-1", [], unknown],
	}
	judge(array.concat([fixtures.resource("aws_route53_zone.a", {"vpc": vpc})], resources)) == want
}
