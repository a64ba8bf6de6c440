package library.resource_policy_test

import data.library.fixtures
import data.library.resource_policy

reading := {"examples": ["s3:GetObject", "s3:ListBucket"], "families": ["s3:get*", "s3:list*"]}

allow := {
	"sid": null,
	"effect": "Allow",
	"principals": [{"type": "*", "values": ["*"]}],
	"not_principals": [],
	"actions": ["s3:GetObject"],
	"not_actions": [],
	"resources": ["arn:aws:s3:::b/*"],
	"not_resources": [],
	"conditions": [],
}

late := fixtures.reference("terraform_data.late", "output")

but(overrides) := object.union(allow, overrides)

deny(overrides) := object.union(allow, object.union({"effect": "Deny", "actions": ["s3:*"], "resources": ["*"]}, overrides))

condition(operator, key, values) := {"operator": operator, "key": key, "values": values}

outside_org := condition("stringnotequals", "aws:principalorgid", ["o-abc"])

document(statements) := {"complete": true, "statements": statements}

test_public[note] if {
	some note, [statements, want] in {
		"everyone reads": [[allow], "yes"],
		"nothing": [[], "no"],
		"a role reads": [[but({"principals": [{"type": "AWS", "values": ["arn:aws:iam::123456789012:role/r"]}]})], "no"],
		"everyone writes": [[but({"actions": ["s3:PutObject"]})], "no"],
		"everything": [[but({"actions": ["*"]})], "yes"],
		"an action that nobody listed": [[but({"actions": ["s3:GetBucketTagging"]})], "yes"],
		"an action that a pattern hides": [[but({"actions": ["s3:G*Tagging"]})], "unknown"],
		"an action that a question mark hides": [[but({"actions": ["S3:?etBucketTagging"]})], "unknown"],
		"all but the examples": [[but({"actions": [], "not_actions": ["s3:GetObject", "s3:ListBucket"]})], "unknown"],
		"all but reading": [[but({"actions": [], "not_actions": ["s3:Get*", "s3:List*"]})], "no"],
		"all but reading, in one pattern": [[but({"actions": [], "not_actions": ["s3:*"]})], "no"],
		"any account": [[but({"principals": [{"type": "AWS", "values": ["arn:aws:iam::*:root"]}]})], "unknown"],
		"all but an account": [[but({"principals": [], "not_principals": [{"type": "AWS", "values": ["123456789012"]}]})], "yes"],
		"a service for anybody": [[but({"principals": [{"type": "Service", "values": ["logs.amazonaws.com"]}]})], "no"],
		"everyone of an organization, if there is one": [[but({"conditions": [condition("stringequalsifexists", "aws:principalorgid", ["o-abc"])]})], "yes"],
		"everyone without an organization": [[but({"conditions": [condition("null", "aws:principalorgid", ["true"])]})], "yes"],
		"all but deleting": [[but({"actions": [], "not_actions": ["s3:Delete*"]})], "yes"],
		"on one condition that does not limit": [[but({"conditions": [condition("bool", "aws:securetransport", ["true"])]})], "yes"],
		"everyone of an organization": [[but({"conditions": [condition("stringequals", "aws:principalorgid", ["o-abc"])]})], "no"],
		"unknown principal": [[but({"principals": [{"type": "AWS", "values": [late]}]})], "unknown"],
		"unknown effect": [[but({"effect": null})], "unknown"],
		"unknown action": [[but({"actions": [late]})], "unknown"],
		"unknown condition": [[but({"conditions": [condition("stringequals", "aws:principalorgid", [late])]})], "unknown"],
		"public beside an unknown": [[but({"actions": [late]}), allow], "yes"],
		"refused to all": [[allow, deny({})], "no"],
		"refused to all but one": [[allow, deny({"principals": [], "not_principals": [{"type": "AWS", "values": ["123456789012"]}]})], "no"],
		"refused outside of an organization": [[deny({"conditions": [outside_org]}), allow], "no"],
		"refused without TLS": [[allow, deny({"conditions": [condition("bool", "aws:securetransport", ["false"])]})], "yes"],
		"refused to someone": [[allow, deny({"principals": [{"type": "AWS", "values": ["123456789012"]}]})], "yes"],
		"another action refused": [[allow, deny({"actions": ["s3:PutObject"]})], "yes"],
		"refused elsewhere": [[allow, deny({"resources": ["arn:aws:s3:::other/*"]})], "yes"],
		"refused there": [[allow, deny({"resources": ["arn:aws:s3:::b*"]})], "no"],
		"refused in a part of it": [[allow, deny({"resources": ["arn:aws:s3:::b/private/*"]})], "yes"],
		"refused to all but any account": [[allow, deny({"principals": [], "not_principals": [{"type": "AWS", "values": ["arn:aws:iam::*:root"]}]})], "yes"],
		"refused outside of an organization and of everywhere": [[allow, deny({"conditions": [outside_org, condition("notipaddress", "aws:sourceip", ["0.0.0.0/0"])]})], "yes"],
		"refused if outside of an organization for all values": [[allow, deny({"conditions": [condition("forallvalues:stringnotequals", "aws:principalorgid", ["o-abc"])]})], "yes"],
		"refused everywhere but there": [[allow, deny({"resources": [], "not_resources": ["arn:aws:s3:::b/*"]})], "yes"],
		"everywhere but somewhere, refused": [[but({"resources": [], "not_resources": ["arn:aws:s3:::c"]}), deny({})], "no"],
		"everywhere but somewhere, refused in part": [[but({"resources": [], "not_resources": ["arn:aws:s3:::c"]}), deny({"resources": ["arn:aws:s3:::b/*"]})], "yes"],
		"perhaps refused": [[allow, deny({"actions": [late]})], "yes"],
		"reading refused, listing not": [[but({"actions": ["s3:*"]}), deny({"actions": ["s3:GetObject"]})], "yes"],
	}
	resource_policy.public(document(statements), reading).answer == want
}

