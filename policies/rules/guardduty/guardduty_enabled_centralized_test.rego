package rules.guardduty.guardduty_enabled_centralized_test

import data.library.fixtures
import data.rules.guardduty.guardduty_enabled_centralized

judge(resources) := fixtures.brief(found) if {
	found := guardduty_enabled_centralized.evaluations with input as fixtures.plan(resources)
}

violation(resource) := {$"NON_COMPLIANT {resource.address} enable: wrong"}

doubt(resource) := {$"INSUFFICIENT_DATA {resource.address} enable: unknown"}

test_setting[note] if {
	some type in ["aws_guardduty_detector"]
	some name, [found, want] in {
		"as wanted": [true, "ok"],
		"as wanted, as text": ["true", "ok"],
		"not as wanted": [false, "wrong"],
		"left out": [fixtures.unset, "ok"],
		"null": [null, "ok"],
		"unknown": [fixtures.unknown, "unk"],
		"of another resource": [fixtures.reference("terraform_data.late", "output"), "unk"],
		"missing": [fixtures.missing, "unk"],
		"malformed": [[true], "unk"],
	}
	note := $"{type}: {name}"
	resource := fixtures.resource($"{type}.a", {"enable": found})
	judge([resource]) == {"ok": set(), "wrong": violation(resource), "unk": doubt(resource)}[want]
}

test_existing_is_judged if {
	resource := fixtures.existing("aws_guardduty_detector.a", {"enable": false})
	judge([resource]) == violation(resource)
}

test_removal[note] if {
	deleted := fixtures.deleted("aws_guardduty_detector.a", {"enable": true})
	some note, [resources, want] in {
		"of the last one": [[deleted], {"NON_COMPLIANT aws_guardduty_detector.a null: removed"}],
		"another one left": [[deleted, fixtures.existing("aws_guardduty_detector.b", {"enable": true})], set()],
		"forgotten": [[object.union(deleted, {"action": "forget"})], set()],
	}
	judge(resources) == want
}
