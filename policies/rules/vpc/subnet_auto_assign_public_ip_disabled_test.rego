package rules.vpc.subnet_auto_assign_public_ip_disabled_test

import data.library.fixtures
import data.rules.vpc.subnet_auto_assign_public_ip_disabled

judge(resource) := fixtures.brief(found) if {
	found := subnet_auto_assign_public_ip_disabled.evaluations with input as fixtures.plan([resource])
}

subnet(type, map) := fixtures.resource($"{type}.s", {"map_public_ip_on_launch": map})

violation(type) := {$"NON_COMPLIANT {type}.s map_public_ip_on_launch: wrong"}

doubt(type) := {$"INSUFFICIENT_DATA {type}.s map_public_ip_on_launch: unknown"}

test_subnet[note] if {
	some type in ["aws_subnet", "aws_default_subnet"]
	some name, [map, want] in {
		"off": [false, set()],
		"on": [true, violation(type)],
		"on, as text": ["true", violation(type)],
		"unknown": [fixtures.unknown, doubt(type)],
		"by reference": [fixtures.reference("data.aws_subnet.o", "map_public_ip_on_launch"), doubt(type)],
		"malformed": [0, doubt(type)],
	}
	note := $"{type} {name}"
	judge(subnet(type, map)) == want
}

test_left_out if {
	judge(subnet("aws_subnet", null)) == set()
	judge(subnet("aws_default_subnet", null)) == violation("aws_default_subnet")
}

test_existing_subnet if judge(fixtures.existing("aws_subnet.s", {"map_public_ip_on_launch": true})) == violation("aws_subnet")

test_deleted_subnet_is_not_judged if judge(fixtures.deleted("aws_subnet.s", {"map_public_ip_on_launch": true})) == set()
