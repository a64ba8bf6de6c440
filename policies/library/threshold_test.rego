package library.threshold_test

import data.library.fixtures
import data.library.threshold

judge(v, minimum, unset) := fixtures.brief(found) if {
	found := threshold.at_least([fixtures.resource("aws_x.a", {"days": v})], "days", minimum, unset)
}

low := {"NON_COMPLIANT aws_x.a days: low"}

doubt := {"INSUFFICIENT_DATA aws_x.a days: unknown"}

test_number[note] if {
	some note, [v, minimum, unset, want] in {
		"enough": [7, 7, 0, set()],
		"enough, as text": ["7", "7", 0, set()],
		"one less": [6, 7, 0, low],
		"left out": [null, 7, 0, low],
		"left out, which is enough": [fixtures.unset, 7, 7, set()],
		"left out, and nobody knows": [fixtures.unset, 7, "unknown", doubt],
		"unknown": [fixtures.unknown, 7, 7, doubt],
		"malformed": [[1], 7, 7, doubt],
		"minimum that is no number": [7, "many", 7, low],
		"unknown, minimum that is no number": [fixtures.unknown, "many", 7, doubt],
		"no minimum": [7, "", 7, low],
	}
	judge(v, minimum, unset) == want
}

test_values if {
	[evaluation] := threshold.at_least([fixtures.resource("aws_x.a", {"days": 1})], "days", "7", 0)
	evaluation.values == {"found": 1, "minimum": 7}
}
