package rules.iam.iam_role_trust_policy_not_public_test

import data.library.fixtures
import data.rules.iam.iam_role_trust_policy_not_public

judge(document) := found if {
	role := object.union(fixtures.resource("aws_iam_role.r", {"assume_role_policy": fixtures.unknown}), {"documents": {"assume_role_policy": document}})
	found := iam_role_trust_policy_not_public.evaluations with input as fixtures.plan([role])
}

trust(overrides) := {"complete": true, "statements": [object.union(
	{
		"sid": null,
		"effect": "Allow",
		"principals": [{"type": "Service", "values": ["ec2.amazonaws.com"]}],
		"not_principals": [],
		"actions": ["sts:AssumeRole"],
		"not_actions": [],
		"resources": [],
		"not_resources": [],
		"conditions": [],
	},
	overrides,
)]}

finding(status, reason) := {$"{status} aws_iam_role.r assume_role_policy: {reason}"}

everyone := [{"type": "AWS", "values": ["*"]}]

condition(operator, key, values) := [{"operator": operator, "key": key, "values": values}]

test_trust[note] if {
	some note, [document, want] in {
		"service": [trust({}), set()],
		"account": [trust({"principals": [{"type": "AWS", "values": ["arn:aws:iam::123456789012:root"]}]}), set()],
		"everyone": [trust({"principals": everyone}), finding("NON_COMPLIANT", "public")],
		"everyone of an organization": [trust({"principals": everyone, "conditions": condition("stringequals", "aws:principalorgid", ["o-abc"])}), set()],
		"everyone with a secret": [trust({"principals": everyone, "conditions": condition("stringequals", "sts:externalid", ["x"])}), finding("NON_COMPLIANT", "public")],
		"everyone, an action that few list": [trust({"principals": everyone, "actions": ["sts:TagSession"]}), finding("NON_COMPLIANT", "public")],
		"denied to everyone": [trust({"effect": "Deny", "principals": everyone}), set()],
		"unknown": [trust({"principals": [{"type": "AWS", "values": [fixtures.unknown]}]}), finding("INSUFFICIENT_DATA", "unknown")],
		"unreadable": [{"complete": false, "statements": []}, finding("INSUFFICIENT_DATA", "unknown")],
	}
	fixtures.brief(judge(document)) == want
}

github := "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"

gitlab := "arn:aws:iam::123456789012:oidc-provider/gitlab.com"

web(provider, conditions) := trust({
	"principals": [{"type": "Federated", "values": [provider]}],
	"actions": ["sts:AssumeRoleWithWebIdentity"],
	"conditions": conditions,
})

