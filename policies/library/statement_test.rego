package library.statement_test

import data.library.fixtures
import data.library.statement

allow := {
	"sid": null,
	"effect": "Allow",
	"principals": [],
	"not_principals": [],
	"actions": ["s3:GetObject"],
	"not_actions": [],
	"resources": ["*"],
	"not_resources": [],
	"conditions": [],
}

with_(overrides) := object.union(allow, overrides)

role := fixtures.reference("aws_iam_role.r", "arn")

late := fixtures.reference("terraform_data.late", "output")

aws(values) := [{"type": "AWS", "values": values}]

test_effect[note] if {
	some note, [effect, allows, denies] in {
		"Allow": ["Allow", "yes", "no"],
		"Deny": ["Deny", "no", "yes"],
		"wrong case": ["deny", "unknown", "unknown"],
		"absent": [null, "unknown", "unknown"],
		"unknown": [fixtures.unknown, "unknown", "unknown"],
	}
	s := with_({"effect": effect})
	[statement.allows(s), statement.denies(s)] == [allows, denies]
}

account := fixtures.reference("data.aws_caller_identity.current", "account_id")

region := fixtures.reference("data.aws_region.current", "region")

test_covers_everyone[note] if {
	some note, [principals, not_principals, want] in {
		"bare star": [[{"type": "*", "values": ["*"]}], [], "yes"],
		"AWS star": [aws(["*"]), [], "yes"],
		"star beside others": [aws(["123456789012", "*"]), [], "yes"],
		"star beside an unknown": [aws([fixtures.unknown, "*"]), [], "yes"],
		"account": [aws(["arn:aws:iam::123456789012:root"]), [], "no"],
		"role": [aws([role]), [], "no"],
		"account by template": [aws([fixtures.template(["arn:aws:iam::", account, ":root"])]), [], "no"],
		"role by template": [aws([fixtures.template(["arn:aws:iam::", account, ":role/", fixtures.reference("aws_iam_role.r", "name")])]), [], "no"],
		"account decided at apply": [aws([fixtures.template(["arn:aws:iam::", fixtures.unknown, ":root"])]), [], "unknown"],
		"account decided at apply, of a role": [aws([fixtures.template([late, fixtures.reference("aws_iam_role.r", "name")])]), [], "unknown"],
		"account that cannot be read": [aws([fixtures.template(["arn:aws:iam::", {"$symbol": "missing"}, ":root"])]), [], "unknown"],
		"service of a region": [[{"type": "Service", "values": [fixtures.template(["logs.", region, ".amazonaws.com"])]}], [], "no"],
		"service decided at apply": [[{"type": "Service", "values": [late]}], [], "unknown"],
		"service that ends in what is decided at apply": [[{"type": "Service", "values": [fixtures.template(["ec2.", late])]}], [], "unknown"],
		"provider of the plan": [[{"type": "Federated", "values": [fixtures.reference("aws_iam_openid_connect_provider.p", "arn")]}], [], "no"],
		"star by template": [aws([fixtures.template(["*", late])]), [], "unknown"],
		"unknown": [aws([late]), [], "unknown"],
		"any account": [aws(["arn:aws:iam::*:root"]), [], "unknown"],
		"roles of an account": [aws(["arn:aws:iam::123456789012:role/*"]), [], "unknown"],
		"role of any account by template": [aws([fixtures.template(["arn:aws:iam::*:role/", late])]), [], "unknown"],
		"role of any account by template of the plan": [aws([fixtures.template(["arn:aws:iam::*:role/", fixtures.reference("aws_iam_role.r", "name")])]), [], "unknown"],
		"any service by template of the plan": [[{"type": "Service", "values": [fixtures.template(["*.", region, ".amazonaws.com"])]}], [], "unknown"],
		"account as a number": [aws([123456789012]), [], "unknown"],
		"service": [[{"type": "Service", "values": ["logs.amazonaws.com"]}], [], "no"],
		"any service": [[{"type": "Service", "values": ["*"]}], [], "unknown"],
		"any provider": [[{"type": "Federated", "values": ["*"]}], [], "unknown"],
		"all but any account": [[], aws(["arn:aws:iam::*:root"]), "unknown"],
		"federated": [[{"type": "Federated", "values": ["cognito-identity.amazonaws.com"]}], [], "no"],
		"user of S3": [[{"type": "CanonicalUser", "values": ["1"]}], [], "no"],
		"unknown kind": [[{"type": "", "values": ["*"]}], [], "unknown"],
		"account of an unknown kind": [[{"type": "", "values": ["123456789012"]}], [], "unknown"],
		"service and star": [array.concat([{"type": "Service", "values": ["a"]}], aws(["*"])), [], "yes"],
		"nobody": [[], [], "no"],
		"no values": [aws([]), [], "no"],
		"all but one": [[], aws([role]), "yes"],
		"all but everyone": [[], aws(["*"]), "no"],
		"all but an unknown": [[], aws([late]), "unknown"],
	}
	statement.covers_everyone(with_({"principals": principals, "not_principals": not_principals})) == want
}

