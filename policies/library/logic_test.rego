package library.logic_test

import data.library.logic

test_any[note] if {
	some note, [answers, want] in {
		"one is": [{"yes", "no", "unknown"}, "yes"],
		"none is": [{"no"}, "no"],
		"it may be": [{"no", "unknown"}, "unknown"],
		"nothing was asked": [set(), "unknown"],
		"a list": [["no", "no"], "no"],
	}
	logic.any(answers) == want
}

test_all[note] if {
	some note, [answers, want] in {
		"one is not": [{"yes", "no", "unknown"}, "no"],
		"all are": [{"yes"}, "yes"],
		"it may be": [{"yes", "unknown"}, "unknown"],
		"nothing was asked": [set(), "unknown"],
		"a list": [["yes", "yes"], "yes"],
	}
	logic.all(answers) == want
}
