# METADATA
# scope: package
# title: RDS databases are in a backup plan
# description: >-
#   A selection of a backup plan names the database or its cluster, all databases, or one of its tags. Backup plans often stand in a stack of
#   their own, where they select by tags. AWS Config looks at instances; the instances of Aurora are backed up by their clusters, which are judged in their place.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/rds-in-backup-plan.html
#   - https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html
# custom:
#   id: RDS_IN_BACKUP_PLAN
#   source: aws-config
#   severity: medium
#   resources: [aws_db_instance, aws_rds_cluster]
#   reads:
#     aws_backup_selection: [condition, not_resources, resources, selection_tag]
#     aws_db_instance: [tags_all]
#     aws_rds_cluster: [tags_all]
#   controls: {fsbp: [RDS.26], nist_800_53_r5: [CP-6, CP-6(1), CP-6(2), CP-9, CP-10, SC-5(2), SI-12, SI-13(5)]}
#   reasons:
#     none: No selection of a backup plan takes the database. Another stack may select it.
#     unknown: The plan cannot tell whether a selection of a backup plan takes the database.
#   remediation: Select the database in an aws_backup_selection, by its ARN or by a tag.
package rules.rds.rds_in_backup_plan

import data.library.logic
import data.library.plan
import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(database, null, "none", {}) if {
	some database in selected.no
	is_certain(database)
}

evaluations contains verdict.insufficient_data(database, null, "unknown", {}) if {
	some database in selected.unknown
}

evaluations contains verdict.insufficient_data(database, null, "unknown", {}) if {
	some database in selected.no
	not is_certain(database)
}

is_certain(database) if {
	plan.is_new(database)
	input.plan.complete
}

databases := array.concat(
	[instance | some instance in input.resources.aws_db_instance],
	[cluster | some cluster in input.resources.aws_rds_cluster],
)

# Answer → databases.
selected := {answer: [database | some database in databases; is_selected(database) == answer] | some answer in ["no", "unknown"]}

is_selected(database) := logic.any({"no"} | {takes(selection, database) | some selection in selections})

# What a selection says whichever database is asked for: one pass for all of them.
selections := [entry |
	some selection in input.resources.aws_backup_selection
	link := plan.link(selection, "resources")
	entry := {
		"named": {address | some address in link.to},
		"limited": is_limited(selection),
		"all": logic.any((({"no"} | resource_answers(selection)) | {"unknown" | link.unresolved})),
		"tags": [{"key": value.attribute(block, "key"), "value": value.attribute(block, "value")} |
			some element in value.elements(selection.after.selection_tag)
			block := element.value
		],
	}
]

# Exceptions and conditions may leave out what is selected.
takes(selection, database) := "unknown" if {
	selection.limited
	selects(selection, database) == "yes"
} else := selects(selection, database)

default is_limited(_) := false

is_limited(selection) if {
	some name in ["condition", "not_resources"]
	value.presence(selection.after[name]) != "absent"
}

selects(selection, database) := "yes" if {
	database.address in selection.named
} else := logic.any({selection.all} | {tag_answer(tag.key, tag.value, database.after.tags_all) | some tag in selection.tags})

# Whether it takes all databases. One that names another resource does not.
resource_answers(selection) := {pattern_answer(element.value) | some element in value.elements(selection.after.resources)}

pattern_answer(v) := "yes" if {
	is_string(v)
	regex.match(`^([*]|arn:[a-z*-]+:(rds|[*]):[*]:[*]:([*]|(db|cluster):[*]))$`, v)
} else := "unknown" if {
	is_string(v)
	contains(v, "*")
} else := "no" if {
	is_string(v)
} else := "no" if {
	v.attribute in {"arn", "id"}
} else := "unknown"

tag_answer(key, wanted, tags) := "unknown" if {
	not is_string(key)
} else := "unknown" if {
	not is_string(wanted)
} else := "unknown" if {
	not is_object(tags)
} else := "unknown" if {
	value.is_symbol(tags)
} else := "yes" if {
	tags[key] == wanted
} else := "unknown" if {
	value.is_symbol(tags[key])
} else := "no"
