package rules.vpc.security_group_prefix_list_closed_test

import data.library.fixtures
import data.rules.vpc.security_group_prefix_list_closed

judge(resources) := fixtures.brief(found) if {
	found := security_group_prefix_list_closed.evaluations with input as fixtures.plan(resources)
}

list(blocks) := fixtures.resource("aws_ec2_managed_prefix_list.l", {"id": fixtures.unset, "entry": [{"cidr": block} | some block in blocks]})

the_list := fixtures.reference("aws_ec2_managed_prefix_list.l", "id")

mentioned(references) := {"$symbol": "unknown", "references": references}

rule(overrides) := fixtures.resource("aws_vpc_security_group_ingress_rule.r", object.union(
	{"ip_protocol": "tcp", "from_port": 22, "to_port": 22, "prefix_list_id": the_list},
	overrides,
))

open := {"NON_COMPLIANT aws_vpc_security_group_ingress_rule.r prefix_list_id: open"}

unknown := {"INSUFFICIENT_DATA aws_vpc_security_group_ingress_rule.r prefix_list_id: unknown"}

test_list[note] if {
	some note, [blocks, want] in {
		"everyone": [["10.0.0.0/8", "0.0.0.0/0"], open],
		"everyone of IPv6": [["::/0"], open],
		"half of everyone": [["0.0.0.0/1"], open],
		"narrow": [["10.0.0.0/8"], set()],
		"empty": [[], set()],
		"unknown": [[fixtures.unknown], unknown],
		"malformed": [[1], unknown],
	}
	judge([rule({}), list(blocks)]) == want
}

test_unknown_list[note] if {
	some note, [overrides, want] in {
		"SSH": [{}, unknown],
		"RDP": [{"from_port": 3389, "to_port": 3389}, unknown],
		"another port": [{"from_port": 443, "to_port": 443}, set()],
	}
	judge([rule(overrides), list([fixtures.unknown])]) == want
}

test_unknown_entries if {
	unreadable := fixtures.resource("aws_ec2_managed_prefix_list.l", {"id": fixtures.unset, "entry": fixtures.unknown})
	judge([rule({}), unreadable]) == unknown
}

test_entry_of_its_own if {
	entry := fixtures.linked(
		fixtures.resource("aws_ec2_managed_prefix_list_entry.e", {"cidr": "0.0.0.0/0", "prefix_list_id": fixtures.unknown}),
		{"prefix_list_id": fixtures.to(["aws_ec2_managed_prefix_list.l"])},
	)
	judge([rule({}), list([]), entry]) == open
}

test_rule[note] if {
	some note, [overrides, want] in {
		"RDP": [{"from_port": 3389, "to_port": 3389}, open],
		"all protocols": [{"ip_protocol": "-1", "from_port": null, "to_port": null}, open],
		"another port": [{"from_port": 443, "to_port": 443}, set()],
		"UDP": [{"ip_protocol": "udp"}, set()],
		"no list": [{"prefix_list_id": null}, set()],
		"a list elsewhere": [{"prefix_list_id": "pl-1"}, set()],
		"an unknown list": [{"prefix_list_id": fixtures.unknown}, unknown],
		"an unknown list, for another port": [{"prefix_list_id": fixtures.unknown, "from_port": 443, "to_port": 443}, set()],
		"a list of a local value": [{"prefix_list_id": mentioned(["local.lists"])}, unknown],
		"another list or one of a local value": [{"prefix_list_id": mentioned(["aws_ec2_managed_prefix_list.m.id", "local.lists"])}, unknown],
		"a list of a module": [{"prefix_list_id": mentioned(["module.lists.operators"])}, unknown],
		"a list of AWS": [{"prefix_list_id": fixtures.reference("data.aws_ec2_managed_prefix_list.cloudfront", "id")}, set()],
		"a list that HCL mentions": [{"prefix_list_id": mentioned(["aws_ec2_managed_prefix_list.l.id"])}, open],
		"a list that HCL mentions beside what is none": [{"prefix_list_id": mentioned(["aws_ec2_managed_prefix_list.l.id", "var.blocks"])}, open],
		"something else of a list": [{"prefix_list_id": fixtures.reference("aws_ec2_managed_prefix_list.l", "owner_id")}, set()],
		"one of two lists": [{"prefix_list_id": mentioned(["aws_ec2_managed_prefix_list.l.id", "aws_ec2_managed_prefix_list.m.id"])}, unknown],
		"a list that HCL mentions of elsewhere": [{"prefix_list_id": mentioned(["data.aws_ec2_managed_prefix_list.cloudfront.id"])}, set()],
		"unknown ports": [{"to_port": fixtures.unknown}, unknown],
		"unknown protocol": [{"ip_protocol": fixtures.unknown}, unknown],
	}
	judge([rule(overrides), list(["0.0.0.0/0"])]) == want
}

inline := {"protocol": "tcp", "from_port": 22, "to_port": 22, "prefix_list_ids": ["pl-0", "pl-1"]}

existing_list := fixtures.existing("aws_ec2_managed_prefix_list.l", {"id": "pl-1", "entry": [{"cidr": "0.0.0.0/0"}]})

test_unknown_list_beside_narrow_ones if judge([rule({"prefix_list_id": fixtures.unknown}), list(["10.0.0.0/8"])]) == set()

test_group_of_unknown_rules if {
	group := fixtures.resource("aws_security_group.g", {"ingress": [fixtures.unknown]})
	judge([existing_list, group]) == {"INSUFFICIENT_DATA aws_security_group.g ingress[0].prefix_list_ids: unknown"}
}

test_group[type] if {
	some type in ["aws_security_group", "aws_default_security_group"]
	judge([existing_list, fixtures.resource($"{type}.g", {"ingress": [inline]})]) == {$"NON_COMPLIANT {type}.g ingress[0].prefix_list_ids[1]: open"}
}

test_element_that_is_none if {
	nameless := object.union(inline, {"prefix_list_ids": [null]})
	list_without_id := fixtures.resource("aws_ec2_managed_prefix_list.l", {"id": null, "entry": [{"cidr": "0.0.0.0/0"}]})
	judge([list_without_id, fixtures.resource("aws_security_group.g", {"ingress": [nameless]})]) == set()
}

test_group_of_which_hcl_mentions_the_list[type] if {
	some type in ["aws_security_group", "aws_default_security_group"]
	rule := object.union(inline, {"prefix_list_ids": mentioned(["aws_ec2_managed_prefix_list.l.id"])})
	judge([existing_list, fixtures.resource($"{type}.g", {"ingress": [rule]})]) == {$"NON_COMPLIANT {type}.g ingress[0].prefix_list_ids: open"}
}

test_security_group_rule[note] if {
	some note, [direction, want] in {
		"inbound": ["ingress", {"NON_COMPLIANT aws_security_group_rule.r prefix_list_ids[1]: open"}],
		"outbound": ["egress", set()],
		"unknown": [fixtures.unknown, {"INSUFFICIENT_DATA aws_security_group_rule.r prefix_list_ids[1]: unknown"}],
	}
	judge([existing_list, fixtures.resource("aws_security_group_rule.r", object.union(inline, {"type": direction}))]) == want
}

test_message_has_its_values[note] if {
	some note, block in {"everyone": "0.0.0.0/0", "unknown": fixtures.unknown}
	found := security_group_prefix_list_closed.evaluations with input as fixtures.plan([rule({}), list([block])])
	{e.values | some e in found} == {{"port": 22, "list": "aws_ec2_managed_prefix_list.l"}}
}
