package rules.rds.rds_cluster_multi_az_enabled_test

import data.library.fixtures
import data.rules.rds.rds_cluster_multi_az_enabled

judge(resources) := fixtures.brief(found) if {
	found := rds_cluster_multi_az_enabled.evaluations with input as fixtures.plan(resources)
}

cluster := fixtures.resource("aws_rds_cluster.c", {"db_cluster_instance_class": null})

existing := object.union(cluster, {"action": "no-op"})

member(name, zone) := fixtures.linked(
	fixtures.resource($"aws_rds_cluster_instance.{name}", {"availability_zone": zone, "cluster_identifier": fixtures.unknown}),
	{"cluster_identifier": fixtures.to(["aws_rds_cluster.c"])},
)

stray := object.union(member("s", fixtures.unset), {"links": {"cluster_identifier": fixtures.ambiguous}})

leaving(action) := object.union(member("l", "us-east-1b"), {"action": action, "after": {}})

evaluation(status, reason) := {$"{status} aws_rds_cluster.c null: {reason}"}

test_aurora[note] if {
	some note, [resources, want] in {
		"two, left to AWS": [[cluster, member("a", fixtures.unset), member("b", fixtures.unset)], set()],
		"two zones": [[cluster, member("a", "us-east-1a"), member("b", "us-east-1b")], set()],
		"one zone": [[cluster, member("a", "us-east-1a"), member("b", "us-east-1a")], evaluation("NON_COMPLIANT", "one_zone")],
		"one zone, and one left to AWS": [[cluster, member("a", "us-east-1a"), member("b", fixtures.unset)], set()],
		"one unknown zone": [[cluster, member("a", fixtures.unknown), member("b", fixtures.unknown)], set()],
		"no zone, in words": [[cluster, member("a", ""), member("b", "")], set()],
		"one": [[cluster, member("a", fixtures.unset)], evaluation("NON_COMPLIANT", "none")],
		"none": [[cluster], evaluation("NON_COMPLIANT", "none")],
		"one, and one of some cluster": [[cluster, member("a", fixtures.unset), stray], evaluation("INSUFFICIENT_DATA", "elsewhere")],
		"one of an existing one": [[existing, member("a", "us-east-1a")], evaluation("INSUFFICIENT_DATA", "elsewhere")],
		"one left of an existing one": [[existing, member("a", "us-east-1a"), leaving("delete")], evaluation("NON_COMPLIANT", "removed")],
		"one forgotten": [[existing, member("a", "us-east-1a"), leaving("forget")], evaluation("INSUFFICIENT_DATA", "elsewhere")],
		"two left of an existing one": [[existing, member("a", "us-east-1a"), member("b", "us-east-1b"), leaving("delete")], set()],
		"deleted": [[fixtures.deleted("aws_rds_cluster.c", {})], set()],
	}
	judge(resources) == want
}

test_multi_az_cluster[note] if {
	some note, [class, want] in {
		"certain": ["db.m6gd.large", set()],
		"unknown": [fixtures.unknown, {"INSUFFICIENT_DATA aws_rds_cluster.c db_cluster_instance_class: unknown_class"}],
		"malformed": [["db.m6gd.large"], {"INSUFFICIENT_DATA aws_rds_cluster.c db_cluster_instance_class: unknown_class"}],
		"missing": [fixtures.missing, {"INSUFFICIENT_DATA aws_rds_cluster.c db_cluster_instance_class: unknown_class"}],
	}
	judge([fixtures.resource("aws_rds_cluster.c", {"db_cluster_instance_class": class})]) == want
}

test_message_names_the_zone if {
	found := rds_cluster_multi_az_enabled.evaluations with input as fixtures.plan([cluster, member("a", "us-east-1a"), member("b", "us-east-1a")])
	{e.values | some e in found} == {{"zone": "us-east-1a"}}
}