test_covers_action[note] if {
	some note, [actions, not_actions, want] in {
		"itself": [["s3:GetObject"], [], "yes"],
		"itself in another case": [["S3:getobject"], [], "yes"],
		"prefix": [["s3:Get*"], [], "yes"],
		"one character": [["s3:GetObjec?"], [], "yes"],
		"one character too many": [["s3:GetObject?"], [], "no"],
		"inside": [["s3:*Object"], [], "yes"],
		"two inside": [["s3:*Obj*"], [], "yes"],
		"two inside, other": [["s3:*Acl*"], [], "no"],
		"two, the last at the end": [["s3:*Obj*t"], [], "yes"],
		"two, the last elsewhere": [["s3:*Obj*x"], [], "no"],
		"two, the middle overlaps the start": [["s3:Get*GetO*"], [], "no"],
		"two, the middle overlaps the end": [["s3:*ject*ject"], [], "no"],
		"two, nothing between": [["s3:Get*Obj*ect"], [], "yes"],
		"two, ends that overlap": [["s3:GetOb*j*Object"], [], "no"],
		"three, the first of them at the start": [["*s3:*Obj*t"], [], "yes"],
		"two, longer than the action": [["s3:Get*Objects*Object"], [], "no"],
		"three": [["s3:*e*Obj*"], [], "yes"],
		"three, at the ends": [["*:*Get*t"], [], "yes"],
		"three, the end used twice": [["s3:*G*t*tObject"], [], "no"],
		"three, pieces that overlap": [["s3:*etO*Obj*"], [], "no"],
		"three in a row": [["s3:***"], [], "yes"],
		"one character between": [["*3:G?tO*ct"], [], "yes"],
		"one character too many": [["s3:GetObject?"], [], "no"],
		"one character before the start": [["?s3:*"], [], "no"],
		"three, in another order": [["s3:*Obj*e*G*"], [], "no"],
		"one of each kind": [["s3:?etObj*"], [], "yes"],
		"one of each kind, other": [["s3:?utObj*"], [], "no"],
		"ends that overlap": [["s3:GetObject*Object"], [], "no"],
		"other end": [["s3:*Acl"], [], "no"],
		"other start": [["kms:*Object"], [], "no"],
		"service": [["s3:*"], [], "yes"],
		"all": [["*"], [], "yes"],
		"all services": [["*:*"], [], "yes"],
		"other": [["s3:PutObject", "kms:*"], [], "no"],
		"part of the name": [["s3:Get"], [], "no"],
		"in brackets, which are no pattern": [["s3:Get[A-Z]*"], [], "no"],
		"number": [[5], [], "unknown"],
		"unknown": [[late], [], "unknown"],
		"unknown beside it": [[late, "s3:*"], [], "yes"],
		"none": [[], [], "no"],
		"all but it": [[], ["s3:*"], "no"],
		"all but others": [[], ["iam:*"], "yes"],
		"all but an unknown": [[], [late], "unknown"],
	}
	statement.covers_action(with_({"actions": actions, "not_actions": not_actions}), "s3:GetObject") == want
}

test_covers_action_that_is_a_pattern if {
	statement.covers_action(with_({"actions": ["s3:Get*"]}), "s3:GetObject*") == "yes"
	statement.covers_action(with_({"actions": ["s3:GetObject?"]}), "s3:GetObject*") == "no"
	statement.covers_action(with_({"actions": ["s3:GetObjectAcl"]}), "s3:GetObject*") == "no"
}

test_exceptions_of_a_pattern[note] if {
	some note, [exception, want] in {
		"all of it": ["s3:*", "no"],
		"some of it": ["s3:GetObjectAcl", "no"],
		"none of it": ["s3:PutObject", "yes"],
		"another service": ["iam:*", "yes"],
		"perhaps some of it": ["s3:*Acl", "unknown"],
		"unknown": [late, "unknown"],
	}
	statement.covers_action(with_({"actions": [], "not_actions": [exception]}), "s3:GetObject*") == want
}

