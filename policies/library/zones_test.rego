package library.zones_test

import data.library.fixtures
import data.library.zones

subnet(name, zone) := fixtures.resource($"aws_subnet.{name}", {"availability_zone": zone, "availability_zone_id": fixtures.unset})

plan(link, zone_list, subnets) := found if {
	group := fixtures.linked(fixtures.resource("aws_autoscaling_group.g", {"vpc_zone_identifier": []}), {"vpc_zone_identifier": link})
	found := zones.span(group, "vpc_zone_identifier", zone_list) with input as fixtures.plan(subnets)
}

names(index) := fixtures.reference("data.aws_availability_zones.all", $"names[{index}]")

both := fixtures.to(["aws_subnet.a", "aws_subnet.b"])

test_span[note] if {
	some note, [link, zone_list, subnets, want] in {
		"two subnets": [both, null, [subnet("a", "us-east-1a"), subnet("b", "us-east-1b")], {"known": 2, "at_most": 2}],
		"two subnets of one zone": [both, null, [subnet("a", "us-east-1a"), subnet("b", "us-east-1a")], {"known": 1, "at_most": 1}],
		"two entries of one list": [both, null, [subnet("a", names(0)), subnet("b", names(1))], {"known": 2, "at_most": 2}],
		"the same entry twice": [both, null, [subnet("a", names(0)), subnet("b", names(0))], {"known": 1, "at_most": 1}],
		"another reference": [both, null, [subnet("a", fixtures.reference("aws_subnet.x", "availability_zone")), subnet("b", "us-east-1a")], {"known": 1, "at_most": 2}],
		"a zone left out": [both, null, [subnet("a", fixtures.unset), subnet("b", "us-east-1a")], {"known": 1, "at_most": 2}],
		"subnets elsewhere": [fixtures.elsewhere, null, [], {"known": 0, "at_most": "unknown"}],
		"a subnet that is removed": [both, null, [subnet("a", "us-east-1a")], {"known": 1, "at_most": "unknown"}],
		"listed zones": [fixtures.elsewhere, ["us-east-1a", "us-east-1b"], [], {"known": 2, "at_most": 2}],
		"one listed zone": [fixtures.elsewhere, ["us-east-1a"], [], {"known": 1, "at_most": 1}],
		"listed zones, one unknown": [fixtures.elsewhere, ["us-east-1a", fixtures.unknown], [], {"known": 1, "at_most": "unknown"}],
		"unknown zones": [fixtures.elsewhere, fixtures.unknown, [], {"known": 0, "at_most": "unknown"}],
		"subnets beside listed zones": [both, ["us-east-1c"], [subnet("a", "us-east-1a"), subnet("b", "us-east-1b")], {"known": 3, "at_most": "unknown"}],
		"subnets beside unknown zones": [both, fixtures.unknown, [subnet("a", "us-east-1a"), subnet("b", "us-east-1b")], {"known": 2, "at_most": "unknown"}],
		"an empty zone": [both, null, [subnet("a", ""), subnet("b", "us-east-1b")], {"known": 1, "at_most": 2}],
		"entries of another data source": [both, null, [subnet("a", fixtures.reference("data.aws_regions.all", "names[0]")), subnet("b", fixtures.reference("data.aws_regions.all", "names[1]"))], {"known": 0, "at_most": 2}],
		"no entry of a list": [both, null, [subnet("a", fixtures.reference("data.aws_availability_zones.all", "id")), subnet("b", "us-east-1b")], {"known": 1, "at_most": 2}],
		"an entry of a list, and a name that it may be": [both, null, [subnet("a", names(0)), subnet("b", "us-east-1b")], {"known": 1, "at_most": 2}],
		"entries of different lists": [both, null, [subnet("a", names(0)), subnet("b", fixtures.reference("data.aws_availability_zones.some", "names[1]"))], {"known": 1, "at_most": 2}],
		"two listed entries, and one of another list": [fixtures.elsewhere, [names(0), names(1), fixtures.reference("data.aws_availability_zones.some", "names[0]")], [], {"known": 2, "at_most": 3}],
		"nothing": [fixtures.to([]), null, [], {"known": 0, "at_most": 0}],
	}
	plan(link, zone_list, subnets) == want
}

by_id(name, id) := fixtures.resource($"aws_subnet.{name}", {"availability_zone": fixtures.unset, "availability_zone_id": id})

# Names and ids are two ways to say the same.
test_zone_by_name_and_by_id if {
	plan(both, null, [subnet("a", "us-east-1a"), by_id("b", "use1-az1")]) == {"known": 1, "at_most": 2}
	ids := fixtures.reference("data.aws_availability_zones.all", "zone_ids[0]")
	plan(both, null, [subnet("a", names(0)), by_id("b", ids)]) == {"known": 1, "at_most": 2}
}

by_both(name, id) := fixtures.resource("aws_subnet.a", {"availability_zone": name, "availability_zone_id": id})

test_zone_by_what_all_subnets_have[note] if {
	some note, [subnets, want] in {
		"ids": [[by_both("us-east-1a", "use1-az1"), by_id("b", "use1-az2")], {"known": 2, "at_most": 2}],
		"the same id": [[by_both("us-east-1a", "use1-az1"), by_id("b", "use1-az1")], {"known": 1, "at_most": 1}],
		"names before ids": [[by_both("us-east-1a", "one"), object.union(by_both("us-east-1a", "other"), {"address": "aws_subnet.b"})], {"known": 1, "at_most": 1}],
		"names": [[by_both("us-east-1a", "use1-az1"), subnet("b", "us-east-1a")], {"known": 1, "at_most": 1}],
		"nothing": [[by_both("us-east-1a", "use1-az1"), subnet("b", fixtures.unset)], {"known": 1, "at_most": 2}],
	}
	plan(both, null, subnets) == want
}

test_default_subnet if {
	default_subnet := fixtures.resource("aws_default_subnet.a", {"availability_zone": "us-east-1a"})
	plan(fixtures.to(["aws_default_subnet.a", "aws_subnet.b"]), null, [default_subnet, subnet("b", "us-east-1b")]) == {"known": 2, "at_most": 2}
}

test_zone_by_id if plan(both, null, [by_id("a", "use1-az1"), by_id("b", "use1-az2")]) == {"known": 2, "at_most": 2}

test_reaches[note] if {
	some note, [found, want] in {
		"enough": [{"known": 2, "at_most": 3}, "yes"],
		"too few": [{"known": 1, "at_most": 1}, "no"],
		"perhaps": [{"known": 1, "at_most": 2}, "unknown"],
		"cannot tell": [{"known": 1, "at_most": "unknown"}, "unknown"],
	}
	zones.reaches(found, 2) == want
}
