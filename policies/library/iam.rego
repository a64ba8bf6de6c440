# METADATA
# title: IAM policy documents
# description: >-
#   What the statements of a policy document do, as far as the plan has them. A Deny wins over every Allow, whichever policy it stands in, so
#   one statement is enough to enforce something.
package library.iam

import data.library.logic
import data.library.statement
import data.library.value

# METADATA
# description: |
#   Whether a document denies everything to a request without MFA: "enforced", "weak_condition" (a Deny that some requests without MFA pass),
#   "narrow" (a Deny that leaves out actions or resources), "none" or "unknown".
#   https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_my-sec-creds-self-manage.html
mfa_enforcement(document) := first(mfa_answers(document), ["enforced", "unknown", "weak_condition", "narrow", "none"])

mfa_answers(document) := ({"none"} | {"unknown" | object.get(document, "complete", false) != true}) | {mfa_answer(statement) | some statement in document.statements}

mfa_answer(statement) := "none" if {
	statement.effect == "Allow"
} else := "none" if {
	not mentions_mfa(statement)
} else := first(
	deny_answers(statement),
	["weak_condition", "narrow", "unknown", "enforced"],
)

mentions_mfa(statement) if {
	some condition in statement.conditions
	condition.key == "aws:multifactorauthpresent"
}

deny_answers(statement) := {effect_answer(statement), actions_answer(statement), resources_answer(statement)} | {condition_answer(condition) | some condition in statement.conditions}

effect_answer(statement) := "enforced" if {
	statement.effect == "Deny"
} else := "unknown"

# All actions, or all but those that a user needs to sign in with MFA at all.
actions_answer(statement) := "enforced" if {
	some action in statement.actions
	action in {"*", "*:*"}
} else := "unknown" if {
	some action in statement.actions
	value.is_symbol(action)
} else := "narrow" if {
	statement.not_actions == []
} else := first(
	{exception_answer(action) | some action in statement.not_actions},
	["narrow", "unknown", "enforced"],
)

exception_answer(action) := "unknown" if {
	value.is_symbol(action)
} else := "enforced" if {
	lower(action) in needed_without_mfa
} else := "enforced" if {
	regex.match(`^iam:[a-z*?]*mfa[a-z*?]*$`, lower(action))
	statement.matches(lower(action), "iam:deactivatemfadevice") == "no"
} else := "narrow"

# What a user must be able to do before having MFA: look at the own account, set the password, get a session with MFA.
# Actions on MFA devices are recognised by their name. Deactivating is none of them: whoever stole a key would take the device away with it.
needed_without_mfa := {
	"iam:changepassword",
	"iam:getaccountpasswordpolicy",
	"iam:getaccountsummary",
	"iam:getloginprofile",
	"iam:getuser",
	"iam:listaccountaliases",
	"iam:listusers",
	"sts:getcalleridentity",
	"sts:getsessiontoken",
}

resources_answer(statement) := "enforced" if {
	"*" in statement.resources
} else := "unknown" if {
	some resource in statement.resources
	value.is_symbol(resource)
} else := "narrow"

# A request with a long-term access key has no MFA key in its context, so only the IfExists form denies it. Any other condition lets
# requests pass, except that calls which AWS services make for the user may be left out.
condition_answer(condition) := "weak_condition" if {
	not [condition.key, condition.operator] in conditions_without_mfa
} else := "unknown" if {
	some v in condition.values
	value.is_symbol(v)
} else := "enforced" if {
	{lower(v) | some v in condition.values} == {"false"}
} else := "weak_condition"

conditions_without_mfa := {
	["aws:multifactorauthpresent", "boolifexists"],
	["aws:viaawsservice", "bool"],
	["aws:viaawsservice", "boolifexists"],
}

# The first of an order of precedence that is among the answers.
first(answers, precedence) := [answer | some answer in precedence; answer in answers][0]

# METADATA
# description: |
#   Whether a statement allows every action on every resource: {answer: "yes" | "no" | "unknown", action, resource: what it allows}.
#   Conditions do not count, as they do not for AWS Config. All but some actions (NotAction) counts where a principal could give itself the others.
admin(document) := most_certain(document, [grant_of(allow, answer) |
	some allow in document.statements
	every_action(allow) != "no"
	answer := logic.all([statement.allows(allow), every_action(allow), every_resource(allow)])
	answer != "no"
])

# METADATA
# description: |
#   Whether a statement allows every action of some service, on whatever resource; answers as `admin`. All but some actions (NotAction) counts.
full_access(document) := most_certain(document, [grant_of(allow, answer) |
	some allow in document.statements
	answer := logic.all([statement.allows(allow), whole_service(allow)])
	answer != "no"
])

every_action(allow) := logic.any({statement.covers_action(allow, action) | some action in giving_actions}) if {
	allow.not_actions != []
} else := logic.any({"no"} | {statement.star(action) | some action in allow.actions})

every_resource(allow) := "yes" if {
	allow.not_resources != []
} else := logic.any({"no"} | {every_arn(arn) | some arn in allow.resources})

# By one of these, a principal gives itself whatever it lacks.
giving_actions := {
	"iam:AttachGroupPolicy",
	"iam:AttachRolePolicy",
	"iam:AttachUserPolicy",
	"iam:CreatePolicyVersion",
	"iam:PutGroupPolicy",
	"iam:PutRolePolicy",
	"iam:PutUserPolicy",
}

# Every ARN has at least so many parts.
every_arn(arn) := "yes" if {
	some every_one in ["arn:aws:*:*:*:*", "arn:aws-cn:*:*:*:*", "arn:aws-us-gov:*:*:*:*"]
	statement.matches(arn, every_one) == "yes"
} else := "no" if {
	regex.match(`^arn:[^:*?]*:[^:*?]+:`, arn.parts[0])
} else := statement.star(arn)

whole_service(allow) := "yes" if {
	allow.not_actions != []
} else := logic.any({"no"} | {service_answer(action) | some action in allow.actions})

service_answer(action) := "yes" if {
	regex.match(`^[0-9A-Za-z-]+:[*?]*\*[*?]*$`, action)
} else := statement.star(action)

grant_of(allow, answer) := {
	"answer": answer,
	"action": listed(allow.actions, allow.not_actions),
	"resource": listed(allow.resources, allow.not_resources),
}

listed(_, excepted) := concat("", ["everything but ", enumerated(excepted)]) if excepted != []

listed(named, []) := enumerated(named)

enumerated(values) := concat(", ", [statement.text(v) | some v in values])

most_certain(document, grants) := first_grant(grants, "yes") if {
	some grant in grants
	grant.answer == "yes"
} else := unreadable if {
	object.get(document, "complete", false) != true
} else := first_grant(grants, "unknown") if {
	some grant in grants
	grant.answer == "unknown"
} else := object.union(unreadable, {"answer": "no"})

first_grant(grants, answer) := [grant | some grant in grants; grant.answer == answer][0]

unreadable := {"answer": "unknown", "action": "", "resource": ""}