# Each begins as the other may: s3:GetObjectAclObject is of both.
test_exception_that_begins_with_the_start_of_a_pattern if {
	statement.covers_action(with_({"actions": [], "not_actions": ["s3:GetObjectAcl*"]}), "s3:Get*Object") == "unknown"
}

test_covers_resource[note] if {
	some note, [resources, not_resources, want] in {
		"itself": [["arn:aws:s3:::b.c"], [], "yes"],
		"all": [["*"], [], "yes"],
		"prefix": [["arn:aws:s3:::b.*"], [], "yes"],
		"a dot is a dot": [["arn:aws:s3:::b*d.c"], [], "no"],
		"in another case": [["arn:aws:s3:::B.C"], [], "no"],
		"others": [["arn:aws:s3:::b.c/*"], [], "no"],
		"unknown": [[late], [], "unknown"],
		"all but others": [[], ["arn:aws:s3:::d"], "yes"],
		"all but it": [[], ["arn:aws:s3:::b.c"], "no"],
		"all but what begins so": [[], ["arn:aws:s3:::b.cd*"], "yes"],
		"all but what ends otherwise": [[], ["arn:aws:s3:::*.d"], "yes"],
		"all but what a policy variable names": [[], ["arn:aws:s3:::${aws:username}"], "no"],
		"what a policy variable names": [["arn:aws:s3:::${aws:username}"], [], "no"],
	}
	statement.covers_resource(with_({"resources": resources, "not_resources": not_resources}), "arn:aws:s3:::b.c") == want
}

test_covers_resource_that_is_not_known if {
	statement.covers_resource(with_({"resources": [late]}), late) == "yes"
	statement.covers_resource(with_({"resources": ["arn:aws:s3:::a*"]}), late) == "unknown"
	statement.covers_resource(with_({"resources": ["*"]}), late) == "yes"
}

test_covers_resource_of_any_characters if {
	some exception in ["arn:aws:s3:::b/it's (public)/*", "arn:aws:s3:::b/${aws:username}/*"]
	statement.covers_resource(with_({"resources": ["arn:aws:s3:::b/}/*"]}), "arn:aws:s3:::b/}/${aws:username}") == "yes"
	statement.covers_resource(with_({"resources": [], "not_resources": [exception]}), "arn:aws:s3:::b/it's (public)/x") == "no"
}

# A user's name may be anything, and is no wildcard that a pattern has to have.
test_covers_resource_with_a_policy_variable[note] if {
	some note, [pattern, want] in {
		"all": ["*", "yes"],
		"around it": ["arn:aws:s3:::b/*/x", "yes"],
		"itself": ["arn:aws:s3:::b/${aws:username}/x", "yes"],
		"a character": ["arn:aws:s3:::b/?/x", "no"],
		"a user": ["arn:aws:s3:::b/ann/x", "no"],
		"its own characters": ["arn:aws:s3:::b/$*/x", "no"],
	}
	statement.covers_resource(with_({"resources": [pattern]}), "arn:aws:s3:::b/${aws:username}/x") == want
}

test_exception_of_a_user_beside_a_policy_variable if {
	statement.covers_resource(with_({"resources": [], "not_resources": ["arn:aws:s3:::b/ann"]}), "arn:aws:s3:::b/${aws:username}") == "no"
}

condition(operator, key, values) := with_({"conditions": [{"operator": operator, "key": key, "values": values}]})

