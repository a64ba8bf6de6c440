# METADATA
# title: One statement of a policy document
# description: >-
#   What a statement of an IAM policy document covers: whom, which actions, which resources, on what conditions. Every function is total and answers
#   "yes", "no" or "unknown". `library.iam` makes verdicts on identity policies of it, `library.resource_policy` on those of resources.
#   https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
package library.statement

import data.library.cidr
import data.library.logic
import data.library.value

# METADATA
# description: Whether it allows what it covers.
allows(statement) := "yes" if {
	statement.effect == "Allow"
} else := "no" if {
	statement.effect == "Deny"
} else := "unknown"

# METADATA
# description: Whether it denies what it covers.
denies(statement) := opposite[allows(statement)]

opposite := {"yes": "no", "no": "yes", "unknown": "unknown"}

# METADATA
# description: |
#   Whether it covers everyone, with or without an AWS account. All but some (NotPrincipal) counts as everyone.
#   https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous
covers_everyone(statement) := opposite[names_everyone(statement.not_principals)] if {
	statement.not_principals != []
} else := names_everyone(statement.principals)

names_everyone(principals) := logic.any({"no"} | {answer |
	some principal in principals
	some answer in principal_answers(principal)
})

principal_answers(principal) := {everyone(v) | some v in principal.values} if {
	principal.type in {"*", "AWS"}
} else := {someone(v) | some v in principal.values} if {
	principal.type in {"Service", "Federated", "CanonicalUser"}
} else := {"unknown"}

# AWS takes a wildcard for nothing but everyone, and what it does not take is not relied on.
everyone(v) := star(v) if {
	not has_wildcard(v)
} else := "yes" if {
	is_all(v)
} else := "unknown"

someone(v) := "unknown" if {
	has_wildcard(v)
} else := "unknown" if {
	is_open(v)
} else := "no"

has_wildcard(v) if regex.match(`[*?]`, v)

has_wildcard(v) if {
	v["$symbol"] == "template"
	some part in v.parts
	regex.match(`[*?]`, part)
}

# METADATA
# description: Whether a value stands for everything. A star does only when it stands alone.
star(v) := "yes" if {
	is_all(v)
} else := "no" if {
	is_string(v)
} else := "no" if {
	is_identity(v)
} else := "unknown" if {
	is_open(v)
} else := "no" if {
	v["$symbol"] == "template"
	some part in v.parts
	is_something_else(part)
} else := "unknown"

# METADATA
# description: |
#   Whether some of it is decided at apply, and may then hold a wildcard, or a quotation mark where it stands in JSON text: it is more than one value
#   then. What AWS assigns, and the name of a resource, holds neither.
is_open(v) if is_undecided(v)

is_open(v) if {
	v["$symbol"] == "template"
	some part in v.parts
	is_undecided(part)
}

is_undecided(v) if {
	v["$symbol"] in {"reference", "unknown", "missing"}
	not is_identity(v)
}

is_something_else(part) if regex.match(`[^*?:]`, part)

# What AWS assigns: what is decided otherwise is open.
is_something_else(part) if value.is_symbol(part)

# METADATA
# description: Whether it covers an action, written as `s3:GetObject`, or every action that `s3:Get*` stands for.
covers_action(statement, action) := opposite[excepts(lowered_all(statement.not_actions), lower(action))] if {
	statement.not_actions != []
} else := names(lowered_all(statement.actions), lower(action))

lowered_all(patterns) := [lowered(pattern) | some pattern in patterns]

lowered(pattern) := lower(pattern) if {
	is_string(pattern)
} else := pattern

# METADATA
# description: Whether it covers a resource, written as an ARN, or every resource that an ARN with wildcards stands for.
covers_resource(statement, arn) := opposite[excepts(statement.not_resources, arn)] if {
	statement.not_resources != []
} else := names(statement.resources, arn)

names(patterns, text) := logic.any({"no"} | {matches(pattern, text) | some pattern in patterns})

# METADATA
# description: Whether its exceptions leave none of the actions that a pattern stands for.
excepts_all(statement, pattern) := names(lowered_all(statement.not_actions), lower(pattern))

excepts(patterns, text) := logic.any({"no"} | {overlap(pattern, text) | some pattern in patterns})

