package rules.rds.rds_in_backup_plan_test

import data.library.fixtures
import data.rules.rds.rds_in_backup_plan

judge(resources) := fixtures.brief(found) if {
	found := rds_in_backup_plan.evaluations with input as fixtures.plan(resources)
}

instance := fixtures.resource("aws_db_instance.i", {"tags_all": {"Backup": "daily"}})

existing := object.union(instance, {"action": "no-op"})

selection(overrides, link) := fixtures.linked(
	fixtures.resource("aws_backup_selection.s", object.union(
		{"condition": [], "not_resources": [], "resources": null, "selection_tag": []},
		overrides,
	)),
	{"resources": link},
)

nothing := fixtures.to([])

none := {"NON_COMPLIANT aws_db_instance.i null: none"}

unknown := {"INSUFFICIENT_DATA aws_db_instance.i null: unknown"}

tag(key, wanted) := {"selection_tag": [{"type": "STRINGEQUALS", "key": key, "value": wanted}]}

test_selection[note] if {
	here := fixtures.to(["aws_db_instance.i"])
	by_reference := {"resources": [fixtures.reference("aws_db_instance.i", "arn")]}
	some note, [resources, want] in {
		"by name": [[instance, selection(by_reference, here)], set()],
		"by name, and existing": [[existing, selection(by_reference, here)], set()],
		"by name, with a condition": [[instance, selection(object.union(by_reference, {"condition": [{}]}), here)], unknown],
		"by name, with exceptions": [[instance, selection(object.union(by_reference, {"not_resources": ["arn:aws:rds:*:*:db:x"]}), here)], unknown],
		"all resources": [[instance, selection({"resources": ["*"]}, fixtures.elsewhere)], set()],
		"all databases": [[instance, selection({"resources": ["arn:aws:rds:*:*:db:*"]}, fixtures.elsewhere)], set()],
		"some databases": [[instance, selection({"resources": ["arn:aws:rds:*:*:db:prod-*"]}, fixtures.elsewhere)], unknown],
		"another database": [[instance, selection({"resources": ["arn:aws:rds:us-east-1:123456789012:db:x"]}, fixtures.elsewhere)], none],
		"another resource of this plan": [[instance, selection({"resources": [fixtures.reference("aws_ebs_volume.v", "arn")]}, nothing)], none],
		"another resource of this plan, by id": [[instance, selection({"resources": [fixtures.reference("aws_efs_file_system.f", "id")]}, nothing)], none],
		"another resource of this plan, with a condition": [
			[instance, selection({"resources": [fixtures.reference("aws_ebs_volume.v", "arn")], "condition": [{}]}, nothing)],
			none,
		],
		"what another resource has": [[instance, selection({"resources": [fixtures.reference("terraform_data.late", "output")]}, nothing)], unknown],
		"malformed": [[instance, selection({"resources": [1]}, nothing)], unknown],
		"unknown resources": [[instance, selection({"resources": fixtures.unknown}, fixtures.ambiguous)], unknown],
		"by tag": [[instance, selection(tag("Backup", "daily"), nothing)], set()],
		"by another value": [[instance, selection(tag("Backup", "weekly"), nothing)], none],
		"by another tag": [[instance, selection(tag("Stage", "daily"), nothing)], none],
		"by an unknown tag": [[instance, selection(tag("Backup", fixtures.unknown), nothing)], unknown],
		"by an unknown key": [[instance, selection(tag(fixtures.unknown, "daily"), nothing)], unknown],
		"by unknown tags": [[instance, selection({"selection_tag": fixtures.unknown}, nothing)], unknown],
		"tags of the database unknown": [[object.union(instance, {"after": {"tags_all": {"Backup": fixtures.unknown}}}), selection(tag("Backup", "daily"), nothing)], unknown],
		"tags of the database left to apply": [[fixtures.resource("aws_db_instance.i", {"tags_all": fixtures.unset}), selection(tag("Backup", "daily"), nothing)], unknown],
		"tags of the database malformed": [[fixtures.resource("aws_db_instance.i", {"tags_all": "x"}), selection(tag("Backup", "daily"), nothing)], unknown],
		"no selection": [[instance], none],
		"no selection, and existing": [[existing], unknown],
		"deleted": [[fixtures.deleted("aws_db_instance.i", {})], set()],
	}
	judge(resources) == want
}

test_cluster if {
	judge([fixtures.resource("aws_rds_cluster.c", {"tags_all": {}})]) == {"NON_COMPLIANT aws_rds_cluster.c null: none"}
}

test_incomplete_plan if {
	found := rds_in_backup_plan.evaluations with input as object.union(fixtures.plan([instance]), {"plan": {"complete": false}})
	fixtures.brief(found) == unknown
}
