# METADATA
# scope: package
# title: Secrets rotate
# description: >-
#   Every secret of the plan has a rotation, often enough for the parameters that say how often, if any. A schedule that is not a plain rate (cron) is
#   not compared with them.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/secretsmanager-rotation-enabled-check.html
#   - https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html
# custom:
#   id: SECRETSMANAGER_ROTATION_ENABLED_CHECK
#   source: aws-config
#   aliases: [secretsmanager-rotation-enabled-check]
#   severity: medium
#   resources: [aws_secretsmanager_secret, aws_secretsmanager_secret_rotation]
#   reads:
#     aws_secretsmanager_secret: [name]
#     aws_secretsmanager_secret_rotation: [rotation_rules, secret_id]
#   parameters:
#     maximumAllowedRotationFrequency: {description: Days after which a secret must have rotated.}
#     maximumAllowedRotationFrequencyInHours: {description: Hours after which a secret must have rotated.}
#   controls: {fsbp: [SecretsManager.1], pci_4_0_1: ["8.3.9", "8.6.3"], nist_800_53_r5: [AC-2(1), AC-3(15)]}
#   reasons:
#     none: "Nothing in this plan rotates the secret. (Another stack may.)"
#     removed: This plan removes the rotation of the secret.
#     elsewhere: The plan shows no rotation of the secret, and cannot tell that it has none.
#     rare: "The secret rotates every {hours} hours, not every {maximum}."
#     unknown: "The plan cannot tell whether the secret rotates every {maximum} hours."
#   remediation: Give the secret an aws_secretsmanager_secret_rotation.
package rules.secretsmanager.secretsmanager_rotation_enabled_check

import data.library.parameter
import data.library.required_companion
import data.library.value
import data.library.verdict

evaluations contains evaluation if {
	secrets := [secret | some secret in input.resources.aws_secretsmanager_secret]
	some evaluation in required_companion.required(secrets, "aws_secretsmanager_secret_rotation", "secret_id")
}

evaluations contains verdict.non_compliant(schedule.rotation, schedule.attribute, "rare", {"hours": schedule.hours, "maximum": maximum}) if {
	some schedule in schedules
	is_number(schedule.hours)
	schedule.hours > maximum
}

evaluations contains verdict.insufficient_data(schedule.rotation, schedule.attribute, "unknown", {"maximum": maximum}) if {
	some schedule in schedules
	schedule.hours == "unknown"
	is_number(maximum)
}

# The stricter of the two parameters.
maximum := min(limits) if limits != set()

limits contains days * 24 if {
	days := value.whole_number(parameter.text("SECRETSMANAGER_ROTATION_ENABLED_CHECK", "maximumAllowedRotationFrequency"))
	is_number(days)
}

limits contains hours if {
	hours := value.whole_number(parameter.text("SECRETSMANAGER_ROTATION_ENABLED_CHECK", "maximumAllowedRotationFrequencyInHours"))
	is_number(hours)
}

schedules := [schedule |
	some rotation in input.resources.aws_secretsmanager_secret_rotation
	some rule in value.elements(rotation.after.rotation_rules)
	schedule := {"rotation": rotation, "attribute": $"rotation_rules{rule.index}", "hours": hours_between(rule.value)}
]

hours_between(rule) := days * 24 if {
	days := value.whole_number(value.attribute(rule, "automatically_after_days"))
	is_number(days)
} else := to_number(count_of[0][1]) * {"day": 24, "hour": 1}[count_of[0][2]] if {
	count_of := regex.find_all_string_submatch_n(`^rate\(([0-9]+) (day|hour)s?\)$`, value.attribute(rule, "schedule_expression"), 1)
	count_of != []
} else := "unknown"
