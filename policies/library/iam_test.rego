package library.iam_test

import data.library.fixtures
import data.library.iam

# The statement that AWS's own example has.
good := {
	"sid": "DenyAllExceptListedIfNoMFA",
	"effect": "Deny",
	"principals": [],
	"not_principals": [],
	"actions": [],
	"not_actions": ["iam:CreateVirtualMFADevice", "iam:EnableMFADevice", "iam:GetUser", "iam:ChangePassword", "sts:GetSessionToken"],
	"resources": ["*"],
	"not_resources": [],
	"conditions": [condition("boolifexists", "aws:multifactorauthpresent", ["false"])],
}

condition(operator, key, values) := {"operator": operator, "key": key, "values": values}

allow_all := object.union(good, {"effect": "Allow", "actions": ["*"], "not_actions": [], "conditions": []})

document(statements) := {"complete": true, "statements": statements}

test_statement[note] if {
	some note, [overrides, want] in {
		"as AWS shows it": [{}, "enforced"],
		"all actions": [{"actions": ["*"], "not_actions": []}, "enforced"],
		"all actions of all services": [{"actions": ["s3:GetObject", "*:*"], "not_actions": []}, "enforced"],
		"all actions beside an unknown": [{"actions": [fixtures.unknown, "*"], "not_actions": []}, "enforced"],
		"MFA actions by wildcard, in any case": [{"not_actions": ["IAM:Enable*MFA*", "iam:*VirtualMFADevice", "iam:ListVirtualMfaDevices", "iam:?esyncMFADevice"]}, "enforced"],
		"value in another case": [{"conditions": [condition("boolifexists", "aws:multifactorauthpresent", ["False"])]}, "enforced"],
		"whatever looks at the own account": [{"not_actions": ["iam:GetAccountPasswordPolicy", "iam:GetAccountSummary", "iam:GetLoginProfile", "iam:GetUser", "iam:ListAccountAliases", "iam:ListUsers", "sts:GetCallerIdentity"]}, "enforced"],
		"calls by AWS services left out, if any": [
			{"conditions": [condition("boolifexists", "aws:multifactorauthpresent", ["false"]), condition("boolifexists", "aws:viaawsservice", ["false"])]},
			"enforced",
		],
		"calls by AWS services left out": [
			{"conditions": [condition("boolifexists", "aws:multifactorauthpresent", ["false"]), condition("bool", "aws:viaawsservice", ["false"])]},
			"enforced",
		],
		"resources beside all": [{"resources": ["arn:aws:s3:::a", "*"]}, "enforced"],
		"Bool, which access keys pass": [{"conditions": [condition("bool", "aws:multifactorauthpresent", ["false"])]}, "weak_condition"],
		"Null": [{"conditions": [condition("null", "aws:multifactorauthpresent", ["true"])]}, "weak_condition"],
		"denies those with MFA": [{"conditions": [condition("boolifexists", "aws:multifactorauthpresent", ["true"])]}, "weak_condition"],
		"no value": [{"conditions": [condition("boolifexists", "aws:multifactorauthpresent", [])]}, "weak_condition"],
		"only from an address": [
			{"conditions": [condition("boolifexists", "aws:multifactorauthpresent", ["false"]), condition("ipaddress", "aws:sourceip", ["10.0.0.0/8"])]},
			"weak_condition",
		],
		"only calls by AWS services": [
			{"conditions": [condition("boolifexists", "aws:multifactorauthpresent", ["false"]), condition("bool", "aws:viaawsservice", ["true"])]},
			"weak_condition",
		],
		"some actions": [{"actions": ["s3:*", "ec2:*"], "not_actions": []}, "narrow"],
		"no actions": [{"not_actions": []}, "narrow"],
		"exception for a service": [{"not_actions": ["iam:*"]}, "narrow"],
		"exception for a harmful action": [{"not_actions": ["iam:EnableMFADevice", "iam:CreateAccessKey"]}, "narrow"],
		"exception for deactivating MFA": [{"not_actions": ["iam:DeactivateMFADevice"]}, "narrow"],
		"exception for deactivating MFA, by wildcard": [{"not_actions": ["IAM:*MFA*"]}, "narrow"],
		"exception for all": [{"not_actions": ["*"]}, "narrow"],
		"some resources": [{"resources": ["arn:aws:s3:::a"]}, "narrow"],
		"all but some resources": [{"resources": [], "not_resources": ["arn:aws:s3:::a"]}, "narrow"],
		"narrow and weak": [{"resources": ["arn:aws:s3:::a"], "conditions": [condition("bool", "aws:multifactorauthpresent", ["false"])]}, "weak_condition"],
		"unknown effect": [{"effect": fixtures.unknown}, "unknown"],
		"unknown value": [{"conditions": [condition("boolifexists", "aws:multifactorauthpresent", [fixtures.unknown])]}, "unknown"],
		"unknown action": [{"actions": ["s3:*", fixtures.unknown], "not_actions": []}, "unknown"],
		"unknown exception": [{"not_actions": ["iam:GetUser", fixtures.unknown]}, "unknown"],
		"unknown resource": [{"resources": [fixtures.template(["arn:aws:s3:::", fixtures.unknown])]}, "unknown"],
		"without condition": [{"conditions": []}, "none"],
		"on another condition": [{"conditions": [condition("boolifexists", "aws:securetransport", ["false"])]}, "none"],
		"Allow with MFA": [{"effect": "Allow", "conditions": [condition("bool", "aws:multifactorauthpresent", ["true"])]}, "none"],
	}
	iam.mfa_enforcement(document([object.union(good, overrides)])) == want
}

