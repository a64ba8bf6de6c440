# METADATA
# scope: package
# title: RDS instances are protected from deletion
# description: >-
#   An instance that is protected from deletion cannot be deleted before somebody turns the protection off. With the parameter databaseEngines, only
#   instances of these engines are judged.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/rds-instance-deletion-protection-enabled.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html
# custom:
#   id: RDS_INSTANCE_DELETION_PROTECTION_ENABLED
#   source: aws-config
#   severity: low
#   resources: [aws_db_instance]
#   reads:
#     aws_db_instance: [deletion_protection, engine, replicate_source_db]
#   parameters:
#     databaseEngines: {description: "Engines whose instances are judged, separated by commas; all of them when left out."}
#   controls: {fsbp: [RDS.8], nist_800_53_r5: [CM-3, SC-5(2), SI-13(5)]}
#   reasons:
#     wrong: The instance is not protected from deletion.
#     unknown: The plan cannot tell whether the instance is protected from deletion.
#     engine: The engine is none that is judged.
#   remediation: Set deletion_protection to true.
#   fix: {attribute: deletion_protection, value: true}
package rules.rds.rds_instance_deletion_protection_enabled

import data.library.database
import data.library.parameter
import data.library.setting
import data.library.verdict

evaluations contains evaluation if {
	resources := [instance |
		some instance in input.resources.aws_db_instance
		not is_left_aside(instance)
	]
	some evaluation in setting.must_be("true", resources, "deletion_protection", "false")
}

evaluations contains verdict.not_applicable(instance, "engine", "engine", {}) if {
	some instance in input.resources.aws_db_instance
	is_left_aside(instance)
}

# One whose engine the plan cannot tell is judged.
is_left_aside(instance) if {
	engines != []
	not database.engine(instance) in array.concat(engines, ["unknown"])
}

engines := [lower(engine) | some engine in parameter.items("RDS_INSTANCE_DELETION_PROTECTION_ENABLED", "databaseEngines")]
