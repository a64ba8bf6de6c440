# METADATA
# scope: package
# title: Web ACLs log the requests that they see
# description: >-
#   A web ACL has a logging configuration, which is a resource of its own, to the streams that the parameter KinesisFirehoseDeliveryStreamArns lists,
#   if any.
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
#     aws_wafv2_web_acl_logging_configuration: [log_destination_configs, resource_arn]
#   parameters:
#     KinesisFirehoseDeliveryStreamArns: {description: "ARNs of the streams that logs may go to, separated by commas; anything when left out."}
#   controls:
#     fsbp: [WAF.11]
#     pci_4_0_1: ["10.4.2"]
#     nist_800_53_r5: [AC-4(26), AU-2, AU-3, AU-6(3), AU-6(4), AU-10, AU-12, CA-7, SC-7(9), SC-7(10), SI-7(8)]
#   reasons:
#     none: The web ACL has no logging. Another stack may add it.
#     removed: The plan deletes the logging of the web ACL.
#     elsewhere: The plan has no logging of the web ACL; there may be one elsewhere.
#     other: "The logs of the web ACL go elsewhere than to {allowed}."
#     unknown_other: "The plan cannot tell whether the logs of the web ACL go to one of {allowed}."
#   remediation: Add an aws_wafv2_web_acl_logging_configuration whose resource_arn is that of the web ACL.
package rules.waf.wafv2_logging_enabled

import data.library.parameter
import data.library.plan
import data.library.required_companion
import data.library.value
import data.library.verdict

evaluations contains evaluation if {
	acls := [acl | some acl in input.resources.aws_wafv2_web_acl]
	some evaluation in required_companion.required(acls, "aws_wafv2_web_acl_logging_configuration", "resource_arn")
}

evaluations contains verdict.non_compliant(entry.acl, null, "other", {"allowed": concat(", ", allowed)}) if {
	some entry in destinations
	is_string(entry.destination)
	not entry.destination in allowed
}

evaluations contains verdict.insufficient_data(entry.acl, null, "unknown_other", {"allowed": concat(", ", allowed)}) if {
	some entry in destinations
	not is_string(entry.destination)
}

allowed := parameter.items("WAFV2_LOGGING_ENABLED", "KinesisFirehoseDeliveryStreamArns")

# Where the logs of each web ACL go, where it matters.
destinations := [{"acl": acl, "destination": element.value} |
	allowed != []
	some acl in input.resources.aws_wafv2_web_acl
	some configuration in plan.companions(acl, "aws_wafv2_web_acl_logging_configuration")
	some element in value.elements(configuration.after.log_destination_configs)
]