test_public_in_a_document_that_cannot_be_read[note] if {
	some note, [given, want] in {
		"at all": [{"complete": false, "statements": []}, "unknown"],
		"in part, public": [{"complete": false, "statements": [allow]}, "yes"],
		"in part, not public": [{"complete": false, "statements": [deny({})]}, "unknown"],
		"malformed": [{}, "unknown"],
	}
	resource_policy.public(given, reading).answer == want
}

test_witness[note] if {
	some note, [overrides, want] in {
		"example": [{"actions": ["s3:*"]}, ["everyone", "s3:GetObject", "arn:aws:s3:::b/*"]],
		"second example": [{"actions": ["s3:List*"]}, ["everyone", "s3:ListBucket", "arn:aws:s3:::b/*"]],
		"as written": [{"actions": ["s3:GetBucket*"]}, ["everyone", "s3:GetBucket*", "arn:aws:s3:::b/*"]],
		"all but some": [
			{"principals": [], "not_principals": [{"type": "AWS", "values": ["123456789012"]}], "resources": [], "not_resources": ["arn:aws:s3:::c"]},
			["everyone but 123456789012", "s3:GetObject", "everything but arn:aws:s3:::c"],
		],
		"all but two": [
			{"principals": [], "not_principals": [{"type": "AWS", "values": ["123456789012", "210987654321"]}]},
			["everyone but 123456789012, 210987654321", "s3:GetObject", "arn:aws:s3:::b/*"],
		],
		"by reference": [
			{"resources": [fixtures.template([fixtures.reference("aws_s3_bucket.b", "arn"), "/*"])]},
			["everyone", "s3:GetObject", "${aws_s3_bucket.b.arn}/*"],
		],
		"no resource": [{"resources": []}, ["everyone", "s3:GetObject", "itself"]],
	}
	found := resource_policy.public(document([but(overrides)]), reading)
	[found.principal, found.action, found.resource] == want
}

