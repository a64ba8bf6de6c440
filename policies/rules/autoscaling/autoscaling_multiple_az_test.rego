package rules.autoscaling.autoscaling_multiple_az_test

import data.library.fixtures
import data.rules.autoscaling.autoscaling_multiple_az

judge(resources, parameters) := fixtures.brief(found) if {
	found := autoscaling_multiple_az.evaluations with input as model(resources, parameters)
}

model(resources, parameters) := object.union(fixtures.plan(resources), {"parameters": {"AUTOSCALING_MULTIPLE_AZ": parameters}})

group(link, zones) := fixtures.linked(
	fixtures.resource("aws_autoscaling_group.g", {"vpc_zone_identifier": fixtures.unknown, "availability_zones": zones}),
	{"vpc_zone_identifier": link},
)

subnet(name, zone) := fixtures.resource($"aws_subnet.{name}", {"availability_zone": zone})

few := {"NON_COMPLIANT aws_autoscaling_group.g vpc_zone_identifier: few"}

unknown := {"INSUFFICIENT_DATA aws_autoscaling_group.g vpc_zone_identifier: unknown"}

test_group[note] if {
	both := fixtures.to(["aws_subnet.a", "aws_subnet.b"])
	some note, [link, zones, subnets, want] in {
		"two zones": [both, fixtures.unset, [subnet("a", "us-east-1a"), subnet("b", "us-east-1b")], set()],
		"one zone": [both, fixtures.unset, [subnet("a", "us-east-1a"), subnet("b", "us-east-1a")], few],
		"one subnet": [fixtures.to(["aws_subnet.a"]), fixtures.unset, [subnet("a", fixtures.unset)], few],
		"subnets whose zones are unknown": [both, fixtures.unset, [subnet("a", fixtures.unset), subnet("b", fixtures.unset)], unknown],
		"subnets elsewhere": [fixtures.elsewhere, fixtures.unset, [], unknown],
		"listed zones": [fixtures.elsewhere, ["us-east-1a", "us-east-1b"], [], set()],
		"one listed zone": [fixtures.elsewhere, ["us-east-1a"], [], few],
		"malformed": [fixtures.ambiguous, 2, [], unknown],
	}
	judge(array.concat([group(link, zones)], subnets), {}) == want
}

test_parameter[note] if {
	some note, [minimum, want] in {"two": ["2", set()], "three": ["3", few], "empty": ["", set()], "no number": ["many", few]}
	judge([group(fixtures.elsewhere, ["us-east-1a", "us-east-1b"])], {"minAvailabilityZones": minimum}) == want
}

test_message_has_its_values if {
	unknown_group := object.union(group(fixtures.elsewhere, []), {"address": "aws_autoscaling_group.h"})
	found := autoscaling_multiple_az.evaluations with input as model([group(fixtures.elsewhere, ["us-east-1a"]), unknown_group], {})
	{e.reason: e.values | some e in found} == {"few": {"minimum": 2}, "unknown": {"minimum": 2}}
}
