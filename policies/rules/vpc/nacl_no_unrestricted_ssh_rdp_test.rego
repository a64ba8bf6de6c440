package rules.vpc.nacl_no_unrestricted_ssh_rdp_test

import data.library.fixtures
import data.rules.vpc.nacl_no_unrestricted_ssh_rdp

judge(resources) := fixtures.brief(found) if {
	found := nacl_no_unrestricted_ssh_rdp.evaluations with input as fixtures.plan(resources)
}

entry(number, overrides) := object.union(
	{"rule_no": number, "action": "allow", "protocol": "tcp", "from_port": 22, "to_port": 22, "cidr_block": "0.0.0.0/0", "ipv6_cidr_block": ""},
	overrides,
)

acl(type, ingress) := fixtures.resource($"{type}.n", {"ingress": ingress})

open(path) := {$"NON_COMPLIANT aws_network_acl.n ingress{path}: open"}

unknown(path) := {$"INSUFFICIENT_DATA aws_network_acl.n ingress{path}: unknown"}

everything := entry(100, {"protocol": "-1", "from_port": 0, "to_port": 0})

test_acl[note] if {
	first := "[0].cidr_block"
	some note, [ingress, want] in {
		"SSH": [[entry(100, {})], open(first)],
		"RDP": [[entry(100, {"from_port": 3389, "to_port": 3389})], open(first)],
		"UDP": [[entry(100, {"protocol": "udp"})], open(first)],
		"protocol by number": [[entry(100, {"protocol": "6"})], open(first)],
		"all protocols": [[everything], open(first)],
		"every IPv6 address": [[entry(100, {"cidr_block": "", "ipv6_cidr_block": "::/0"})], open("[0].ipv6_cidr_block")],
		"another port": [[entry(100, {"from_port": 443, "to_port": 443})], set()],
		"ICMP": [[entry(100, {"protocol": "icmp"})], set()],
		"one network": [[entry(100, {"cidr_block": "10.0.0.0/8"})], set()],
		"denied": [[entry(100, {"action": "deny"})], set()],
		"second": [[entry(90, {"cidr_block": "10.0.0.0/8"}), entry(100, {})], open("[1].cidr_block")],
		"none": [[], set()],
		"left out": [fixtures.unset, set()],
		"null": [null, set()],
		"unknown source": [[entry(100, {"cidr_block": fixtures.unknown})], unknown(first)],
		"source by reference": [[entry(100, {"cidr_block": fixtures.reference("aws_ssm_parameter.p", "value")})], unknown(first)],
		"unknown action": [[entry(100, {"action": fixtures.unknown})], unknown(first)],
		"malformed action": [[entry(100, {"action": 1})], unknown(first)],
		"no such action": [[entry(100, {"action": "permit"})], unknown(first)],
		"two of the same": [[entry(100, {}), entry(110, {})], (open(first) | open("[1].cidr_block"))],
		"unknown action, RDP": [[entry(100, {"action": fixtures.unknown, "from_port": 3389, "to_port": 3389})], unknown(first)],
		"unknown port": [[entry(100, {"to_port": fixtures.unknown})], unknown(first)],
		"unknown protocol": [[entry(100, {"protocol": fixtures.unknown})], unknown(first)],
		"unknown entries": [fixtures.unknown, (unknown(".cidr_block") | unknown(".ipv6_cidr_block"))],
	}
	judge([acl("aws_network_acl", ingress)]) == want
}

deny(number, overrides) := entry(number, object.union({"action": "deny"}, overrides))

test_order[note] if {
	second := open("[1].cidr_block")
	some note, [denial, want] in {
		"denied before": [deny(90, {}), set()],
		"denied after": [deny(110, {}), second],
		"all denied before": [deny(90, {"protocol": "-1", "from_port": 0, "to_port": 0}), set()],
		"another port denied": [deny(90, {"from_port": 3389, "to_port": 3389}), second],
		"another protocol denied": [deny(90, {"protocol": "udp"}), second],
		"one network denied": [deny(90, {"cidr_block": "10.0.0.0/8"}), second],
		"IPv6 denied": [deny(90, {"cidr_block": "", "ipv6_cidr_block": "::/0"}), second],
		"perhaps denied": [deny(90, {"cidr_block": fixtures.unknown}), second],
		"denied, number unknown": [deny(fixtures.unknown, {}), second],
		"denied by the same number": [deny(100, {}), second],
	}
	judge([acl("aws_network_acl", [denial, entry(100, {})])]) == want
}

test_denied_before_what_has_no_number if judge([acl("aws_network_acl", [deny(90, {}), entry(fixtures.unknown, {})])]) == open("[1].cidr_block")

test_default_acl if judge([acl("aws_default_network_acl", [everything])]) == {"NON_COMPLIANT aws_default_network_acl.n ingress[0].cidr_block: open"}

rule(overrides) := fixtures.linked(
	fixtures.resource("aws_network_acl_rule.r", object.union(
		{
			"rule_number": 100,
			"rule_action": "allow",
			"egress": false,
			"protocol": "tcp",
			"from_port": 22,
			"to_port": 22,
			"cidr_block": "0.0.0.0/0",
			"ipv6_cidr_block": null,
			"network_acl_id": "acl-1",
		},
		overrides,
	)),
	{"network_acl_id": fixtures.to(["aws_network_acl.n"])},
)

