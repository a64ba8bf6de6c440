package rules.waf.wafv2_logging_enabled_test

import data.library.fixtures
import data.rules.waf.wafv2_logging_enabled

judge(resources) := fixtures.brief(found) if {
	found := wafv2_logging_enabled.evaluations with input as fixtures.plan(resources)
}

judged := fixtures.resource("aws_wafv2_web_acl.a", {"arn": fixtures.unset})

existing := object.union(judged, {"action": "no-op"})

companion(link) := fixtures.linked(fixtures.resource("aws_wafv2_web_acl_logging_configuration.c", {"resource_arn": fixtures.unknown}), {"resource_arn": link})

here := fixtures.to(["aws_wafv2_web_acl.a"])

leaving(action) := object.union(companion(here), {"action": action, "after": {}})

evaluation(status, reason) := {$"{status} aws_wafv2_web_acl.a null: {reason}"}

test_companion[note] if {
	some note, [resources, want] in {
		"there": [[judged, companion(here)], set()],
		"there, of one that exists": [[existing, companion(here)], set()],
		"not there": [[judged], evaluation("NON_COMPLIANT", "none")],
		"of another one": [[judged, companion(fixtures.elsewhere)], evaluation("NON_COMPLIANT", "none")],
		"perhaps": [[judged, companion(fixtures.ambiguous)], evaluation("INSUFFICIENT_DATA", "elsewhere")],
		"not there, of one that exists": [[existing], evaluation("INSUFFICIENT_DATA", "elsewhere")],
		"deleted": [[existing, leaving("delete")], evaluation("NON_COMPLIANT", "removed")],
		"forgotten": [[existing, leaving("forget")], evaluation("INSUFFICIENT_DATA", "elsewhere")],
		"deleted with it": [[object.union(judged, {"action": "delete", "after": {}}), leaving("delete")], set()],
	}
	judge(resources) == want
}

stream(name) := $"arn:aws:firehose:us-east-1:123456789012:deliverystream/aws-waf-logs-{name}"

test_destinations[note] if {
	some note, [destinations, arns, want] in {
		"one of them": [[stream("a")], $"{stream("b")},{stream("a")}", set()],
		"another": [[stream("c")], stream("a"), evaluation("NON_COMPLIANT", "other")],
		"another kind": [["arn:aws:s3:::aws-waf-logs-b"], stream("a"), evaluation("NON_COMPLIANT", "other")],
		"one of them and another": [[stream("a"), stream("c")], stream("a"), evaluation("NON_COMPLIANT", "other")],
		"of this plan": [[fixtures.reference("aws_kinesis_firehose_delivery_stream.s", "arn")], stream("a"), evaluation("INSUFFICIENT_DATA", "unknown_other")],
		"unknown": [fixtures.unknown, stream("a"), evaluation("INSUFFICIENT_DATA", "unknown_other")],
		"no parameter": [[stream("c")], "", set()],
	}
	configuration := object.union(companion(here), {"after": {"log_destination_configs": destinations}})
	model := object.union(fixtures.plan([judged, configuration]), {"parameters": {"WAFV2_LOGGING_ENABLED": {"KinesisFirehoseDeliveryStreamArns": arns}}})
	found := wafv2_logging_enabled.evaluations with input as model
	fixtures.brief(found) == want
}

test_message_names_the_streams if {
	configuration := object.union(companion(here), {"after": {"log_destination_configs": [stream("c"), fixtures.unknown]}})
	model := object.union(fixtures.plan([judged, configuration]), {"parameters": {"WAFV2_LOGGING_ENABLED": {"KinesisFirehoseDeliveryStreamArns": "a,b"}}})
	found := wafv2_logging_enabled.evaluations with input as model
	{e.reason: e.values | some e in found} == {"other": {"allowed": "a, b"}, "unknown_other": {"allowed": "a, b"}}
}
