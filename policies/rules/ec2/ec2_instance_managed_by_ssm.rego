# METADATA
# scope: package
# title: Instances can be managed by Systems Manager
# description: >-
#   Instances have a role that lets the agent of AWS Systems Manager register them, or Default Host Management gives it. Launch templates are judged where an Auto
#   Scaling group launches from them. Whether an agent runs, the plan cannot see.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/ec2-instance-managed-by-systems-manager.html
#   - https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-instance-permissions.html
# custom:
#   id: EC2_INSTANCE_MANAGED_BY_SSM
#   source: aws-config
#   aliases: [ec2-instance-managed-by-systems-manager, EC2_INSTANCE_MANAGED_BY_SYSTEMS_MANAGER]
#   severity: medium
#   resources: [aws_instance, aws_launch_configuration, aws_launch_template, aws_spot_instance_request]
#   reads:
#     aws_autoscaling_group: [launch_template, mixed_instances_policy]
#     aws_iam_instance_profile: [role]
#     aws_iam_policy: [policy]
#     aws_iam_role: [inline_policy, managed_policy_arns]
#     aws_iam_role_policy: [policy, role]
#     aws_iam_role_policy_attachment: [policy_arn, role]
#     aws_instance: [iam_instance_profile, launch_template]
#     aws_launch_configuration: [iam_instance_profile]
#     aws_launch_template: [iam_instance_profile]
#     aws_spot_instance_request: [iam_instance_profile, launch_template]
#     aws_ssm_service_setting: [setting_id, setting_value]
#   controls:
#     fsbp: [SSM.1]
#     pci_3_2_1: ["2.4"]
#     nist_800_53_r5: [CA-9(1), CM-2, CM-2(2), CM-8, CM-8(1), CM-8(2), CM-8(3), SA-3, SA-15(2), SA-15(8), SI-2(3)]
#   reasons:
#     no_profile: The instance has no instance profile, so the agent of Systems Manager cannot register it.
#     no_permission: The role of the instance does not let the agent of Systems Manager register it.
#     may_launch: An Auto Scaling group may launch from this template, and the plan does not show a role that lets the agent of Systems Manager register its instances.
#     unknown: The plan cannot tell whether the role of the instance lets the agent of Systems Manager register it.
#   remediation: Give the instance a profile whose role has the managed policy AmazonSSMManagedInstanceCore.
#   runtime: Whether the agent runs and reaches Systems Manager.
package rules.ec2.ec2_instance_managed_by_ssm

import data.library.launch
import data.library.plan
import data.library.ssm_agent
import data.library.verdict

evaluations contains evaluation if {
	some host in hosts
	evaluation := judged(host, ssm_agent.readiness(host, ["iam_instance_profile"]))
}

evaluations contains evaluation if {
	some template in input.resources.aws_launch_template
	plan.companions(template, "aws_autoscaling_group") != []
	evaluation := judged(template, ssm_agent.readiness(template, ssm_agent.template_attributes))
}

# Where it cannot be told from which template a group launches, it may be any.
evaluations contains verdict.insufficient_data(template, "iam_instance_profile", "may_launch", {}) if {
	some_group_is_open
	some template in input.resources.aws_launch_template
	plan.companions(template, "aws_autoscaling_group") == []
	ssm_agent.readiness(template, ssm_agent.template_attributes) != "yes"
}

some_group_is_open if {
	some attribute in launch.links
	plan.is_ambiguous("aws_autoscaling_group", attribute)
}

hosts := array.concat(launch.instances, [configuration | some configuration in input.resources.aws_launch_configuration])

judged(host, reason) := verdict.non_compliant(host, "iam_instance_profile", reason, {}) if {
	reason in {"no_profile", "no_permission"}
} else := verdict.insufficient_data(host, "iam_instance_profile", reason, {}) if {
	reason == "unknown"
}
