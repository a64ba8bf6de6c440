package rules.config.config_rule_deployable_test

import data.library.fixtures
import data.rules.config.config_rule_deployable

judge(resources) := fixtures.brief(found) if {
	found := config_rule_deployable.evaluations with input as fixtures.plan(resources)
}

config_rule(overrides) := fixtures.resource("aws_config_config_rule.r", object.union(
	{
		"input_parameters": null,
		"maximum_execution_frequency": null,
		"source": [{"owner": "AWS", "source_identifier": "IAM_PASSWORD_POLICY"}],
	},
	overrides,
))

evaluation(status, attribute, reason) := {$"{status} aws_config_config_rule.r {attribute}: {reason}"}

source(owner, identifier) := {"source": [{"owner": owner, "source_identifier": identifier}]}

test_identifier[note] if {
	attribute := "source[0].source_identifier"
	late := fixtures.reference("terraform_data.late", "output")
	some note, [overrides, want] in {
		"of AWS": [{}, set()],
		"that does not exist": [source("AWS", "CLOUDTRAIL_ENABLED"), evaluation("NON_COMPLIANT", attribute, "identifier")],
		"in small letters": [source("AWS", "iam_password_policy"), evaluation("NON_COMPLIANT", attribute, "identifier")],
		"of an own rule": [source("CUSTOM_LAMBDA", "arn:aws:lambda:us-east-1:123456789012:function:f"), set()],
		"of an own policy": [source("CUSTOM_POLICY", null), set()],
		"of an unknown owner": [source(fixtures.unknown, "NO_SUCH_RULE"), evaluation("NON_COMPLIANT", attribute, "identifier")],
		"unknown": [source("AWS", fixtures.unknown), evaluation("INSUFFICIENT_DATA", attribute, "unknown")],
		"of another resource": [source("AWS", late), evaluation("INSUFFICIENT_DATA", attribute, "unknown")],
		"null": [source("AWS", null), evaluation("INSUFFICIENT_DATA", attribute, "unknown")],
		"unknown source": [{"source": fixtures.unknown}, evaluation("INSUFFICIENT_DATA", "source.source_identifier", "unknown")],
	}
	judge([config_rule(overrides)]) == want
}

test_region[note] if {
	refused := evaluation("NON_COMPLIANT", "source[0].source_identifier", "region")
	some note, [identifier, region, want] in {
		"that has it": ["CLOUDFRONT_VIEWER_POLICY_HTTPS", "us-east-1", set()],
		"another": ["CLOUDFRONT_VIEWER_POLICY_HTTPS", "eu-west-1", refused],
		"another, of Route 53": ["ROUTE53_QUERY_LOGGING_ENABLED", "eu-west-1", refused],
		"of the environment": ["CLOUDFRONT_VIEWER_POLICY_HTTPS", fixtures.unset, set()],
		"of a rule that all have": ["IAM_PASSWORD_POLICY", "eu-west-1", set()],
	}
	judge([object.union(config_rule(source("AWS", identifier)), {"region": region})]) == want
}

test_message_names_the_region if {
	found := config_rule_deployable.evaluations with input as fixtures.plan([object.union(
		config_rule(source("AWS", "CLOUDFRONT_VIEWER_POLICY_HTTPS")),
		{"region": "eu-west-1"},
	)])
	{e.values | some e in found} == {{"identifier": "CLOUDFRONT_VIEWER_POLICY_HTTPS", "region": "us-east-1"}}
}

test_frequency[note] if {
	attribute := "maximum_execution_frequency"
	some note, [identifier, frequency, want] in {
		"of a periodic rule": ["IAM_PASSWORD_POLICY", "TwentyFour_Hours", set()],
		"of a rule of both kinds": ["ACM_CERTIFICATE_EXPIRATION_CHECK", "TwentyFour_Hours", set()],
		"of a rule of which it is not known": ["ALB_TAGGED", "TwentyFour_Hours", set()],
		"of a rule that changes trigger": ["ENCRYPTED_VOLUMES", "TwentyFour_Hours", evaluation("NON_COMPLIANT", attribute, "frequency")],
		"none": ["ENCRYPTED_VOLUMES", null, set()],
		"unknown": ["ENCRYPTED_VOLUMES", fixtures.unknown, evaluation("INSUFFICIENT_DATA", attribute, "unknown")],
		"unknown, of a periodic rule": ["IAM_PASSWORD_POLICY", fixtures.unknown, set()],
		"missing": ["ENCRYPTED_VOLUMES", fixtures.missing, evaluation("INSUFFICIENT_DATA", attribute, "unknown")],
	}
	judge([config_rule(object.union(source("AWS", identifier), {"maximum_execution_frequency": frequency}))]) == want
}