test_document[note] if {
	weak := object.union(good, {"conditions": [condition("bool", "aws:multifactorauthpresent", ["false"])]})
	narrow := object.union(good, {"resources": []})
	some note, [given, want] in {
		"empty": [document([]), "none"],
		"nothing but an Allow": [document([allow_all]), "none"],
		"a Deny beside an Allow": [document([allow_all, good]), "enforced"],
		"a good Deny beside weaker ones": [document([weak, narrow, good]), "enforced"],
		"a weak Deny beside a narrow one": [document([narrow, weak]), "weak_condition"],
		"readable in part": [{"complete": false, "statements": [allow_all]}, "unknown"],
		"readable in part, with a good Deny": [{"complete": false, "statements": [good]}, "enforced"],
		"readable in part, with a weak Deny": [{"complete": false, "statements": [weak]}, "unknown"],
		"not readable": [{"complete": false, "statements": []}, "unknown"],
		"malformed": [{}, "unknown"],
	}
	iam.mfa_enforcement(given) == want
}

grant(overrides) := document([object.union(allow_all, overrides)])

star_by_template := fixtures.template(["arn:aws:s3:::", fixtures.unknown])

partition := fixtures.reference("data.aws_partition.current", "partition")

test_admin[note] if {
	some note, [overrides, want] in {
		"all": [{}, "yes"],
		"all services": [{"actions": ["*:*"]}, "yes"],
		"all beside others": [{"actions": ["s3:GetObject", "*"], "resources": ["arn:aws:s3:::a", "*"]}, "yes"],
		"on a condition": [{"conditions": [condition("bool", "aws:multifactorauthpresent", ["true"])]}, "yes"],
		"all but a service": [{"actions": [], "not_actions": ["s3:*"]}, "yes"],
		"all but one resource": [{"resources": [], "not_resources": ["arn:aws:s3:::a"]}, "yes"],
		"all but one way to give": [{"actions": [], "not_actions": ["iam:PutRolePolicy"]}, "yes"],
		"all ARNs": [{"resources": ["arn:aws:*"]}, "yes"],
		"all of the government's": [{"resources": ["arn:aws-us-gov:*"]}, "yes"],
		"all ARNs, part by part": [{"resources": ["arn:*:*:*:*:*"]}, "yes"],
		"all that begins as every ARN does": [{"resources": ["a*"]}, "yes"],
		"all of China": [{"resources": ["arn:aws-cn:*"]}, "yes"],
		"everything of a service": [{"resources": ["arn:aws:s3:*"]}, "no"],
		"everything of an account": [{"resources": ["arn:aws:*:*:123456789012:*"]}, "no"],
		"all but IAM": [{"actions": [], "not_actions": ["iam:*"]}, "no"],
		"all but an unknown": [{"actions": [], "not_actions": [fixtures.unknown]}, "unknown"],
		"a service": [{"actions": ["s3:*"]}, "no"],
		"one way to give, which AWS Config does not ask for": [{"actions": ["iam:PutRolePolicy"]}, "no"],
		"all of IAM, likewise": [{"actions": ["iam:*"]}, "no"],
		"everything on one resource": [{"resources": ["arn:aws:s3:::a"]}, "no"],
		"everything on a resource of this plan": [{"resources": [star_by_template]}, "no"],
		"denied": [{"effect": "Deny"}, "no"],
		"unknown effect": [{"effect": fixtures.unknown}, "unknown"],
		"unknown action": [{"actions": [fixtures.unknown]}, "unknown"],
		"action that ends in an unknown": [{"actions": [fixtures.template(["s3:", fixtures.unknown])]}, "unknown"],
		"unknown resource of an unknown service": [{"resources": [fixtures.template(["arn:aws:", fixtures.unknown])]}, "unknown"],
		"unknown resource of any service": [{"resources": [fixtures.template(["arn:aws:*:", fixtures.unknown])]}, "unknown"],
		"resource of a service, whatever the partition": [{"resources": [fixtures.template(["arn:", partition, ":s3:::a"])]}, "no"],
		"unknown resource": [{"resources": [fixtures.unknown]}, "unknown"],
		"no action": [{"actions": []}, "no"],
	}
	iam.admin(grant(overrides)).answer == want
}

