# METADATA
# scope: package
# title: REST API stages are behind a web ACL
# description: >-
#   A web ACL of AWS WAF inspects the requests to a stage, one of those that the parameter WebAclArns lists, if any. The association is a resource
#   of its own; of a stage that exists, the state tells it too.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/api-gw-associated-with-waf.html
#   - https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html
# custom:
#   id: API_GW_ASSOCIATED_WITH_WAF
#   source: aws-config
#   severity: medium
#   resources: [aws_api_gateway_stage]
#   reads:
#     aws_api_gateway_stage: [web_acl_arn]
#     aws_wafv2_web_acl_association: [resource_arn, web_acl_arn]
#   parameters:
#     WebAclArns: {description: "ARNs of the web ACLs that stages may have, separated by commas; any when left out."}
#   controls: {fsbp: [APIGateway.4], nist_800_53_r5: [AC-4(21)]}
#   reasons:
#     none: The stage has no web ACL. Another stack, or AWS Firewall Manager, may associate one.
#     removed: The plan deletes the association of the stage with its web ACL.
#     elsewhere: The plan does not associate the stage with a web ACL; there may be an association elsewhere.
#     other: "The stage has another web ACL than {allowed}."
#     unknown_other: "The plan cannot tell whether the web ACL of the stage is one of {allowed}."
#   remediation: Add an aws_wafv2_web_acl_association whose resource_arn is that of the stage.
package rules.apigateway.api_gw_associated_with_waf

import data.library.parameter
import data.library.plan
import data.library.required_companion
import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(entry.resource, null, entry.state, {}) if {
	some entry in stages
	entry.state in {"none", "removed"}
}

evaluations contains verdict.insufficient_data(entry.resource, "web_acl_arn", "elsewhere", {}) if {
	some entry in stages
	entry.state == "elsewhere"
	value.presence(entry.resource.after.web_acl_arn) != "present"
}

evaluations contains verdict.non_compliant(entry.stage, null, "other", {"allowed": concat(", ", allowed)}) if {
	some entry in named
	is_string(entry.acl)
	not entry.acl in allowed
}

evaluations contains verdict.insufficient_data(entry.stage, null, "unknown_other", {"allowed": concat(", ", allowed)}) if {
	some entry in named
	not is_string(entry.acl)
}

allowed := parameter.items("API_GW_ASSOCIATED_WITH_WAF", "WebAclArns")

# Stages with each web ACL that they have, where it matters which.
named := [{"stage": stage, "acl": acl} |
	allowed != []
	some stage in input.resources.aws_api_gateway_stage
	some acl in acls(stage)
]

acls(stage) := associated if {
	associated := [association.after.web_acl_arn | some association in plan.companions(stage, "aws_wafv2_web_acl_association")]
	associated != []
} else := [stage.after.web_acl_arn] if {
	value.presence_of_text(stage.after.web_acl_arn) == "present"
} else := []

stages := required_companion.found([stage | some stage in input.resources.aws_api_gateway_stage], "aws_wafv2_web_acl_association", "resource_arn")
