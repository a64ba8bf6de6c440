package library.verdict_test

import data.library.verdict

test_verdicts if {
	resource := {"address": "aws_x.a", "after": {}}
	said := {"resource": "aws_x.a", "attribute": "b", "reason": "c", "values": {"d": 1}}
	verdict.non_compliant(resource, "b", "c", {"d": 1}) == object.union(said, {"status": "NON_COMPLIANT"})
	verdict.insufficient_data(resource, "b", "c", {"d": 1}) == object.union(said, {"status": "INSUFFICIENT_DATA"})
	verdict.not_applicable(resource, "b", "c", {"d": 1}) == object.union(said, {"status": "NOT_APPLICABLE"})
}
