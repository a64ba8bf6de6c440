package rules.apigateway.api_gwv2_access_logs_enabled_test

import data.library.fixtures
import data.rules.apigateway.api_gwv2_access_logs_enabled

judge(resources) := fixtures.brief(found) if {
	found := api_gwv2_access_logs_enabled.evaluations with input as fixtures.plan(resources)
}

stage(logs) := fixtures.resource("aws_apigatewayv2_stage.s", {"access_log_settings": logs})

none := {"NON_COMPLIANT aws_apigatewayv2_stage.s access_log_settings: none"}

unknown := {"INSUFFICIENT_DATA aws_apigatewayv2_stage.s access_log_settings: unknown"}

test_logs[note] if {
	some note, [logs, want] in {
		"a log group": [[{"destination_arn": "arn:aws:logs:us-east-1:123456789012:log-group:g", "format": "f"}], set()],
		"one of this plan": [[{"destination_arn": fixtures.reference("aws_cloudwatch_log_group.g", "arn")}], set()],
		"empty": [[{"destination_arn": ""}], none],
		"none": [[], none],
		"left out": [fixtures.unset, none],
		"null": [null, none],
		"unknown": [fixtures.unknown, unknown],
		"unknown group": [[{"destination_arn": fixtures.unknown}], unknown],
		"of another resource": [[{"destination_arn": fixtures.reference("terraform_data.late", "output")}], unknown],
		"missing": [fixtures.missing, unknown],
		"malformed": ["g", unknown],
	}
	judge([stage(logs)]) == want
}

test_existing_is_judged if judge([object.union(stage([]), {"action": "no-op"})]) == none

test_deleted_is_not_judged if judge([fixtures.deleted("aws_apigatewayv2_stage.s", {"access_log_settings": []})]) == set()
