package library.parameter_test

import data.library.parameter

items(value) := found if {
	found := parameter.items("R", "p") with input as {"parameters": {"R": {"p": value}}}
}

test_items if {
	items("a, b ,,c d") == ["a", "b", "c d"]
	items("") == []
	items(" ") == []
}

test_text if {
	parameter.text("R", "p") == "a b" with input as {"parameters": {"R": {"p": " a b "}}}
}

test_left_out if {
	parameter.items("R", "p") == [] with input as {"parameters": {"R": {}}}
	parameter.text("R", "p") == "" with input as {"parameters": {}}
}

test_is_true[text] if {
	some text, want in {"true": true, "True": true, " TRUE ": true, "false": false, "yes": false, "": false}
	found := {true | parameter.is_true("A", "a") with input as {"parameters": {"A": {"a": text}}}}
	found == {true | want == true}
}

test_what_is_left_out_is_not_true if not parameter.is_true("A", "a") with input as {"parameters": {}}
