# METADATA
# title: Parameters of rules
# description: AWS Config takes every parameter as text.
package library.parameter

# METADATA
# description: The items of a comma-separated list, without the spaces around them. A parameter that is left out, or empty, has none.
items(rule, name) := [item |
	some part in split(object.get(input.parameters, [rule, name], ""), ",")
	item := trim_space(part)
	item != ""
]

# METADATA
# description: The text of a parameter; empty where it is left out.
text(rule, name) := trim_space(object.get(input.parameters, [rule, name], ""))

# METADATA
# description: Whether a parameter of AWS Config's type String is true, in whatever letters. What is left out is not.
is_true(rule, name) if lower(text(rule, name)) == "true"