test_full_access[note] if {
	some note, [overrides, want] in {
		"a service": [{"actions": ["s3:*"]}, "yes"],
		"a service on one resource": [{"actions": ["s3:*"], "resources": ["arn:aws:s3:::a"]}, "yes"],
		"all": [{}, "yes"],
		"beside others": [{"actions": ["s3:GetObject", "KMS:*"]}, "yes"],
		"all but something": [{"actions": [], "not_actions": ["iam:*"]}, "yes"],
		"a part of a service": [{"actions": ["s3:Get*"]}, "no"],
		"a service, and what of it is unknown": [{"actions": [fixtures.template(["s3:", fixtures.unknown])]}, "unknown"],
		"denied": [{"effect": "Deny", "actions": ["s3:*"]}, "no"],
		"unknown action": [{"actions": [fixtures.unknown]}, "unknown"],
	}
	iam.full_access(grant(overrides)).answer == want
}

test_grants_in_a_document_that_cannot_be_read[note] if {
	some note, [given, want] in {
		"at all": [{"complete": false, "statements": []}, "unknown"],
		"in part": [{"complete": false, "statements": [allow_all]}, "yes"],
		"in part, nothing granted": [{"complete": false, "statements": [good]}, "unknown"],
		"malformed": [{}, "unknown"],
		"empty": [document([]), "no"],
	}
	iam.admin(given).answer == want
	iam.full_access(given).answer == want
}

test_what_is_granted if {
	iam.admin(grant({})) == {"answer": "yes", "action": "*", "resource": "*"}
	iam.admin(grant({"actions": [], "not_actions": ["s3:*", "kms:*"]})).action == "everything but s3:*, kms:*"
	iam.full_access(grant({"actions": ["s3:*"], "resources": [fixtures.reference("aws_s3_bucket.b", "arn")]})).resource == "${aws_s3_bucket.b.arn}"
}

test_what_is_granted_by_nobody_knows_what if {
	nothing := {"answer": "unknown", "action": "", "resource": ""}
	iam.admin({}) == nothing
	iam.full_access({}) == nothing
}

# Any one of them is enough to have all.
test_ways_to_give[action] if {
	giving := ["iam:AttachGroupPolicy", "iam:AttachRolePolicy", "iam:AttachUserPolicy", "iam:CreatePolicyVersion", "iam:PutGroupPolicy", "iam:PutRolePolicy", "iam:PutUserPolicy"]
	some action in giving
	others := [other | some other in giving; other != action]
	iam.admin(grant({"actions": [], "not_actions": others})).answer == "yes"
	iam.admin(grant({"actions": [], "not_actions": giving})).answer == "no"
}

test_which_grant_is_named if {
	some_actions := object.union(allow_all, {"actions": ["s3:GetObject"]})
	perhaps := object.union(allow_all, {"actions": [fixtures.reference("terraform_data.late", "output")]})
	iam.admin(document([some_actions, perhaps, allow_all])) == {"answer": "yes", "action": "*", "resource": "*"}
	iam.admin(document([some_actions, perhaps])) == {"answer": "unknown", "action": "${terraform_data.late.output}", "resource": "*"}
}
