# METADATA
# scope: package
# title: Auto Scaling groups use launch templates
# description: >-
#   Auto Scaling groups launch from a template, which has versions and all that EC2 offers, and not from a launch configuration, which AWS no longer develops.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/autoscaling-launch-template.html
# custom:
#   id: AUTOSCALING_LAUNCH_TEMPLATE
#   source: aws-config
#   aliases: [autoscaling-launch-template]
#   severity: medium
#   resources: [aws_autoscaling_group]
#   reads:
#     aws_autoscaling_group: [launch_configuration, launch_template, mixed_instances_policy]
#   controls: {fsbp: [AutoScaling.9], nist_800_53_r5: [CA-9(1), CM-2, CM-2(2)]}
#   reasons:
#     configuration: The group launches from a launch configuration.
#     neither: The group names neither a launch template nor a launch configuration.
#     unknown: The plan cannot tell whether the group launches from a launch template.
#   remediation: Write a launch_template block, or a mixed_instances_policy, in place of launch_configuration.
package rules.autoscaling.autoscaling_launch_template

import data.library.value
import data.library.verdict

evaluations contains evaluation if {
	some group in input.resources.aws_autoscaling_group
	answers := {name: value.presence(group.after[name]) | some name in ["launch_configuration", "launch_template", "mixed_instances_policy"]}
	evaluation := judged(group, answers)
}

judged(group, answers) := verdict.non_compliant(group, "launch_configuration", "configuration", {}) if {
	answers.launch_configuration == "present"
} else := verdict.insufficient_data(group, null, "unknown", {}) if {
	answers.launch_configuration == "unknown"
} else := verdict.insufficient_data(group, null, "unknown", {}) if {
	not uses_template(answers)
	"unknown" in {answer | some answer in answers}
} else := verdict.non_compliant(group, null, "neither", {}) if {
	not uses_template(answers)
}

# A group cannot have both a template and a configuration. Where a configuration comes, the plan keeps the template that the group had.
uses_template(answers) if "present" in {answers.launch_template, answers.mixed_instances_policy}
