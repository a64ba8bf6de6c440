# METADATA
# scope: package
# title: Instances have an instance profile
# description: >-
#   Every instance has an instance profile, its own or its launch template's, so that no access keys need to be put on it. With the parameter
#   IamInstanceProfileArnList it is one of these.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/ec2-instance-profile-attached.html
# custom:
#   id: EC2_INSTANCE_PROFILE_ATTACHED
#   source: aws-config
#   aliases: [ec2-instance-profile-attached]
#   severity: medium
#   resources: [aws_instance, aws_spot_instance_request]
#   reads:
#     aws_instance: [iam_instance_profile, launch_template]
#     aws_launch_template: [iam_instance_profile]
#     aws_spot_instance_request: [iam_instance_profile, launch_template]
#   parameters:
#     IamInstanceProfileArnList: {description: "ARNs of the instance profiles that instances may have, separated by commas."}
#   controls: {}
#   reasons:
#     none: The instance has no instance profile.
#     other: "The instance has another instance profile than {expected}."
#     unknown: The plan cannot tell whether the instance has an instance profile.
#     unknown_profile: "The plan cannot tell whether the instance has one of the instance profiles {expected}."
#   remediation: Set iam_instance_profile.
package rules.ec2.ec2_instance_profile_attached

import data.library.launch
import data.library.parameter
import data.library.value
import data.library.verdict

evaluations contains evaluation if {
	some instance in launch.instances
	profile := launch.setting(instance, "iam_instance_profile")
	evaluation := judged(instance, value.presence(profile), profile)
}

judged(instance, "absent", _) := verdict.non_compliant(instance, "iam_instance_profile", "none", {})

judged(instance, "unknown", _) := verdict.insufficient_data(instance, "iam_instance_profile", "unknown", {})

judged(instance, "present", profile) := verdict.non_compliant(instance, "iam_instance_profile", "other", {"expected": expected}) if {
	expected != ""
	is_string(profile)
	not profile in names
} else := verdict.insufficient_data(instance, "iam_instance_profile", "unknown_profile", {"expected": expected}) if {
	expected != ""
	not is_string(profile)
}

expected := parameter.text("EC2_INSTANCE_PROFILE_ATTACHED", "IamInstanceProfileArnList")

# An instance names its profile; the name ends the ARN.
names := {parts[count(parts) - 1] |
	some arn in split(expected, ",")
	parts := split(trim_space(arn), "/")
}
