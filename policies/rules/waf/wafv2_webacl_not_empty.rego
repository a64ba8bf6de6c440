# METADATA
# scope: package
# title: Web ACLs have rules
# description: >-
#   A web ACL without rules inspects nothing.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/wafv2-webacl-not-empty.html
#   - https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-editing.html
# custom:
#   id: WAFV2_WEBACL_NOT_EMPTY
#   source: aws-config
#   severity: medium
#   resources: [aws_wafv2_web_acl]
#   reads:
#     aws_wafv2_web_acl: [rule, rule_json]
#   controls: {fsbp: [WAF.10], nist_800_53_r5: [CA-9(1), CM-2]}
#   reasons:
#     empty: The web ACL has no rules.
#     unknown: The plan cannot tell whether the web ACL has rules.
#   remediation: Add rules, e.g. the managed rule groups of AWS.
package rules.waf.wafv2_webacl_not_empty

import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(acl, "rule", "empty", {}) if {
	some acl in input.resources.aws_wafv2_web_acl
	state(acl) == "absent"
}

evaluations contains verdict.insufficient_data(acl, "rule", "unknown", {}) if {
	some acl in input.resources.aws_wafv2_web_acl
	state(acl) == "unknown"
}

# Rules are written in blocks or as JSON.
state(acl) := value.presence_of_blocks(acl.after.rule) if {
	value.presence_of_blocks(acl.after.rule) != "absent"
} else := "absent" if {
	value.is_unset(acl.after.rule_json)
} else := "absent" if {
	is_string(acl.after.rule_json)
	regex.match(`^\s*\[\s*\]\s*$`, acl.after.rule_json)
} else := "unknown" if {
	is_string(acl.after.rule_json)
	not regex.match(`^\s*\[\s*\{`, acl.after.rule_json)
} else := value.presence_of_text(acl.after.rule_json)
