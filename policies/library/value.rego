# METADATA
# title: Values of the plan model
# description: >-
#   What a rule may ask about a value. A value is known JSON, or a symbol ({"$symbol": …}) for what the plan cannot show.
#   Every function here is total: it has an answer for every value, and a value that it does not expect is "unknown".
#   A rule that is silent says COMPLIANT, so an undefined expression over a malformed value would be a false pass.
package library.value

# Stands for what cannot be read. Same shape as the plan model's own.
unreadable := {"$symbol": "unknown", "references": []}

# METADATA
# description: One attribute of a nested block. Unreadable when the block itself is, or has no such attribute.
attribute(block, name) := object.get(block, name, unreadable) if {
	is_object(block)
	not is_symbol(block)
} else := unreadable

# METADATA
# description: |
#   One attribute of a resource, by a name that OPA's type check cannot see. Unreadable where the plan model does not have it, as no rule's `reads` name it.
of(resource, name) := object.get(resource.after, name, unreadable)

is_symbol(v) if {
	is_object(v)
	object.get(v, "$symbol", "") != ""
}

# METADATA
# description: |
#   "true", "false", "unset" (left out, so that the provider or AWS decides) or "unknown".
#   Some resources hold booleans as text: aws_launch_template's "true", "false" and "".
default boolean(_) := "unknown"

boolean(true) := "true"

boolean("true") := "true"

boolean(false) := "false"

boolean("false") := "false"

boolean(v) := "unset" if is_unset(v)

# METADATA
# description: The author left it out, or wrote null or the empty text.
is_unset(null)

is_unset("")

is_unset({"$symbol": "unset"})

# METADATA
# description: |
#   "present", "absent" or "unknown": whether anything will be there, whatever it will be.
#   The identity of a resource (its arn, its id) will be there once the resource is, so a reference to it is present although unknown.
presence(v) := "absent" if {
	is_unset(v)
} else := "absent" if {
	is_empty_collection(v)
} else := "present" if {
	not is_symbol(v)
} else := "present" if {
	is_identity(v)
} else := "present" if {
	v["$symbol"] == "template"
	some part in v.parts
	part != ""
	is_present_part(part)
} else := "unknown"

# METADATA
# description: The same of an attribute that holds one text. Whatever else is known there is malformed, and then it is unknown whether anything will be there.
presence_of_text(v) := presence(v) if {
	is_string(v)
} else := presence(v) if {
	is_symbol(v)
} else := "absent" if {
	v == null
} else := "unknown"

# METADATA
# description: |
#   The same of an attribute that holds a list of texts. An element that is none, such as null, is not there.
presence_of_list(v) := presence(v) if {
	is_symbol(v)
} else := "absent" if {
	v in [null, []]
} else := "present" if {
	is_array(v)
	some element in v
	is_element(element)
} else := "unknown"

# METADATA
# description: The same of an attribute that holds nested blocks.
presence_of_blocks(v) := presence_of_list(v) if {
	not is_array(v)
} else := "absent" if {
	v == []
} else := "present" if {
	some block in v
	is_object(block)
} else := "unknown"

is_element(element) if {
	is_string(element)
	element != ""
}

is_element(element) if is_symbol(element)

is_present_part(part) if is_string(part)

is_present_part(part) if is_identity(part)

is_identity(v) if {
	v["$symbol"] == "reference"
	v.attribute in identities
}

is_identity(v) if mentions_only(v, `(^|\.)[a-z0-9]+_[a-z0-9_]+\.[0-9A-Za-z_-]+(\[[^]]*\])?\.(arn|id|key_id|key_name|name)$`)

# METADATA
# description: |
#   HCL keeps what an expression mentions, not what it does with it. Whether it mentions something, and all of that is `address.attribute` of this pattern.
mentions_only(v, pattern) if {
	v["$symbol"] == "unknown"
	v.references != []
	every reference in v.references {
		regex.match(pattern, reference)
	}
}

identities := {"arn", "id", "key_id", "key_name", "name"}

is_empty_collection([])

is_empty_collection({})

# METADATA
# description: |
#   The elements of a list, each with its index as it stands in an attribute path.
#   A list that was left out has none; one that cannot be read counts as one unreadable element, so that it is never overlooked.
elements(v) := [{"index": $"[{i}]", "value": element} | some i, element in v] if {
	is_array(v)
} else := [] if {
	v in [null, {"$symbol": "unset"}]
} else := [{"index": "", "value": unreadable}]

# METADATA
# description: A whole number of at most 15 digits (engines differ on larger ones), also when written as text; otherwise "unset" or "unknown".
whole_number(v) := v if {
	is_number(v)
	abs(v) < 1000000000000000
	v == floor(v)
} else := to_number(v) if {
	is_string(v)
	regex.match(`^(0|-?[1-9][0-9]{0,14})$`, v)
} else := "unset" if {
	is_unset(v)
} else := "unknown"