test_limits_callers[note] if {
	some note, [operator, key, values, want] in {
		"organization": ["stringequals", "aws:principalorgid", ["o-abc"], "yes"],
		"any of its paths": ["foranyvalue:stringlike", "aws:principalorgpaths", ["o-abc/r-ab12/*"], "yes"],
		"account": ["stringequals", "aws:sourceaccount", ["123456789012"], "yes"],
		"roles of an account": ["arnlike", "aws:principalarn", ["arn:aws:iam::123456789012:role/*"], "yes"],
		"roles of any account": ["arnlike", "aws:principalarn", ["arn:aws:iam::*:role/admin"], "no"],
		"sessions of a role": ["stringlike", "aws:userid", ["AROAEXAMPLEEXAMPLE12:*"], "yes"],
		"any user": ["stringlike", "aws:userid", ["*"], "no"],
		"policy variable": ["stringequals", "aws:principalarn", ["arn:aws:iam::123456789012:user/${aws:username}"], "no"],
		"one open value": ["stringlike", "aws:principalorgid", ["o-abc", "o-*"], "no"],
		"network": ["ipaddress", "aws:sourceip", ["203.0.113.0/24"], "yes"],
		"IPv6 network": ["ipaddress", "aws:sourceip", ["2001:db8::/32"], "yes"],
		"wide network": ["ipaddress", "aws:sourceip", ["1.0.0.0/7"], "no"],
		"half of the internet": ["ipaddress", "aws:sourceip", ["128.0.0.0/1"], "no"],
		"wide IPv6 network": ["ipaddress", "aws:sourceip", ["2000::/3"], "no"],
		"everywhere": ["ipaddress", "aws:sourceip", ["0.0.0.0/0"], "no"],
		"everywhere, as a text": ["stringlike", "aws:sourceip", ["*"], "no"],
		"addresses that begin so": ["stringlike", "aws:sourceip", ["203.0.*"], "no"],
		"address": ["ipaddress", "aws:sourceip", ["203.0.113.5"], "yes"],
		"IPv6 address": ["ipaddress", "aws:sourceip", ["2001:db8::5"], "yes"],
		"no network": ["ipaddress", "aws:sourceip", ["0.0.0.0/0 "], "unknown"],
		"no address": ["ipaddress", "aws:sourceip", ["everyone"], "unknown"],
		"source in any account": ["arnlike", "aws:sourcearn", ["arn:aws:sns:us-east-1:*:topic"], "no"],
		"source in any account, named like one": ["arnlike", "aws:sourcearn", ["arn:aws:sns:us-east-1:*:123456789012:topic"], "no"],
		"account by wildcards": ["stringlike", "aws:sourceaccount", ["????????????"], "no"],
		"endpoint": ["stringequals", "aws:sourcevpce", ["vpce-1"], "yes"],
		"any endpoint": ["stringlike", "aws:sourcevpce", ["vpce-*"], "no"],
		"some service of AWS": ["bool", "aws:principalisawsservice", ["true", "false"], "no"],
		"address of this plan": ["ipaddress", "aws:sourceip", [fixtures.template([fixtures.reference("aws_eip.e", "public_ip"), "/32"])], "yes"],
		"unknown network": ["ipaddress", "aws:sourceip", [late], "unknown"],
		"source by reference": ["arnequals", "aws:sourcearn", [fixtures.reference("aws_sns_topic.t", "arn")], "yes"],
		"ARN that somebody writes": ["arnequals", "aws:sourcearn", [fixtures.reference("terraform_data.late", "output.arn")], "unknown"],
		"all of a source": ["arnlike", "aws:sourcearn", [fixtures.template([fixtures.reference("aws_cloudwatch_log_group.g", "arn"), ":*"])], "yes"],
		"source in an account": ["arnlike", "aws:sourcearn", [fixtures.template(["arn:aws:s3:*:", fixtures.reference("data.aws_caller_identity.me", "account_id"), ":*"])], "yes"],
		"bucket by name": ["arnlike", "aws:sourcearn", [fixtures.template(["arn:aws:s3:::", fixtures.reference("aws_s3_bucket.b", "bucket")])], "yes"],
		"key by an expression": ["stringequals", "aws:sourcearn", [{"$symbol": "unknown", "references": ["aws_kms_key.k.arn"]}], "yes"],
		"source in part unknown": ["arnlike", "aws:sourcearn", [fixtures.template(["arn:aws:s3:::", late])], "unknown"],
		"unknown": ["stringequals", "aws:principalorgid", [late], "unknown"],
		"one unknown": ["stringequals", "aws:principalorgid", ["o-abc", late], "unknown"],
		"no value": ["stringequals", "aws:principalorgid", [], "unknown"],
		"unknown key": ["stringequals", "", ["o-abc"], "unknown"],
		"key in part unknown": ["stringequals", "aws:\ue0000\ue000", ["o-abc"], "unknown"],
		"also when the key is absent": ["stringequalsifexists", "aws:principalorgid", ["o-abc"], "no"],
		"all of no values": ["forallvalues:stringequals", "aws:principalorgid", ["o-abc"], "no"],
		"all but an organization": ["stringnotequals", "aws:principalorgid", ["o-abc"], "no"],
		"key is there": ["null", "aws:principalorgid", ["false"], "no"],
		"TLS": ["bool", "aws:securetransport", ["true"], "no"],
		"a tag that anyone may have": ["stringequals", "aws:principaltag/team", ["a"], "no"],
	}
	statement.limits_callers(condition(operator, key, values)) == want
}