# METADATA
# description: Whether a pattern stands for some of what a text stands for, which may be a pattern itself.
overlap(pattern, text) := overlap_of(opened(pattern), opened(text))

overlap_of(pattern, text) := matches(pattern, text) if {
	matches(pattern, text) != "no"
} else := "yes" if {
	matches(text, pattern) == "yes"
} else := "no" if {
	not startswith(literal_start(pattern), literal_start(text))
	not startswith(literal_start(text), literal_start(pattern))
} else := "no" if {
	not regex.match(`[*?]`, text)
} else := "unknown"

literal_start(pattern) := split(replace(pattern, "?", "*"), "*")[0]

# A policy variable may stand for anything. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
opened(text) := concat("*", [rest | some i, piece in split(text, "${"); rest := after_name(i, piece)]) if {
	contains(text, "${")
} else := text

after_name(0, piece) := piece

after_name(i, piece) := substring(piece, indexof(piece, "}") + 1, -1) if i > 0

# METADATA
# description: |
#   Whether a pattern of actions or ARNs stands for a text, or for all that the text, a pattern itself, stands for. What the plan does
#   not know matches itself.
matches(pattern, text) := "yes" if {
	pattern == text
} else := "yes" if {
	is_all(pattern)
} else := "unknown" if {
	not is_string(pattern)
} else := "unknown" if {
	not is_string(text)
} else := "yes" if {
	regex.match(`[*?]`, pattern)
	stands_for(split(pattern, "*"), pattern, opened(text))
} else := "no"

# No expression is made of a pattern: OPA's module keeps a hundred, and may then use one that it has let go of. One wildcard or two,
# as most patterns have, are seen at once.
stands_for([start, end], pattern, text) if {
	not contains(pattern, "?")
	startswith(text, start)
	endswith(text, end)
	count(text) >= count(start) + count(end)
}

stands_for([start, middle, end], pattern, text) if {
	not contains(pattern, "?")
	startswith(text, start)
	endswith(text, end)
	length := (count(text) - count(start)) - count(end)
	length >= count(middle)
	contains(substring(text, count(start), length), middle)
}

stands_for(parts, _, text) if {
	count(parts) > 3
	leads_through(parts, text)
}

stands_for(parts, pattern, text) if {
	contains(pattern, "?")
	leads_through(parts, text)
}

# Whether the pieces between the wildcards lie in the text one after the other, the first at its start, the last at its end.
leads_through(pieces, text) if {
	last := count(pieces) - 1
	places := [found |
		some i, piece in pieces
		found := {j | some j in candidates(i, last, count(text) - count(piece)); fits(piece, substring(text, j, count(piece)))}
	]
	ways := {[i, j]: next |
		some i, found in places
		some j in found
		next := {[i + 1, k] | some k in places[i + 1]; k >= j + count(pieces[i])}
	}
	[last, count(text) - count(pieces[last])] in graph.reachable(ways, {[0, 0]})
}

# Where a piece may begin.
candidates(i, last, farthest) := [] if {
	farthest < 0
} else := [0] if {
	i == 0
} else := [farthest] if {
	i == last
} else := numbers.range(0, farthest)

fits(piece, part) if piece == part

fits(piece, part) if {
	contains(piece, "?")
	read := split(part, "")
	every i, character in split(piece, "") {
		is_character(character, read[i])
	}
}

# A wildcard of the text is not a character that "?" could stand for.
is_character("?", read) if read != "*"

is_character(character, read) if {
	character != "?"
	character == read
}

# METADATA
# description: Every action or every resource.
is_all(pattern) if regex.match(`^[*?:]*\*[*?:]*$`, pattern)

# METADATA
# description: |
#   Whether its conditions admit only callers that someone can name: an organization, accounts, networks. A condition does so by values
#   without wildcards and policy variables, as S3 has it when it decides whether a bucket policy is public.
#   https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
limits_callers(statement) := logic.any({"no"} | {limit(condition, positive_operators) | some condition in statement.conditions})

# METADATA
# description: Whether its conditions hold for every caller but some that someone can name. So a Deny of it leaves only those.
spares_named_callers_only(statement) := logic.all({"yes"} | {limit(condition, negative_operators) | some condition in statement.conditions})