bucket := ["arn:aws:s3:::b", "arn:aws:s3:::b/*"]

tls := condition("bool", "aws:securetransport", ["false"])

no_http(overrides) := deny(object.union({"resources": bucket, "conditions": [tls]}, overrides))

test_refusal_without_tls[note] if {
	some note, [statements, want] in {
		"as AWS shows it": [[no_http({})], "refused"],
		"IfExists": [[no_http({"conditions": [condition("boolifexists", "aws:securetransport", ["False"])]})], "refused"],
		"everything": [[no_http({"actions": ["*"], "resources": ["*"]})], "refused"],
		"by a prefix": [[no_http({"resources": ["arn:aws:s3:::b*"]})], "refused"],
		"in two statements": [[no_http({"resources": ["arn:aws:s3:::b"]}), no_http({"resources": ["arn:aws:s3:::b/*"]})], "refused"],
		"beside an Allow": [[allow, no_http({})], "refused"],
		"beside a weaker one": [[no_http({"actions": ["s3:GetObject"]}), no_http({})], "refused"],
		"nothing": [[], "none"],
		"a Deny of something else": [[deny({})], "none"],
		"a Deny on another condition": [[deny({"conditions": [outside_org]})], "none"],
		"an Allow with TLS": [[but({"conditions": [condition("bool", "aws:securetransport", ["true"])]})], "none"],
		"the bucket alone": [[no_http({"resources": ["arn:aws:s3:::b"]})], "narrow"],
		"the objects alone": [[no_http({"resources": ["arn:aws:s3:::b/*"]})], "narrow"],
		"some objects": [[no_http({"resources": ["arn:aws:s3:::b", "arn:aws:s3:::b/a/*"]})], "narrow"],
		"some actions": [[no_http({"actions": ["s3:GetObject", "s3:PutObject"]})], "narrow"],
		"all but some actions": [[no_http({"actions": [], "not_actions": ["s3:GetObject"]})], "narrow"],
		"someone": [[no_http({"principals": [{"type": "AWS", "values": ["123456789012"]}]})], "narrow"],
		"all but someone": [[no_http({"principals": [], "not_principals": [{"type": "AWS", "values": ["123456789012"]}]})], "narrow"],
		"those with TLS": [[no_http({"conditions": [condition("bool", "aws:securetransport", ["true"])]})], "weak_condition"],
		"no value": [[no_http({"conditions": [condition("bool", "aws:securetransport", [])]})], "weak_condition"],
		"another operator": [[no_http({"conditions": [condition("null", "aws:securetransport", ["true"])]})], "weak_condition"],
		"on a further condition": [[no_http({"conditions": [tls, condition("ipaddress", "aws:sourceip", ["10.0.0.0/8"])]})], "weak_condition"],
		"unknown effect": [[no_http({"effect": fixtures.unknown})], "unknown"],
		"unknown value": [[no_http({"conditions": [condition("bool", "aws:securetransport", [late])]})], "unknown"],
		"unknown resource": [[no_http({"resources": [late]})], "unknown"],
		"unknown action": [[no_http({"actions": [late]})], "unknown"],
	}
	resource_policy.refusal_without_tls(document(statements), "s3", bucket) == want
}

test_refusal_without_tls_in_a_document_that_cannot_be_read[note] if {
	some note, [given, want] in {
		"at all": [{"complete": false, "statements": []}, "unknown"],
		"in part, refused": [{"complete": false, "statements": [no_http({})]}, "refused"],
		"in part, refused narrowly": [{"complete": false, "statements": [no_http({"actions": ["s3:GetObject"]})]}, "unknown"],
		"malformed": [{}, "unknown"],
	}
	resource_policy.refusal_without_tls(given, "s3", bucket) == want
}
