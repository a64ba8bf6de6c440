package rules.elb.elbv2_multiple_az_test

import data.library.fixtures
import data.rules.elb.elbv2_multiple_az

judge(resources, parameters) := fixtures.brief(found) if {
	found := elbv2_multiple_az.evaluations with input as model(resources, parameters)
}

model(resources, parameters) := object.union(fixtures.plan(resources), {"parameters": {"ELBV2_MULTIPLE_AZ": parameters}})

balancer(link) := fixtures.linked(
	fixtures.resource("aws_lb.b", {"subnets": [fixtures.unknown], "subnet_mapping": [], "load_balancer_type": "application"}),
	{"subnets": link, "subnet_mapping.subnet_id": fixtures.to([])},
)

mapped(link) := fixtures.linked(
	fixtures.resource("aws_lb.b", {"subnets": fixtures.unset, "subnet_mapping": [{"subnet_id": fixtures.unknown}], "load_balancer_type": "network"}),
	{"subnets": fixtures.elsewhere, "subnet_mapping.subnet_id": link},
)

subnets(first, second) := [subnet |
	some name, zone in {"a": first, "b": second}
	subnet := fixtures.resource($"aws_subnet.{name}", {"availability_zone": zone})
]

both := fixtures.to(["aws_subnet.a", "aws_subnet.b"])

few := {"NON_COMPLIANT aws_lb.b subnets: few"}

unknown := {"INSUFFICIENT_DATA aws_lb.b subnets: unknown"}

test_balancer[note] if {
	some note, [resource, others, want] in {
		"two zones": [balancer(both), subnets("us-east-1a", "us-east-1b"), set()],
		"one zone": [balancer(both), subnets("us-east-1a", "us-east-1a"), few],
		"one subnet": [balancer(fixtures.to(["aws_subnet.a"])), subnets(fixtures.unknown, null), few],
		"zones left out": [balancer(both), subnets(fixtures.unset, fixtures.unset), unknown],
		"subnets elsewhere": [balancer(fixtures.elsewhere), [], unknown],
		"subnets unknown": [balancer(fixtures.ambiguous), [], unknown],
		"mapped to two zones": [mapped(both), subnets("us-east-1a", "us-east-1b"), set()],
		"neither": [object.union(balancer(fixtures.elsewhere), {"after": {"subnets": fixtures.unset}}), [], unknown],
		"both, as the state has it": [object.union(balancer(both), {"after": {"subnet_mapping": [{"subnet_id": "subnet-1"}]}}), subnets("us-east-1a", "us-east-1a"), few],
		"mapped to one zone": [mapped(both), subnets("us-east-1a", "us-east-1a"), {"NON_COMPLIANT aws_lb.b subnet_mapping.subnet_id: few"}],
	}
	judge(array.concat([resource], others), {}) == want
}

test_parameter[note] if {
	some note, [minimum, want] in {"two": ["2", set()], "three": ["3", few], "empty": ["", set()], "no number": ["many", few]}
	judge(array.concat([balancer(both)], subnets("us-east-1a", "us-east-1b")), {"minAvailabilityZones": minimum}) == want
}

test_message_has_its_values if {
	one_subnet := object.union(balancer(fixtures.to(["aws_subnet.a"])), {"address": "aws_lb.c"})
	found := elbv2_multiple_az.evaluations with input as model(array.concat([balancer(fixtures.elsewhere), one_subnet], subnets(null, null)), {})
	{e.reason: e.values | some e in found} == {"few": {"minimum": 2}, "unknown": {"minimum": 2}}
}
