package rules.s3.s3_bucket_logging_enabled_test

import data.library.fixtures
import data.rules.s3.s3_bucket_logging_enabled

judge(resources) := judge_with(resources, {})

judge_with(resources, parameters) := fixtures.brief(found) if {
	model := object.union(fixtures.plan(resources), {"parameters": {"S3_BUCKET_LOGGING_ENABLED": parameters}})
	found := s3_bucket_logging_enabled.evaluations with input as model
}

bucket(own) := fixtures.resource("aws_s3_bucket.b", {"bucket": "b", "logging": own})

existing(own) := fixtures.existing("aws_s3_bucket.b", {"bucket": "b", "logging": own})

logging(target, prefix, target_link) := fixtures.linked(
	fixtures.resource("aws_s3_bucket_logging.l", {"bucket": "b", "target_bucket": target, "target_prefix": prefix}),
	{"bucket": fixtures.to(["aws_s3_bucket.b"]), "target_bucket": target_link},
)

of_bucket(status, reason) := {$"{status} aws_s3_bucket.b null: {reason}"}

test_bucket[note] if {
	own := [{"target_bucket": "logs", "target_prefix": ""}]
	some note, [resources, want] in {
		"logged": [[bucket(fixtures.unset), logging("logs", "", fixtures.elsewhere)], set()],
		"logged to an unknown": [[bucket(fixtures.unset), logging(fixtures.unknown, "", fixtures.ambiguous)], set()],
		"new": [[bucket(fixtures.unset)], of_bucket("NON_COMPLIANT", "none")],
		"of its own": [[bucket(own)], set()],
		"of its own, empty": [[bucket([{"target_bucket": ""}])], of_bucket("NON_COMPLIANT", "none")],
		"of its own, unknown": [[bucket(fixtures.unknown)], of_bucket("INSUFFICIENT_DATA", "elsewhere")],
		"existing, logged": [[existing(own)], set()],
		"existing, not logged": [[existing([])], of_bucket("NON_COMPLIANT", "state")],
		"removed": [
			[existing(own), object.union(logging("logs", "", fixtures.elsewhere), {"action": "delete", "after": {}})],
			of_bucket("NON_COMPLIANT", "removed"),
		],
	}
	judge(resources) == want
}

test_bucket_that_receives_logs if {
	logs := fixtures.resource("aws_s3_bucket.logs", {"bucket": "logs", "logging": fixtures.unset})
	judge([bucket(null), logs, logging("logs", "", fixtures.to(["aws_s3_bucket.logs"]))]) == {"NOT_APPLICABLE aws_s3_bucket.logs null: receives_logs"}
}

test_bucket_that_may_receive_logs if {
	one_of_two := object.union(fixtures.to(["aws_s3_bucket.logs", "aws_s3_bucket.others"]), {"unresolved": true})
	logs := [fixtures.resource($"aws_s3_bucket.{name}", {"bucket": name, "logging": fixtures.unset}) | some name in ["logs", "others"]]
	judge(array.concat(logs, [bucket(null), logging(fixtures.unknown, "", one_of_two)])) == {
		"INSUFFICIENT_DATA aws_s3_bucket.logs null: may_receive_logs",
		"INSUFFICIENT_DATA aws_s3_bucket.others null: may_receive_logs",
	}
}

test_logged_bucket_that_may_receive_logs if {
	itself := object.union(fixtures.to(["aws_s3_bucket.b"]), {"unresolved": true})
	judge([bucket(null), logging(fixtures.unknown, "", itself)]) == set()
}

test_bucket_elsewhere_that_receives_logs if {
	gone := logging("logs", "", fixtures.to(["aws_s3_bucket.gone"]))
	judge([bucket(null), gone]) == set()
}

finding(status, attribute, reason) := {$"{status} aws_s3_bucket_logging.l {attribute}: {reason}"}

test_target[note] if {
	some note, [target, prefix, want] in {
		"as asked": ["logs", "s3/", set()],
		"another bucket": ["others", "s3/", finding("NON_COMPLIANT", "target_bucket", "other_target")],
		"another prefix": ["logs", "", finding("NON_COMPLIANT", "target_prefix", "other_target")],
		"no prefix": ["logs", null, finding("NON_COMPLIANT", "target_prefix", "other_target")],
		"unknown bucket": [fixtures.unknown, "s3/", finding("INSUFFICIENT_DATA", "target_bucket", "unknown_target")],
		"malformed prefix": ["logs", ["s3/"], finding("INSUFFICIENT_DATA", "target_prefix", "unknown_target")],
	}
	judge_with([bucket(null), logging(target, prefix, fixtures.elsewhere)], {"targetBucket": "logs", "targetPrefix": "s3/"}) == want
}

test_no_target_is_asked_for if judge_with([bucket(null), logging("others", null, fixtures.elsewhere)], {"targetBucket": "", "targetPrefix": ""}) == set()

test_message[note] if {
	some note, target in {"another": "others", "unknown": fixtures.unknown}
	model := object.union(
		fixtures.plan([logging(target, "", fixtures.elsewhere)]),
		{"parameters": {"S3_BUCKET_LOGGING_ENABLED": {"targetBucket": "logs"}}},
	)
	found := s3_bucket_logging_enabled.evaluations with input as model
	{e.values | some e in found} == {{"expected": "logs"}}
}
