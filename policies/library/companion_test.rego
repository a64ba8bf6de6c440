package library.companion_test

import data.library.companion
import data.library.fixtures

vpc := fixtures.resource("aws_vpc.v", {"id": fixtures.unset})

flow_log(link) := fixtures.linked(fixtures.resource("aws_flow_log.f", {"vpc_id": fixtures.unknown}), {"vpc_id": link})

leaving(resource, action) := object.union(resource, {"action": action, "after": {}})

absence(resource, resources) := found if {
	found := companion.absence(resource, "aws_flow_log", "vpc_id") with input as fixtures.plan(array.concat([resource], resources))
}

test_absence[note] if {
	the_vpc := fixtures.to(["aws_vpc.v"])
	some note, [resource, others, want] in {
		"new": [vpc, [], "none"],
		"replaced": [object.union(vpc, {"action": "replace"}), [], "none"],
		"existing": [object.union(vpc, {"action": "no-op"}), [], "elsewhere"],
		"adopted": [fixtures.resource("aws_default_vpc.v", {}), [], "elsewhere"],
		"of another": [vpc, [flow_log(fixtures.to(["aws_vpc.o"]))], "none"],
		"may be of any": [vpc, [flow_log(fixtures.ambiguous)], "unseen"],
		"does not say of which": [vpc, [fixtures.resource("aws_flow_log.f", {})], "unseen"],
		"deleted": [vpc, [leaving(flow_log(the_vpc), "delete")], "removed"],
		"deleted, of another": [vpc, [leaving(flow_log(fixtures.to(["aws_vpc.o"])), "delete")], "none"],
		"forgotten": [vpc, [leaving(flow_log(the_vpc), "forget")], "forgotten"],
	}
	absence(resource, others) == want
}

test_incomplete_plan if {
	model := object.union(fixtures.plan([vpc]), {"plan": {"complete": false}})
	companion.absence(vpc, "aws_flow_log", "vpc_id") == "unseen" with input as model
}
