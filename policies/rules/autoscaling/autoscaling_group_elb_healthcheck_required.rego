# METADATA
# scope: package
# title: Groups behind a load balancer heed its health checks
# description: >-
#   An Auto Scaling group that serves a load balancer replaces the instances that the balancer finds unhealthy. What another stack attaches to a group, the plan cannot see.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/autoscaling-group-elb-healthcheck-required.html
# custom:
#   id: AUTOSCALING_GROUP_ELB_HEALTHCHECK_REQUIRED
#   source: aws-config
#   aliases: [autoscaling-group-elb-healthcheck-required]
#   severity: low
#   resources: [aws_autoscaling_group]
#   reads:
#     aws_autoscaling_attachment: [autoscaling_group_name]
#     aws_autoscaling_group: [health_check_type, load_balancers, target_group_arns, traffic_source]
#   controls: {fsbp: [AutoScaling.1], pci_3_2_1: ["2.2"], nist_800_53_r5: [CA-7, CP-2(2), SI-2]}
#   reasons:
#     wrong: "The group serves a load balancer and does not heed its health checks: health_check_type has no ELB."
#     unknown: The plan cannot tell whether the group heeds the health checks of its load balancer.
#   remediation: Set health_check_type to ELB.
#   fix: {attribute: health_check_type, value: ELB}
package rules.autoscaling.autoscaling_group_elb_healthcheck_required

import data.library.plan
import data.library.value
import data.library.verdict

evaluations contains evaluation if {
	some group in input.resources.aws_autoscaling_group
	balanced := is_balanced(group)
	balanced != "no"
	evaluation := judged(group, balanced, heeds(group.after.health_check_type))
}

is_balanced(group) := "yes" if {
	plan.companions(group, "aws_autoscaling_attachment") != []
} else := "yes" if {
	"present" in attached(group)
} else := "unknown" if {
	"unknown" in attached(group)
} else := "unknown" if {
	plan.is_ambiguous("aws_autoscaling_attachment", "autoscaling_group_name")
} else := "no"

attached(group) := {value.presence(group.after[name]) | some name in ["load_balancers", "target_group_arns", "traffic_source"]}

# Left out it is EC2. Several kinds are separated by commas.
heeds(kind) := "yes" if {
	is_string(kind)
	regex.match(`(^|,) *ELB *(,|$)`, upper(kind))
} else := "no" if {
	is_string(kind)
} else := "no" if {
	value.is_unset(kind)
} else := "unknown"

judged(group, "yes", "no") := verdict.non_compliant(group, "health_check_type", "wrong", {})

judged(group, _, "unknown") := verdict.insufficient_data(group, "health_check_type", "unknown", {})

judged(group, "unknown", "no") := verdict.insufficient_data(group, "health_check_type", "unknown", {})