test_rule[note] if {
	violation := {"NON_COMPLIANT aws_network_acl_rule.r cidr_block: open"}
	some note, [overrides, want] in {
		"open": [{}, violation],
		"direction left out": [{"egress": null}, violation],
		"outbound": [{"egress": true}, set()],
		"unknown direction": [{"egress": fixtures.unknown}, {"INSUFFICIENT_DATA aws_network_acl_rule.r cidr_block: unknown"}],
		"denied": [{"rule_action": "deny"}, set()],
		"restricted": [{"cidr_block": "10.0.0.0/8"}, set()],
	}
	judge([acl("aws_network_acl", []), rule(overrides)]) == want
}

other(resource, overrides) := object.union(resource, {"address": "aws_network_acl_rule.o", "after": object.union({"rule_action": "deny", "rule_number": 50}, overrides)})

test_rule_after_a_denial[note] if {
	violation := {"NON_COMPLIANT aws_network_acl_rule.r cidr_block: open"}
	elsewhere := {"links": {"network_acl_id": fixtures.elsewhere}}
	some note, [resources, want] in {
		"in the same ACL": [[acl("aws_network_acl", []), rule({}), other(rule({}), {})], set()],
		"in the same ACL elsewhere": [[object.union(rule({}), elsewhere), object.union(other(rule({}), {}), elsewhere)], set()],
		"in another ACL elsewhere": [
			[object.union(rule({}), elsewhere), object.union(other(rule({}), {"network_acl_id": "acl-2"}), elsewhere)],
			violation,
		],
		"in an ACL that is unknown": [
			[object.union(rule({}), elsewhere), object.union(other(rule({}), {"network_acl_id": fixtures.unknown}), {"links": {"network_acl_id": fixtures.ambiguous}})],
			violation,
		],
	}
	judge(resources) == want
}

late := fixtures.reference("terraform_data.late", "output")

# A rule names its ACL by reference, and its ACL, or that of a VPC, denies the same before.
test_rule_after_a_denial_by_reference[type] if {
	some type in ["aws_network_acl", "aws_default_network_acl", "aws_vpc", "aws_default_vpc"]
	by_reference := object.union(rule({"network_acl_id": late}), {"links": {"network_acl_id": fixtures.to([$"{type}.n"])}})
	denial := other(by_reference, {"network_acl_id": fixtures.reference($"{type}.n", "id")})
	judge([fixtures.resource($"{type}.n", {}), by_reference, denial]) == set()
}

test_rule_after_a_denial_in_its_acl if {
	denying := acl("aws_network_acl", [deny(50, {})])
	judge([denying, rule({"network_acl_id": late})]) == set()
}

# It may be another ACL that denies.
test_rule_of_what_may_be_another_acl[note] if {
	perhaps := {"network_acl_id": object.union(fixtures.to(["aws_network_acl.n"]), {"unresolved": true})}
	unsure := object.union(rule({"network_acl_id": late}), {"links": perhaps})
	nowhere := object.union(rule({"network_acl_id": late}), {"links": {"network_acl_id": fixtures.ambiguous}})
	some note, resources in {
		"denied in its entries": [acl("aws_network_acl", [deny(50, {})]), unsure],
		"denied by a rule that is as unsure": [acl("aws_network_acl", []), unsure, other(unsure, {"network_acl_id": late})],
		"denied by a rule of an ACL that is as unknown": [nowhere, other(nowhere, {"network_acl_id": late})],
	}
	judge(resources) == {"NON_COMPLIANT aws_network_acl_rule.r cidr_block: open"}
}

existing_acl := fixtures.existing("aws_network_acl.n", {"ingress": [entry(100, {})]})

existing_rule := object.union(rule({}), {"action": "no-op", "before": rule({}).after})

test_entry_listed_in_its_acl[note] if {
	gone := object.union(existing_rule, {"action": "delete", "after": {}})
	outbound := object.union(existing_rule, {"before": {"egress": true}, "after": {"egress": true}})
	some note, [rules, want] in {
		"of a rule": [[existing_rule], {"NON_COMPLIANT aws_network_acl_rule.r cidr_block: open"}],
		"of a rule that is deleted": [[gone], set()],
		"of a rule that is forgotten": [[object.union(gone, {"action": "forget"})], open("[0].cidr_block")],
		"of no rule": [[], open("[0].cidr_block")],
		"of no inbound rule": [[outbound], open("[0].cidr_block")],
	}
	judge(array.concat([existing_acl], rules)) == want
}

# What this plan writes into the ACL is the author's own, whatever else says the same.
test_entry_that_this_plan_adds if {
	added := object.union(existing_acl, {"action": "update", "before": {"ingress": []}})
	judge([added, existing_rule]) == open("[0].cidr_block") | {"NON_COMPLIANT aws_network_acl_rule.r cidr_block: open"}
}

test_message_has_its_values if {
	found := nacl_no_unrestricted_ssh_rdp.evaluations with input as fixtures.plan([acl("aws_network_acl", [entry(100, {})])])
	{e.values | some e in found} == {{"port": 22, "cidr": "0.0.0.0/0"}}
}

test_message_of_what_is_unknown if {
	found := nacl_no_unrestricted_ssh_rdp.evaluations with input as fixtures.plan([acl("aws_network_acl", [entry(100, {"action": fixtures.unknown})])])
	{e.values | some e in found} == {{"port": 22}}
}
