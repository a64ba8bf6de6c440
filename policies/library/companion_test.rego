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

# Found for all resources at once.

acl := fixtures.resource("aws_wafv2_web_acl.a", {"rule": []})

existing := fixtures.existing("aws_wafv2_web_acl.a", {"rule": []})

logging(link) := fixtures.linked(fixtures.resource("aws_wafv2_web_acl_logging_configuration.l", {"resource_arn": fixtures.unknown}), {"resource_arn": link})

gone(action) := object.union(logging(fixtures.to([acl.address])), {"action": action, "after": {}})

model(resources, complete) := object.union(fixtures.plan(resources), {"plan": {"complete": complete}})

judge(resources, complete) := fixtures.brief(found) if {
	found := companion.required(
		[resource | some resource in fixtures.plan(resources).resources.aws_wafv2_web_acl],
		"aws_wafv2_web_acl_logging_configuration", "resource_arn",
	) with input as model(resources, complete)
}

test_companion[note] if {
	some note, [resources, want] in {
		"certain": [[acl, logging(fixtures.to([acl.address]))], set()],
		"none": [[acl], {"NON_COMPLIANT aws_wafv2_web_acl.a null: none"}],
		"of another one": [[acl, logging(fixtures.elsewhere)], {"NON_COMPLIANT aws_wafv2_web_acl.a null: none"}],
		"may be of any": [[acl, logging(fixtures.ambiguous)], {"INSUFFICIENT_DATA aws_wafv2_web_acl.a null: elsewhere"}],
		"none of one that exists": [[existing], {"INSUFFICIENT_DATA aws_wafv2_web_acl.a null: elsewhere"}],
		"removed": [[existing, gone("delete")], {"NON_COMPLIANT aws_wafv2_web_acl.a null: removed"}],
		"forgotten": [[existing, gone("forget")], {"INSUFFICIENT_DATA aws_wafv2_web_acl.a null: elsewhere"}],
		"removed, another left": [
			[existing, gone("delete"), object.union(logging(fixtures.to([acl.address])), {"address": "aws_wafv2_web_acl_logging_configuration.m"})],
			set(),
		],
	}
	judge(resources, true) == want
}

test_found_in_an_incomplete_plan if judge([acl], false) == {"INSUFFICIENT_DATA aws_wafv2_web_acl.a null: elsewhere"}
