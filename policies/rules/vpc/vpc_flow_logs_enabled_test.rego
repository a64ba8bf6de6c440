package rules.vpc.vpc_flow_logs_enabled_test

import data.library.fixtures
import data.rules.vpc.vpc_flow_logs_enabled

judge(resources) := judge_with(resources, {})

judge_with(resources, parameters) := fixtures.brief(found) if {
	model := object.union(fixtures.plan(resources), {"parameters": {"VPC_FLOW_LOGS_ENABLED": parameters}})
	found := vpc_flow_logs_enabled.evaluations with input as model
}

vpc := fixtures.resource("aws_vpc.v", {"id": fixtures.unset})

existing_vpc := object.union(vpc, {"action": "no-op"})

log(kind, link) := fixtures.linked(fixtures.resource("aws_flow_log.f", {"traffic_type": kind, "vpc_id": fixtures.unknown}), {"vpc_id": link})

of_the_vpc(kind) := log(kind, fixtures.to(["aws_vpc.v"]))

violation(reason) := {$"NON_COMPLIANT aws_vpc.v null: {reason}"}

doubt(reason) := {$"INSUFFICIENT_DATA aws_vpc.v null: {reason}"}

leaving(resource, action) := object.union(resource, {"action": action, "after": {}})

test_vpc[note] if {
	some note, [resources, want] in {
		"with a log": [[vpc, of_the_vpc("ALL")], set()],
		"with a log of some traffic": [[vpc, of_the_vpc("ACCEPT")], set()],
		"with a log of unknown traffic": [[vpc, of_the_vpc(fixtures.unknown)], set()],
		"without": [[vpc], violation("none")],
		"with a log of a subnet": [[vpc, log("ALL", fixtures.to([]))], violation("none")],
		"log of another VPC": [[vpc, log("ALL", fixtures.to(["aws_vpc.o"]))], violation("none")],
		"log of a VPC elsewhere": [[vpc, log("ALL", fixtures.elsewhere)], violation("none")],
		"log of what nobody knows": [[vpc, log("ALL", fixtures.ambiguous)], doubt("unseen")],
		"existing without": [[existing_vpc], doubt("elsewhere")],
		"existing with a log": [[existing_vpc, of_the_vpc("ALL")], set()],
		"log deleted": [[existing_vpc, leaving(of_the_vpc("ALL"), "delete")], violation("removed")],
		"log forgotten": [[existing_vpc, leaving(of_the_vpc("ALL"), "forget")], doubt("forgotten")],
		"both deleted": [[fixtures.deleted("aws_vpc.v", {"id": "vpc-1"}), leaving(of_the_vpc("ALL"), "delete")], set()],
	}
	judge(resources) == want
}

test_default_vpc if {
	judge([fixtures.resource("aws_default_vpc.v", {"id": fixtures.unset})]) == {"INSUFFICIENT_DATA aws_default_vpc.v null: elsewhere"}
}

test_traffic_type[note] if {
	some note, [kind, want] in {
		"the kind": ["REJECT", set()],
		"all": ["ALL", set()],
		"another": ["ACCEPT", violation("traffic_type")],
		"left out": [null, violation("traffic_type")],
		"unknown": [fixtures.unknown, doubt("unknown")],
		"malformed": [[], doubt("unknown")],
	}
	judge_with([vpc, of_the_vpc(kind)], {"trafficType": "REJECT"}) == want
}

test_one_log_of_the_kind_is_enough if {
	other := object.union(of_the_vpc("ACCEPT"), {"address": "aws_flow_log.o"})
	judge_with([vpc, of_the_vpc("REJECT"), other], {"trafficType": "REJECT"}) == set()
}

test_empty_parameter_is_off if judge_with([vpc, of_the_vpc("ACCEPT")], {"trafficType": ""}) == set()

test_message_has_its_values[note] if {
	some note, kind in {"another": "ACCEPT", "unknown": fixtures.unknown}
	model := object.union(fixtures.plan([vpc, of_the_vpc(kind)]), {"parameters": {"VPC_FLOW_LOGS_ENABLED": {"trafficType": "ALL"}}})
	found := vpc_flow_logs_enabled.evaluations with input as model
	{e.values | some e in found} == {{"expected": "ALL"}}
}
