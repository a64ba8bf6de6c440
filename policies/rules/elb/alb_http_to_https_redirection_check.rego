# METADATA
# scope: package
# title: HTTP listeners redirect to HTTPS
# description: >-
#   Every HTTP listener of an application load balancer sends all requests to HTTPS: its default action does, and so do its rules.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/alb-http-to-https-redirection-check.html
# custom:
#   id: ALB_HTTP_TO_HTTPS_REDIRECTION_CHECK
#   source: aws-config
#   aliases: [alb-http-to-https-redirection-check]
#   severity: high
#   resources: [aws_alb_listener, aws_lb_listener]
#   reads:
#     aws_alb: [load_balancer_type]
#     aws_alb_listener: [default_action, load_balancer_arn, protocol]
#     aws_alb_listener_rule: [action, listener_arn]
#     aws_lb: [load_balancer_type]
#     aws_lb_listener: [default_action, load_balancer_arn, protocol]
#     aws_lb_listener_rule: [action, listener_arn]
#   controls:
#     fsbp: [ELB.1]
#     pci_3_2_1: ["2.3", "4.1"]
#     nist_800_53_r5:
#       [AC-4, AC-17(2), IA-5(1), SC-7(4), SC-8, SC-8(1), SC-8(2), SC-12(3), SC-13, SC-23, SC-23(3), SI-7(6)]
#   reasons:
#     default: The HTTP listener does not redirect to HTTPS.
#     rule: "The HTTP listener has rules that do not redirect to HTTPS: {rules}."
#     unknown: The plan cannot tell whether the HTTP listener redirects to HTTPS.
#     unknown_rule: "The plan cannot tell whether the rules of the HTTP listener redirect to HTTPS: {rules}."
#   remediation: Make the default action a redirect with protocol HTTPS and port 443.
package rules.elb.alb_http_to_https_redirection_check

import data.library.load_balancer
import data.library.logic
import data.library.plan
import data.library.value
import data.library.verdict

# Of an HTTPS listener, or one of a network load balancer, nothing is asked.
http_listeners := [listener |
	some listener in load_balancer.listeners
	load_balancer.protocol(listener) in {"HTTP", "unknown"}
	not load_balancer.kind_of(listener) in {"network", "gateway"}
]

evaluations contains evaluation if {
	some listener in http_listeners
	evaluation := judged(listener, redirects(listener.after.default_action), load_balancer.protocol(listener))
}

judged(listener, "no", "HTTP") := verdict.non_compliant(listener, "default_action", "default", {})

judged(listener, "no", "unknown") := verdict.insufficient_data(listener, "default_action", "unknown", {})

judged(listener, "unknown", _) := verdict.insufficient_data(listener, "default_action", "unknown", {})

evaluations contains verdict.non_compliant(listener, null, "rule", {"rules": concat(", ", sort(rules))}) if {
	some listener in http_listeners
	load_balancer.protocol(listener) == "HTTP"
	rules := rules_that(listener, "no")
	rules != []
}

evaluations contains verdict.insufficient_data(listener, null, "unknown_rule", {"rules": concat(", ", sort(rules))}) if {
	some listener in http_listeners
	load_balancer.protocol(listener) == "HTTP"
	rules := rules_that(listener, "unknown")
	rules != []
}

evaluations contains verdict.insufficient_data(listener, null, "unknown_rule", {"rules": concat(", ", sort(rules))}) if {
	some listener in http_listeners
	load_balancer.protocol(listener) == "unknown"
	redirects(listener.after.default_action) == "yes"
	rules := array.concat(rules_that(listener, "no"), rules_that(listener, "unknown"))
	rules != []
}

rules_that(listener, answer) := [rule.address |
	some type in ["aws_lb_listener_rule", "aws_alb_listener_rule"]
	some rule in plan.companions(listener, type)
	redirects(rule.after.action) == answer
]

# Whether the last of the actions, which decides, redirects to HTTPS. The others authenticate.
redirects(actions) := logic.any({"no"} | {redirects_to_https(element.value) | some element in value.elements(actions)})

redirects_to_https(action) := logic.all({is_redirect(value.attribute(action, "type")), goes_to_https(value.attribute(action, "redirect"))})

is_redirect("redirect") := "yes"

is_redirect(type) := "no" if {
	is_string(type)
	type != "redirect"
}

is_redirect(type) := "unknown" if not is_string(type)

# Left out the protocol of the request is kept.
goes_to_https(redirects) := protocol(value.attribute(redirect.value, "protocol")) if {
	[redirect] := value.elements(redirects)
} else := "no" if {
	value.elements(redirects) == []
} else := "unknown"

protocol(v) := "yes" if {
	v == "HTTPS"
} else := "no" if {
	is_string(v)
} else := "no" if {
	value.is_unset(v)
} else := "unknown"
