# METADATA
# scope: package
# title: Web ACLs log the requests that they see
# description: >-
#   A web ACL has a logging configuration, which is a resource of its own.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/wafv2-logging-enabled.html
#   - https://docs.aws.amazon.com/waf/latest/developerguide/logging.html
# custom:
#   id: WAFV2_LOGGING_ENABLED
#   source: aws-config
#   severity: low
#   resources: [aws_wafv2_web_acl]
#   reads:
#     aws_wafv2_web_acl: [arn]
#     aws_wafv2_web_acl_logging_configuration: [resource_arn]
#   controls:
#     fsbp: [WAF.11]
#     pci_4_0_1: ["10.4.2"]
#     nist_800_53_r5: [AC-4(26), AU-2, AU-3, AU-6(3), AU-6(4), AU-10, AU-12, CA-7, SC-7(9), SC-7(10), SI-7(8)]
#   reasons:
#     none: The web ACL has no logging. Another stack may add it.
#     removed: The plan deletes the logging of the web ACL.
#     elsewhere: The plan has no logging of the web ACL; there may be one elsewhere.
#   remediation: Add an aws_wafv2_web_acl_logging_configuration whose resource_arn is that of the web ACL.
package rules.waf.wafv2_logging_enabled

import data.library.required_companion

evaluations contains evaluation if {
	acls := [acl | some acl in input.resources.aws_wafv2_web_acl]
	some evaluation in required_companion.required(acls, "aws_wafv2_web_acl_logging_configuration", "resource_arn")
}