test_web_identity[note] if {
	sub := "token.actions.githubusercontent.com:sub"
	aud := "token.actions.githubusercontent.com:aud"
	of_plan := fixtures.reference("aws_iam_openid_connect_provider.p", "arn")
	any_identity := finding("NON_COMPLIANT", "any_identity")
	some note, [document, want] in {
		"of a repository": [web(github, condition("stringlike", sub, ["repo:example/shop:*"])), set()],
		"of a branch": [web(github, condition("stringequals", sub, ["repo:example/shop:ref:refs/heads/main"])), set()],
		"of an owner": [web(github, condition("stringlike", sub, ["repo:example/*"])), set()],
		"of any owner": [web(github, condition("stringlike", sub, ["repo:*"])), any_identity],
		"of owners that begin so": [web(github, condition("stringlike", sub, ["repo:exam*/shop:*"])), any_identity],
		"of anybody": [web(github, condition("stringlike", sub, ["*"])), any_identity],
		"of one and of anybody": [web(github, condition("stringlike", sub, ["repo:example/shop:*", "repo:*"])), any_identity],
		"with the audience that all have": [web(github, condition("stringequals", aud, ["sts.amazonaws.com"])), any_identity],
		"of this plan, with the audience that all have": [web(of_plan, condition("stringequals", aud, ["sts.amazonaws.com"])), any_identity],
		"only where it is given": [web(github, condition("stringlikeifexists", sub, ["repo:example/shop:*"])), any_identity],
		"without condition": [web(of_plan, []), any_identity],
		"of an application": [web("cognito-identity.amazonaws.com", condition("stringequals", "cognito-identity.amazonaws.com:aud", ["us-east-1:1"])), set()],
		"unknown user": [web(github, condition("stringequals", sub, [fixtures.unknown])), finding("INSUFFICIENT_DATA", "unknown_identity")],
		"unknown user beside anybody": [web(github, condition("stringlike", sub, [fixtures.unknown, "*"])), any_identity],
		"of an owner, the rest unknown": [web(github, condition("stringlike", sub, [fixtures.template(["repo:example/", fixtures.unknown])])), set()],
		"unknown owner": [web(github, condition("stringlike", sub, [fixtures.template(["repo:", fixtures.unknown])])), finding("INSUFFICIENT_DATA", "unknown_identity")],
		"of owners that begin as every one does": [web(github, condition("stringlike", sub, ["rep*"])), any_identity],
		"of any group of GitLab": [web(gitlab, condition("stringlike", "gitlab.com:sub", ["project_path:*"])), any_identity],
		"of a group of GitLab": [web(gitlab, condition("stringlike", "gitlab.com:sub", ["project_path:example/*"])), set()],
		"with the audience that all of GitLab have": [web(gitlab, condition("stringequals", "gitlab.com:aud", ["https://gitlab.com"])), any_identity],
		"of everyone with an account of Amazon": [web("www.amazon.com", []), any_identity],
		"perhaps web identities": [
			trust({"principals": [{"type": "Federated", "values": [github]}], "actions": [fixtures.unknown]}),
			finding("INSUFFICIENT_DATA", "unknown_identity"),
		],
		"perhaps allowed": [
			trust({"effect": fixtures.unknown, "principals": [{"type": "Federated", "values": [github]}], "actions": ["sts:AssumeRoleWithWebIdentity"]}),
			finding("INSUFFICIENT_DATA", "unknown_identity"),
		],
		"of any provider": [
			web("*", condition("stringlike", sub, ["repo:example/shop:*"])),
			finding("INSUFFICIENT_DATA", "unknown"),
		],
		"one user beside unknown ones": [
			web(github, array.concat(condition("stringequals", sub, ["repo:example/shop:ref:refs/heads/main"]), condition("stringlike", sub, [fixtures.unknown]))),
			set(),
		],
		"denied": [object.union(web(github, []), {"statements": [object.union(web(github, []).statements[0], {"effect": "Deny"})]}), set()],
		"SAML": [trust({"principals": [{"type": "Federated", "values": ["arn:aws:iam::123456789012:saml-provider/p"]}], "actions": ["sts:AssumeRoleWithSAML"]}), set()],
		"service": [trust({"actions": ["sts:*"]}), set()],
	}
	fixtures.brief(judge(document)) == want
}

test_audience_that_all_have[host] if {
	some host in ["agent.buildkite.com", "app.terraform.io", "gitlab.com", "token.actions.githubusercontent.com"]
	document := web(concat("", ["arn:aws:iam::123456789012:oidc-provider/", host]), condition("stringequals", concat("", [host, ":aud"]), ["sts.amazonaws.com"]))
	fixtures.brief(judge(document)) == finding("NON_COMPLIANT", "any_identity")
}

test_role_without_document if {
	found := iam_role_trust_policy_not_public.evaluations with input as fixtures.plan([fixtures.resource("aws_iam_role.r", {"assume_role_policy": fixtures.unknown})])
	fixtures.brief(found) == finding("INSUFFICIENT_DATA", "unknown")
}

test_deleted_is_not_judged if {
	found := iam_role_trust_policy_not_public.evaluations with input as fixtures.plan([fixtures.deleted("aws_iam_role.r", {"assume_role_policy": "{}"})])
	found == set()
}

test_message if {
	{e.values | some e in judge(trust({"principals": everyone}))} == {{"principal": "everyone", "action": "sts:AssumeRole", "resource": "itself"}}
	{e.values | some e in judge(web(github, []))} == {{"provider": github}}
	{e.values | some e in judge(web(github, condition("stringequals", "token.actions.githubusercontent.com:sub", [fixtures.unknown])))} == {{"provider": github}}
}

test_message_names_an_action[pattern] if {
	some pattern, action in {"*": "sts:AssumeRole", "sts:AssumeRoleWithWeb*": "sts:AssumeRoleWithWebIdentity"}
	{e.values.action | some e in judge(trust({"principals": everyone, "actions": [pattern]}))} == {action}
}
