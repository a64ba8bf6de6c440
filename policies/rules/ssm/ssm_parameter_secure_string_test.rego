package rules.ssm.ssm_parameter_secure_string_test

import data.library.fixtures
import data.rules.ssm.ssm_parameter_secure_string

judge(name, type) := found if {
	found := ssm_parameter_secure_string.evaluations with input as fixtures.plan([fixtures.resource("aws_ssm_parameter.p", {"name": name, "type": type})])
}

plain := {"NON_COMPLIANT aws_ssm_parameter.p type: plain"}

test_name[note] if {
	some note, [name, want] in {
		"password": ["/app/db/password", plain],
		"in capitals": ["APP_DB_PASSWORD", plain],
		"alone": ["password", plain],
		"token": ["/app/github-token", plain],
		"API key": ["/app/stripe/api_key", plain],
		"private key": ["/app/private-key", plain],
		"credentials": ["/app/credentials", plain],
		"with an unknown start": [fixtures.template([fixtures.unknown, "/password"]), plain],
		"where the secret is": ["/app/db/secret-arn", set()],
		"key of another kind": ["/app/sort-key", set()],
		"a word that ends so": ["/app/broken", set()],
		"nothing secret": ["/app/db/port", set()],
		"nothing secret, unknown start": [fixtures.template([fixtures.unknown, "/port"]), set()],
		"unknown end": [fixtures.template(["/app/", fixtures.unknown]), {"INSUFFICIENT_DATA aws_ssm_parameter.p name: unknown_name"}],
		"unknown": [fixtures.unknown, {"INSUFFICIENT_DATA aws_ssm_parameter.p name: unknown_name"}],
		"null": [null, {"INSUFFICIENT_DATA aws_ssm_parameter.p name: unknown_name"}],
		"malformed": [5, {"INSUFFICIENT_DATA aws_ssm_parameter.p name: unknown_name"}],
	}
	fixtures.brief(judge(name, "String")) == want
}

test_type[note] if {
	some note, [type, want] in {
		"SecureString": ["SecureString", set()],
		"String": ["String", plain],
		"StringList": ["StringList", plain],
		"unknown": [fixtures.unknown, {"INSUFFICIENT_DATA aws_ssm_parameter.p type: unknown"}],
		"null": [null, {"INSUFFICIENT_DATA aws_ssm_parameter.p type: unknown"}],
		"malformed": [["SecureString"], {"INSUFFICIENT_DATA aws_ssm_parameter.p type: unknown"}],
	}
	fixtures.brief(judge("/app/password", type)) == want
}

test_unknown_type_of_what_is_no_secret if judge("/app/port", fixtures.unknown) == set()

test_list_of_unknown_name if fixtures.brief(judge(fixtures.unknown, "StringList")) == {"INSUFFICIENT_DATA aws_ssm_parameter.p name: unknown_name"}

test_secure_string_of_unknown_name if judge(fixtures.unknown, "SecureString") == set()

test_message[note] if {
	some note, name in {"known": "/app/password", "unknown": fixtures.unknown}
	{e.values | some e in judge(name, "String")} == {{"type": "String"}}
}
