package rules.s3.s3_bucket_ssl_requests_only_test

import data.library.fixtures
import data.rules.s3.s3_bucket_ssl_requests_only

judge(resources) := fixtures.brief(found) if {
	found := s3_bucket_ssl_requests_only.evaluations with input as fixtures.plan(resources)
}

bucket := fixtures.resource("aws_s3_bucket.b", {"bucket": fixtures.unset, "policy": fixtures.unset})

arn := fixtures.reference("aws_s3_bucket.b", "arn")

deny := {
	"sid": null,
	"effect": "Deny",
	"principals": [{"type": "*", "values": ["*"]}],
	"not_principals": [],
	"actions": ["s3:*"],
	"not_actions": [],
	"resources": [arn, fixtures.template([arn, "/*"])],
	"not_resources": [],
	"conditions": [{"operator": "bool", "key": "aws:securetransport", "values": ["false"]}],
}

of(statements) := {"complete": true, "statements": statements}

policy(document) := object.union(
	fixtures.linked(fixtures.resource("aws_s3_bucket_policy.p", {"bucket": fixtures.unknown, "policy": fixtures.unknown}), {"bucket": fixtures.to(["aws_s3_bucket.b"])}),
	{"documents": {"policy": document}},
)

finding(status, reason) := {$"{status} aws_s3_bucket.b null: {reason}"}

test_policy[note] if {
	some note, [document, want] in {
		"refused": [of([deny]), set()],
		"refused by name": [of([object.union(deny, {"resources": ["*"]})]), set()],
		"empty": [of([]), finding("NON_COMPLIANT", "not_refused")],
		"an Allow": [of([object.union(deny, {"effect": "Allow"})]), finding("NON_COMPLIANT", "not_refused")],
		"the objects only": [of([object.union(deny, {"resources": [fixtures.template([arn, "/*"])]})]), finding("NON_COMPLIANT", "narrow")],
		"another bucket": [of([object.union(deny, {"resources": ["arn:aws:s3:::c", "arn:aws:s3:::c/*"]})]), finding("NON_COMPLIANT", "narrow")],
		"wrong value": [
			of([object.union(deny, {"conditions": [{"operator": "bool", "key": "aws:securetransport", "values": ["true"]}]})]),
			finding("NON_COMPLIANT", "weak_condition"),
		],
		"unknown resource": [of([object.union(deny, {"resources": [fixtures.unknown]})]), finding("INSUFFICIENT_DATA", "unknown")],
		"unreadable": [{"complete": false, "statements": []}, finding("INSUFFICIENT_DATA", "unknown")],
		"malformed": [{}, finding("INSUFFICIENT_DATA", "unknown")],
	}
	judge([bucket, policy(document)]) == want
}

existing(document) := object.union(
	fixtures.existing("aws_s3_bucket.b", {"bucket": "b", "policy": "{}"}),
	{"documents": {"policy": document}},
)

test_bucket_without_policy_resource[note] if {
	none := fixtures.existing("aws_s3_bucket.b", {"bucket": "b", "policy": ""})
	some note, [resources, want] in {
		"new": [[bucket], finding("NON_COMPLIANT", "none")],
		"existing, none": [[none], finding("NON_COMPLIANT", "state")],
		"existing, refused": [[existing(of([deny]))], set()],
		"existing, narrow": [[existing(of([object.union(deny, {"resources": [arn]})]))], finding("NON_COMPLIANT", "state")],
		"existing, unreadable": [[existing({"complete": false, "statements": []})], finding("INSUFFICIENT_DATA", "elsewhere")],
		"removed": [[existing(of([deny])), object.union(policy({}), {"action": "delete", "after": {}})], finding("NON_COMPLIANT", "removed")],
	}
	judge(resources) == want
}

test_message[note] if {
	some note, document in {"empty": of([]), "unreadable": {}}
	found := s3_bucket_ssl_requests_only.evaluations with input as fixtures.plan([bucket, policy(document)])
	{e.values | some e in found} == {{"policy": "aws_s3_bucket_policy.p"}}
}
