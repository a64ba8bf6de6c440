package library.removal_test

import data.library.fixtures
import data.library.removal

gone := fixtures.deleted("aws_guardduty_detector.a", {"enable": true})

forgotten := object.union(gone, {"action": "forget"})

left(provider) := object.union(fixtures.existing("aws_guardduty_detector.b", {"enable": true}), {"provider": provider})

judge(resources, overrides) := fixtures.brief(found) if {
	found := removal.evaluations("aws_guardduty_detector") with input as object.union(fixtures.plan(resources), {"plan": overrides})
}

test_removal[note] if {
	some note, [resources, overrides, want] in {
		"the last one": [[gone], {}, {"NON_COMPLIANT aws_guardduty_detector.a null: removed"}],
		"another is left": [[gone, left("aws")], {}, set()],
		"another is left elsewhere": [[gone, left("aws.replica")], {}, {"NON_COMPLIANT aws_guardduty_detector.a null: removed"}],
		"forgotten": [[forgotten], {}, set()],
		"with everything else": [[gone], {"destroy": true}, set()],
		"in a part of a plan": [[gone], {"complete": false}, {"INSUFFICIENT_DATA aws_guardduty_detector.a null: removed_in_part"}],
		"none": [[left("aws")], {}, set()],
	}
	judge(resources, overrides) == want
}
