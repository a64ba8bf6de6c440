# METADATA
# title: Policies of resources
# description: >-
#   What the policy document of a bucket, key, topic or role lets everyone do, with a request that it would allow; and whether it refuses requests
#   without TLS.
package library.resource_policy

import data.library.logic
import data.library.statement

# METADATA
# description: |
#   Whether everyone may do one of these actions: {answer: "yes" | "no" | "unknown", principal, action, resource: a request that is (or may
#   be) allowed}. `actions` is {examples: actions to try, families: patterns of all that count, in lower case}.
#   A Deny takes away what it certainly refuses to everyone but named callers. What cannot be read does not hide what can.
public(document, actions) := first(answers(document, actions), ["yes", "unknown", "no"])

answers(document, actions) := array.concat(
	[grant |
		some allow in document.statements
		some grant in grants(document, allow, actions)
	],
	[rest | some rest in [nobody, unreadable(document)]; rest.answer != ""],
)

nobody := {"answer": "no", "principal": "", "action": "", "resource": ""}

unreadable(document) := object.union(nobody, {"answer": "unknown"}) if {
	object.get(document, "complete", false) != true
} else := object.union(nobody, {"answer": ""})

grants(document, allow, actions) := [grant |
	who := logic.all({statement.allows(allow), statement.covers_everyone(allow), statement.opposite[statement.limits_callers(allow)]})
	who != "no"
	some [action, what] in tried(allow, actions)
	what != "no"
	not refused(document, allow, action)
	grant := {"answer": logic.all({who, what}), "principal": principal(allow), "action": action, "resource": resource(allow)}
]

# Actions, and whether it covers them: the examples, those of a family that it names itself, and, where it names what it does not cover, whole families.
tried(allow, actions) := array.flatten([
	[[action, statement.covers_action(allow, action)] | some action in actions.examples],
	[[action, answer] |
		some action in allow.actions
		is_string(action)
		some family in actions.families
		answer := statement.overlap(lower(action), family)
	],
	[[family, "unknown"] |
		allow.not_actions != []
		some family in actions.families
		statement.excepts_all(allow, family) != "yes"
	],
])

refused(document, allow, action) if {
	some deny in document.statements
	statement.denies(deny) == "yes"
	statement.covers_everyone(deny) == "yes"
	statement.covers_action(deny, action) == "yes"
	statement.spares_named_callers_only(deny) == "yes"
	covers_resources_of(deny, allow)
}

covers_resources_of(deny, allow) if {
	allow.not_resources == []
	every arn in allow.resources {
		statement.covers_resource(deny, arn) == "yes"
	}
}

covers_resources_of(deny, _) if "*" in deny.resources

principal(allow) := "everyone" if {
	allow.not_principals == []
} else := concat("", ["everyone but ", concat(", ", {statement.text(v) | some p in allow.not_principals; some v in p.values})])

resource(allow) := statement.text(allow.resources[0]) if {
	allow.resources != []
} else := concat("", ["everything but ", statement.text(allow.not_resources[0])]) if {
	allow.not_resources != []
} else := "itself"

first(found, precedence) := [answer | some wanted in precedence; some answer in found; answer.answer == wanted][0]

# METADATA
# description: |
#   Whether requests without TLS are refused on all of these resources: "refused", "weak_condition" (a Deny that some such requests pass),
#   "narrow" (a Deny that leaves out principals, actions or resources), "none" or "unknown". `resources` are ARNs as the document would write them.
#   https://repost.aws/knowledge-center/s3-bucket-policy-for-config-rule
refusal_without_tls(document, service, resources) := worst({refusal(document, service, arn) | some arn in resources})

refusal(document, service, arn) := best((({"none"} | {"unknown" | object.get(document, "complete", false) != true}) | {answer |
	some deny in document.statements
	statement.allows(deny) != "yes"
	mentions_tls(deny)
	answer := refusal_of(deny, service, arn)
}))

best(found) := [answer | some answer in ["refused", "unknown", "weak_condition", "narrow", "none"]; answer in found][0]

worst(found) := [answer | some answer in ["none", "narrow", "weak_condition", "unknown", "refused"]; answer in found][0]

mentions_tls(deny) if {
	some condition in deny.conditions
	condition.key == "aws:securetransport"
}

refusal_of(deny, service, arn) := kind_of_refusal(logic.all(condition_answers(deny)), logic.all({
	statement.denies(deny),
	all_principals(deny),
	statement.covers_action(deny, $"{service}:*"),
	statement.covers_resource(deny, arn),
}))

kind_of_refusal(condition, scope) := "weak_condition" if {
	condition == "no"
} else := "narrow" if {
	scope == "no"
} else := "refused" if {
	{condition, scope} == {"yes"}
} else := "unknown"

all_principals(deny) := "no" if {
	deny.not_principals != []
} else := statement.covers_everyone(deny)

# Any further condition lets requests pass.
condition_answers(deny) := {condition_answer(condition) | some condition in deny.conditions}

condition_answer(condition) := "no" if {
	not [condition.key, condition.operator] in tls_conditions
} else := "unknown" if {
	some v in condition.values
	not is_string(v)
} else := "yes" if {
	{lower(v) | some v in condition.values} == {"false"}
} else := "no"

tls_conditions := {["aws:securetransport", "bool"], ["aws:securetransport", "boolifexists"]}
