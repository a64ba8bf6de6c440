package library.required_companion_test

import data.library.fixtures
import data.library.required_companion

acl := fixtures.resource("aws_wafv2_web_acl.a", {"rule": []})

existing := fixtures.existing("aws_wafv2_web_acl.a", {"rule": []})

logging(link) := fixtures.linked(fixtures.resource("aws_wafv2_web_acl_logging_configuration.l", {"resource_arn": fixtures.unknown}), {"resource_arn": link})

gone(action) := object.union(logging(fixtures.to([acl.address])), {"action": action, "after": {}})

model(resources, complete) := object.union(fixtures.plan(resources), {"plan": {"complete": complete}})

judge(resources, complete) := fixtures.brief(found) if {
	found := required_companion.required(
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

test_incomplete_plan if judge([acl], false) == {"INSUFFICIENT_DATA aws_wafv2_web_acl.a null: elsewhere"}

test_several if {
	second := object.union(logging(fixtures.to([acl.address])), {"address": "aws_wafv2_web_acl_logging_configuration.m"})
	states(2, [acl, logging(fixtures.to([acl.address])), second]) == ["present"]
	states(2, [acl, logging(fixtures.to([acl.address]))]) == ["none"]
	states(2, [existing, logging(fixtures.to([acl.address]))]) == ["elsewhere"]
}

states(number, resources) := [entry.state | some entry in found] if {
	found := required_companion.found_at_least(
		number, [resource | some resource in fixtures.plan(resources).resources.aws_wafv2_web_acl],
		"aws_wafv2_web_acl_logging_configuration", "resource_arn",
	) with input as model(resources, true)
}