test_parameters[note] if {
	wrong := evaluation("NON_COMPLIANT", "input_parameters", "parameters")
	unknown := evaluation("INSUFFICIENT_DATA", "input_parameters", "unknown")
	some note, [text, want] in {
		"text": ["{\"MaxPasswordAge\": \"90\"}", set()],
		"several": ["{ \"a\": \"1\",\n\t\"b\" : \"\\\"\\u00e9\" }\r\n", set()],
		"none": ["{}", set()],
		"left out": [fixtures.unset, set()],
		"empty": ["", set()],
		"a number": ["{\"MaxPasswordAge\": 90}", wrong],
		"a boolean": ["{\"RequireSymbols\": true}", wrong],
		"a list": ["[\"90\"]", wrong],
		"true": ["true", wrong],
		"text alone": ["\"90\"", wrong],
		"not JSON": ["MaxPasswordAge=90", wrong],
		"more than an object": ["{}}", wrong],
		"a comma too many": ["{\"a\": \"1\",}", wrong],
		"an escape that JSON does not have": ["{\"a\": \"\\x\"}", wrong],
		"a line break in text": ["{\"a\": \"\n\"}", wrong],
		"text known in part": [fixtures.template(["{\"kmsId\": \"", fixtures.reference("aws_kms_key.k", "arn"), "\"}"]), set()],
		"a text in pieces": [fixtures.template(["{", "}"]), set()],
		"a number beside text known in part": [fixtures.template(["{\"a\": 1, \"kmsId\": \"", fixtures.reference("aws_kms_key.k", "arn"), "\"}"]), wrong],
		"unknown": [fixtures.unknown, unknown],
		"of another resource": [fixtures.reference("terraform_data.late", "output"), unknown],
		"missing": [fixtures.missing, unknown],
		"malformed": [{"MaxPasswordAge": "90"}, unknown],
	}
	judge([config_rule({"input_parameters": text})]) == want
}

recorder(overrides) := object.union(fixtures.resource("aws_config_configuration_recorder.c", {"name": "c"}), overrides)

test_recorder[note] if {
	late := evaluation("NON_COMPLIANT", "null", "recorder")
	some note, [rule_overrides, recorder_overrides, want] in {
		"waited for": [{"depends_on": ["aws_config_configuration_recorder.c"]}, {}, set()],
		"not waited for": [{}, {}, late],
		"existing": [{}, {"action": "no-op"}, set()],
		"of another region": [{}, {"provider": "aws.replica"}, set()],
		"not waited for by an existing rule": [{"action": "update"}, {}, set()],
	}
	judge([object.union(config_rule({}), rule_overrides), recorder(recorder_overrides)]) == want
}

test_one_finding_however_many_recorders[note] if {
	other := object.union(recorder({}), {"address": "aws_config_configuration_recorder.d"})
	some note, [depends_on, want] in {
		"no recorder waited for": [[], "aws_config_configuration_recorder.c"],
		"one of two waited for": [["aws_config_configuration_recorder.c"], "aws_config_configuration_recorder.d"],
	}
	found := config_rule_deployable.evaluations with input as fixtures.plan([object.union(config_rule({}), {"depends_on": depends_on}), recorder({}), other])
	[e.values | some e in found] == [{"recorder": want}]
}

test_no_recorder_in_the_plan if judge([config_rule({})]) == set()

test_existing_is_judged if {
	judge([object.union(config_rule(source("AWS", "NO_SUCH_RULE")), {"action": "no-op"})]) == evaluation("NON_COMPLIANT", "source[0].source_identifier", "identifier")
}

gone := fixtures.deleted("aws_config_config_rule.r", source("AWS", "IAM_PASSWORD_POLICY"))

kept(overrides) := object.union(fixtures.existing("aws_config_config_rule.k", config_rule({}).after), overrides)

removal(resources, overrides) := fixtures.brief(found) if {
	found := config_rule_deployable.evaluations with input as object.union(fixtures.plan(resources), {"plan": overrides})
}

test_removed[note] if {
	removed := evaluation("NON_COMPLIANT", "null", "removed")
	some note, [resources, overrides, want] in {
		"the only one of its identifier": [[gone], {}, removed],
		"another of its identifier is left": [[gone, kept({})], {}, set()],
		"another is left elsewhere": [[gone, kept({"provider": "aws.replica"})], {}, removed],
		"with everything else": [[gone], {"destroy": true}, set()],
		"in a part of a plan": [[gone], {"complete": false}, evaluation("INSUFFICIENT_DATA", "null", "removed_in_part")],
		"of no managed rule": [[fixtures.deleted("aws_config_config_rule.r", source("AWS", "CLOUDTRAIL_ENABLED"))], {}, set()],
		"forgotten": [[object.union(gone, {"action": "forget"})], {}, set()],
	}
	removal(resources, overrides) == want
}

test_message[note] if {
	rejected := {"maximum_execution_frequency": "One_Hour"}
	incomplete := {"plan": {"complete": false}}
	some note, [resources, overrides, want] in {
		"identifier": [[config_rule(source("AWS", "NO_SUCH_RULE"))], {}, {"identifier": "NO_SUCH_RULE"}],
		"frequency": [[config_rule(object.union(source("AWS", "ENCRYPTED_VOLUMES"), rejected))], {}, {"identifier": "ENCRYPTED_VOLUMES"}],
		"recorder": [[config_rule({}), recorder({})], {}, {"recorder": "aws_config_configuration_recorder.c"}],
		"removed in a part of a plan": [[gone], incomplete, {"identifier": "IAM_PASSWORD_POLICY"}],
	}
	found := config_rule_deployable.evaluations with input as object.union(fixtures.plan(resources), overrides)
	{e.values | some e in found} == {want}
}

test_message_names_the_rule_that_is_removed if {
	found := config_rule_deployable.evaluations with input as fixtures.plan([gone])
	{e.values | some e in found} == {{"identifier": "IAM_PASSWORD_POLICY"}}
}
