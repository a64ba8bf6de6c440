# METADATA
# scope: package
# title: Distributions are behind a web ACL
# description: >-
#   A web ACL of AWS WAF inspects the requests to a distribution.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/cloudfront-associated-with-waf.html
#   - https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-web-awswaf.html
# custom:
#   id: CLOUDFRONT_ASSOCIATED_WITH_WAF
#   source: aws-config
#   severity: medium
#   resources: [aws_cloudfront_distribution]
#   reads:
#     aws_cloudfront_distribution: [web_acl_id]
#   parameters:
#     wafWebAclIds: {description: "ARNs of the web ACLs that may be used, separated by commas; any when left out."}
#   controls: {fsbp: [CloudFront.6], pci_4_0_1: ["6.4.2"], nist_800_53_r5: [AC-4(21)]}
#   reasons:
#     wrong: The distribution has no web ACL.
#     unknown: The plan cannot tell whether the distribution has a web ACL.
#     other: "The web ACL of the distribution is none of {approved}."
#     unknown_acl: "The plan cannot tell whether the web ACL of the distribution is one of {approved}."
#   remediation: Set web_acl_id to the ARN of an aws_wafv2_web_acl of the scope CLOUDFRONT.
package rules.cloudfront.cloudfront_associated_with_waf

import data.library.parameter
import data.library.setting
import data.library.value
import data.library.verdict

evaluations contains evaluation if {
	distributions := [distribution | some distribution in input.resources.aws_cloudfront_distribution]
	some evaluation in setting.must_be_present(distributions, "web_acl_id")
}

evaluations contains verdict.non_compliant(distribution, "web_acl_id", "other", {"approved": concat(", ", approved)}) if {
	some distribution in named
	is_string(distribution.after.web_acl_id)
	not distribution.after.web_acl_id in approved
}

evaluations contains verdict.insufficient_data(distribution, "web_acl_id", "unknown_acl", {"approved": concat(", ", approved)}) if {
	some distribution in named
	not is_string(distribution.after.web_acl_id)
}

approved := parameter.items("CLOUDFRONT_ASSOCIATED_WITH_WAF", "wafWebAclIds")

named := [distribution |
	approved != []
	some distribution in input.resources.aws_cloudfront_distribution
	value.presence_of_text(distribution.after.web_acl_id) == "present"
]
