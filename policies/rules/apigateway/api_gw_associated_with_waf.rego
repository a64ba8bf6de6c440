# METADATA
# scope: package
# title: REST API stages are behind a web ACL
# description: >-
#   A web ACL of AWS WAF inspects the requests to a stage. The association is a resource of its own; of a stage that exists, the state tells it
#   too.
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
#     aws_wafv2_web_acl_association: [resource_arn]
#   controls: {fsbp: [APIGateway.4], nist_800_53_r5: [AC-4(21)]}
#   reasons:
#     none: The stage has no web ACL. Another stack, or AWS Firewall Manager, may associate one.
#     removed: The plan deletes the association of the stage with its web ACL.
#     elsewhere: The plan does not associate the stage with a web ACL; there may be an association elsewhere.
#   remediation: Add an aws_wafv2_web_acl_association whose resource_arn is that of the stage.
package rules.apigateway.api_gw_associated_with_waf

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

stages := required_companion.found([stage | some stage in input.resources.aws_api_gateway_stage], "aws_wafv2_web_acl_association", "resource_arn")