test_every_operator_that_limits[operator] if {
	plain := ["arnequals", "arnlike", "stringequals", "stringequalsignorecase", "stringlike"]
	some operator in array.concat(["ipaddress"], array.concat(plain, [$"foranyvalue:{name}" | some name in plain]))
	statement.limits_callers(condition(operator, "aws:principalorgid", ["o-abc"])) == "yes"
	statement.spares_named_callers_only(condition(operator, "aws:principalorgid", ["o-abc"])) == "no"
}

test_every_operator_that_spares[operator] if {
	plain := ["arnnotequals", "arnnotlike", "notipaddress", "stringnotequals", "stringnotequalsignorecase", "stringnotlike"]
	some operator in array.concat(plain, [$"{name}ifexists" | some name in plain])
	statement.spares_named_callers_only(condition(operator, "aws:principalorgid", ["o-abc"])) == "yes"
	statement.limits_callers(condition(operator, "aws:principalorgid", ["o-abc"])) == "no"
}

test_every_key_of_a_caller[key] if {
	some key in [
		"aws:principalaccount", "aws:principalarn", "aws:principalorgid", "aws:principalorgpaths",
		"aws:sourceaccount", "aws:sourcearn", "aws:sourceip", "aws:sourceorgid", "aws:sourceorgpaths", "aws:sourceowner", "aws:sourcevpc", "aws:sourcevpce",
		"aws:userid", "kms:calleraccount", "s3:dataaccesspointaccount", "s3:dataaccesspointarn",
	]
	statement.limits_callers(condition("stringequals", key, ["203.0.113.5"])) == "yes"
}

test_one_limit_is_enough if {
	tls := {"operator": "bool", "key": "aws:securetransport", "values": ["true"]}
	org := {"operator": "stringequals", "key": "aws:principalorgid", "values": ["o-abc"]}
	statement.limits_callers(with_({"conditions": [tls, org]})) == "yes"
	statement.limits_callers(with_({"conditions": [tls]})) == "no"
	statement.limits_callers(allow) == "no"
}

test_spares_named_callers_only if {
	tls := {"operator": "bool", "key": "aws:securetransport", "values": ["false"]}
	org := {"operator": "stringnotequalsifexists", "key": "aws:principalorgid", "values": ["o-abc"]}
	statement.spares_named_callers_only(allow) == "yes"
	statement.spares_named_callers_only(with_({"conditions": [org]})) == "yes"
	statement.spares_named_callers_only(with_({"conditions": [tls]})) == "no"
	statement.spares_named_callers_only(with_({"conditions": [org, tls]})) == "no"
	statement.spares_named_callers_only(condition("notipaddress", "aws:sourceip", [late])) == "unknown"
}

test_is_positive if {
	statement.is_positive({"operator": "stringlike", "key": "a", "values": []})
	not statement.is_positive({"operator": "stringlikeifexists", "key": "a", "values": []})
}

test_star[note] if {
	some note, [v, want] in {
		"star": ["*", "yes"], "stars": ["*:*", "yes"], "question mark": ["?", "no"], "text": ["a*", "no"], "number": [1, "unknown"],
		"null": [null, "unknown"], "role": [role, "no"], "unknown": [late, "unknown"],
		"begins with text": [fixtures.template(["a", late]), "unknown"],
		"text only": [fixtures.template(["a"]), "no"],
		"text and a role": [fixtures.template(["a", role]), "no"],
		"has a role": [fixtures.template([late, role]), "unknown"],
		"a role only": [fixtures.template([role]), "no"],
		"stars by template": [fixtures.template(["*", ":*"]), "unknown"],
		"a star and a role": [fixtures.template(["*", role]), "no"],
		"begins with a star": [fixtures.template(["*", late]), "unknown"],
		"nothing known": [fixtures.template([late]), "unknown"],
	}
	statement.star(v) == want
}

test_text[note] if {
	some note, [v, want] in {
		"text": ["a", "a"],
		"reference": [role, "${aws_iam_role.r.arn}"],
		"template": [fixtures.template([role, "/*"]), "${aws_iam_role.r.arn}/*"],
		"template with an unknown": [fixtures.template(["a", fixtures.unknown]), "a(known after apply)"],
		"unknown": [fixtures.unknown, "(known after apply)"],
		"null": [null, "(known after apply)"],
	}
	statement.text(v) == want
}
