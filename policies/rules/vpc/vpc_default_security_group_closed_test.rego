package rules.vpc.vpc_default_security_group_closed_test

import data.library.fixtures
import data.rules.vpc.vpc_default_security_group_closed

judge(resources) := fixtures.brief(found) if {
	found := vpc_default_security_group_closed.evaluations with input as fixtures.plan(resources)
}

group(ingress, egress) := linked_group(ingress, egress, fixtures.to(["aws_vpc.v"]))

linked_group(ingress, egress, link) := fixtures.linked(
	fixtures.resource("aws_default_security_group.g", {"ingress": ingress, "egress": egress, "vpc_id": fixtures.unknown}),
	{"vpc_id": link},
)

vpc := fixtures.resource("aws_vpc.v", {"id": fixtures.unset})

existing_vpc := object.union(vpc, {"action": "no-op"})

rule(type, link) := fixtures.linked(fixtures.resource($"{type}.r", {"security_group_id": fixtures.unknown}), {"security_group_id": link})

itself := {"self": true, "protocol": "-1", "from_port": 0, "to_port": 0}

open(attribute) := {$"NON_COMPLIANT aws_default_security_group.g {attribute}: open"}

unknown(attribute) := {$"INSUFFICIENT_DATA aws_default_security_group.g {attribute}: unknown"}

test_group[note] if {
	some note, [ingress, egress, want] in {
		"left out": [fixtures.unset, fixtures.unset, set()],
		"null": [null, null, set()],
		"empty": [[], [], set()],
		"inbound": [[itself], [], open("ingress")],
		"outbound": [[], [itself], open("egress")],
		"both": [[itself], [itself], (open("ingress") | open("egress"))],
		"a rule that is unknown": [[fixtures.unknown], [], open("ingress")],
		"unknown": [fixtures.unknown, [], unknown("ingress")],
		"unknown outbound": [[], fixtures.unknown, unknown("egress")],
		"by reference": [fixtures.reference("aws_security_group.o", "ingress"), [], unknown("ingress")],
		"missing": [fixtures.missing, [], unknown("ingress")],
		"malformed": [true, [], unknown("ingress")],
	}
	judge([vpc, group(ingress, egress)]) == want
}

test_existing_group_keeps_its_rules if {
	judge([fixtures.existing("aws_default_security_group.g", {"ingress": [itself], "egress": []})]) == open("ingress")
}

test_group_is_given_rules[type] if {
	some type in ["aws_security_group_rule", "aws_vpc_security_group_egress_rule", "aws_vpc_security_group_ingress_rule"]
	judge([vpc, group([], []), rule(type, fixtures.to(["aws_default_security_group.g"]))]) == {"NON_COMPLIANT aws_default_security_group.g null: rules"}
	judge([vpc, group([], []), rule(type, fixtures.to(["aws_vpc.v"]))]) == {"NON_COMPLIANT aws_vpc.v null: rules"}
	judge([vpc, group([], []), rule(type, fixtures.to(["aws_security_group.o"]))]) == set()
	default_vpc := fixtures.resource("aws_default_vpc.v", {"id": fixtures.unset})
	own := linked_group([], [], fixtures.to(["aws_default_vpc.v"]))
	judge([default_vpc, own, rule(type, fixtures.to(["aws_default_vpc.v"]))]) == {"NON_COMPLIANT aws_default_vpc.v null: rules"}
}

test_vpc[note] if {
	gone := object.union(group([], []), {"after": {}})
	some note, [resources, want] in {
		"new": [[vpc], {"NON_COMPLIANT aws_vpc.v null: none"}],
		"group of another": [[vpc, linked_group([], [], fixtures.to(["aws_vpc.o"]))], {"NON_COMPLIANT aws_vpc.v null: none"}],
		"group of what nobody knows": [[vpc, linked_group([], [], fixtures.ambiguous)], {"INSUFFICIENT_DATA aws_vpc.v null: unseen"}],
		"existing": [[existing_vpc], {"INSUFFICIENT_DATA aws_vpc.v null: elsewhere"}],
		"existing with a group": [[existing_vpc, group([], [])], set()],
		"group given up": [[existing_vpc, object.union(gone, {"action": "delete"})], {"INSUFFICIENT_DATA aws_vpc.v null: removed"}],
		"group forgotten": [[existing_vpc, object.union(gone, {"action": "forget"})], {"INSUFFICIENT_DATA aws_vpc.v null: forgotten"}],
		"deleted": [[fixtures.deleted("aws_vpc.v", {"id": "vpc-1"}), object.union(gone, {"action": "delete"})], set()],
		"default": [[fixtures.resource("aws_default_vpc.v", {"id": fixtures.unset})], {"INSUFFICIENT_DATA aws_default_vpc.v null: elsewhere"}],
	}
	judge(resources) == want
}

test_message_names_the_rules if {
	rules := [rule(type, fixtures.to(["aws_vpc.v"])) | some type in ["aws_vpc_security_group_egress_rule", "aws_security_group_rule"]]
	found := vpc_default_security_group_closed.evaluations with input as fixtures.plan(array.concat([vpc, group([], [])], rules))
	{e.values | some e in found} == {{"rules": "aws_security_group_rule.r, aws_vpc_security_group_egress_rule.r"}}
}
