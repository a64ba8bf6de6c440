# METADATA
# scope: package
# title: Application load balancers have a web ACL
# description: >-
#   Every application load balancer is behind a web ACL of AWS WAF, one of those that the parameter wafWebAclIds lists, if any.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/alb-waf-enabled.html
# custom:
#   id: ALB_WAF_ENABLED
#   source: aws-config
#   aliases: [alb-waf-enabled]
#   severity: medium
#   resources: [aws_alb, aws_lb]
#   reads:
#     aws_alb: [arn, load_balancer_type]
#     aws_lb: [arn, load_balancer_type]
#     aws_wafregional_web_acl_association: [resource_arn, web_acl_id]
#     aws_wafv2_web_acl_association: [resource_arn, web_acl_arn]
#   parameters:
#     wafWebAclIds: {description: "Ids or ARNs of the web ACLs that load balancers may have, separated by commas."}
#   controls: {fsbp: [ELB.16], nist_800_53_r5: [AC-4(21)]}
#   reasons:
#     none: The load balancer has no web ACL. (Another stack or Firewall Manager may add one; this plan cannot see it.)
#     removed: This plan takes the web ACL from the load balancer, which stays.
#     other: "The load balancer has another web ACL than {expected}."
#     elsewhere: The plan has no web ACL for this load balancer, which exists already; it cannot tell whether another stack has one.
#     forgotten: The association of the web ACL leaves Terraform's control.
#     unseen: The plan cannot tell whether the load balancer has a web ACL.
#     unknown: "The plan cannot tell whether the load balancer has one of the web ACLs {expected}."
#   remediation: Add an aws_wafv2_web_acl_association with the load balancer's ARN.
package rules.elb.alb_waf_enabled

import data.library.companion
import data.library.load_balancer
import data.library.parameter
import data.library.plan
import data.library.verdict

evaluations contains evaluation if {
	some balancer in load_balancer.application
	evaluation := judged(balancer, associations(balancer))
}

associations(balancer) := [acl |
	some type, attribute in {"aws_wafv2_web_acl_association": "web_acl_arn", "aws_wafregional_web_acl_association": "web_acl_id"}
	some association in plan.companions(balancer, type)
	acl := association.after[attribute]
]

# Only an application load balancer can have a web ACL, so one that may be of another kind need not.
judged(balancer, []) := verdict.non_compliant(balancer, null, reason, {}) if {
	reason := companion.absence(balancer, "aws_wafv2_web_acl_association", "resource_arn")
	reason in {"none", "removed"}
	load_balancer.kind(balancer) == "application"
} else := verdict.insufficient_data(balancer, null, "unseen", {}) if {
	load_balancer.kind(balancer) == "unknown"
} else := verdict.insufficient_data(balancer, null, companion.absence(balancer, "aws_wafv2_web_acl_association", "resource_arn"), {})

judged(balancer, acls) := evaluation if {
	expected != ""
	every acl in acls {
		not is_allowed(acl)
	}
	evaluation := verdict.insufficient_data(balancer, null, "unknown", {"expected": expected})
	some acl in acls
	not is_string(acl)
} else := verdict.non_compliant(balancer, null, "other", {"expected": expected}) if {
	acls != []
	expected != ""
	every acl in acls {
		not is_allowed(acl)
	}
}

is_allowed(acl) if acl in allowed

# An ARN of a web ACL ends with its id.
is_allowed(acl) if {
	is_string(acl)
	parts := split(acl, "/")
	parts[count(parts) - 1] in allowed
}

expected := parameter.text("ALB_WAF_ENABLED", "wafWebAclIds")

allowed := parameter.items("ALB_WAF_ENABLED", "wafWebAclIds")