limit(condition, operators) := "unknown" if {
	not regex.match(`^[0-9a-z:/_.+=@*-]+$`, condition.key)
} else := "no" if {
	not condition.key in caller_keys
} else := "no" if {
	not condition.operator in operators
} else := logic.all({fixed(condition.key, v) | some v in condition.values})

# METADATA
# description: Whether a condition holds only for requests that have its key, with one of its values.
is_positive(condition) if condition.operator in positive_operators

# A key that a request lacks fails the positive operators (so not their IfExists forms) and passes the negative ones.
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
positive_operators := {
	"arnequals", "arnlike", "ipaddress", "stringequals", "stringequalsignorecase", "stringlike",
	"foranyvalue:arnequals", "foranyvalue:arnlike", "foranyvalue:stringequals", "foranyvalue:stringequalsignorecase", "foranyvalue:stringlike",
}

negative_operators := {
	"arnnotequals", "arnnotlike", "notipaddress", "stringnotequals", "stringnotequalsignorecase", "stringnotlike",
	"arnnotequalsifexists", "arnnotlikeifexists", "notipaddressifexists", "stringnotequalsifexists", "stringnotequalsignorecaseifexists", "stringnotlikeifexists",
}

caller_keys := {
	"aws:principalaccount", "aws:principalarn", "aws:principalorgid", "aws:principalorgpaths", "aws:sourceaccount", "aws:sourcearn",
	"aws:sourceip", "aws:sourceorgid", "aws:sourceorgpaths", "aws:sourceowner", "aws:sourcevpc", "aws:sourcevpce", "aws:userid",
	"kms:calleraccount", "s3:dataaccesspointaccount", "s3:dataaccesspointarn",
}

# Whether a value stands for something fixed.
fixed(key, v) := is_fixed_block(v) if {
	key == "aws:sourceip"
} else := is_fixed_text(v) if {
	is_string(v)
} else := is_fixed_text(known) if {
	known := filled(v)
} else := "unknown"

is_fixed_block(v) := "no" if {
	is_wide(v)
} else := "no" if {
	has_wildcard(v)
} else := "yes" if {
	is_address(v)
} else := "yes" if {
	cidr.everyone(v) == "no"
} else := "unknown"

is_address(v) if regex.match(`^[0-9]{1,3}(\.[0-9]{1,3}){3}$|^[0-9A-Fa-f]*:[0-9A-Fa-f:]*$`, v)

# S3 takes networks wider than these for everyone.
is_wide(block) if regex.match(`^[0-9.]+/0*[0-7]$|^[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*/0*([12]?[0-9]|3[01])$`, block)

# A wildcard is harmless behind an account or an organization.
is_fixed_text(text) := "yes" if {
	not regex.match(`[*?]|\$\{`, text)
} else := "yes" if {
	regex.match(`^arn:[^*?$:]*:[^*?$:]*:[^$:]*:[0-9]{12}:[^$]*$|^o-[0-9a-z]+/[^$]*$|^A[0-9A-Z]{15,}:[^$]*$`, text)
} else := "no"

# A text that names resources, with placeholders of the same form in their place. Undefined where anything else is open.
filled(v) := placeholder(v)

filled(v) := concat("", [piece | some part in v.parts; piece := filled_part(part)]) if {
	v["$symbol"] == "template"
	every part in v.parts {
		filled_part(part)
	}
}

filled_part(part) := part if is_string(part)

filled_part(part) := placeholder(part)

placeholder(v) := "arn:aws:service:region:000000000000:resource" if {
	is_identity(v)
	endswith(object.get(v, "attribute", ""), "arn")
} else := "000000000000" if {
	is_identity(v)
}

# What AWS assigns, or the name of a resource, never holds a wildcard.
is_identity(v) if {
	v["$symbol"] == "reference"
	regex.match(`(^|_)(arn|id|name|bucket|partition|region|dns_suffix)$`, v.attribute)
}

is_identity(v) if value.is_identity(v)

# METADATA
# description: A value as it is shown to people; what is decided at apply as it is written in HCL.
text(v) := concat("", [shown(part) | some part in v.parts]) if {
	v["$symbol"] == "template"
} else := shown(v)

shown(v) := v if {
	is_string(v)
} else := concat("", ["${", v.address, ".", v.attribute, "}"]) if {
	v["$symbol"] == "reference"
} else := "(known after apply)"
