package rules.elb.elb_logging_enabled_test

import data.library.fixtures
import data.rules.elb.elb_logging_enabled

judge(resource, parameters) := fixtures.brief(found) if {
	found := elb_logging_enabled.evaluations with input as model(resource, parameters)
}

model(resource, parameters) := object.union(fixtures.plan([resource]), {"parameters": {"ELB_LOGGING_ENABLED": parameters}})

balancer(type, logs) := fixtures.resource($"{type}.b", {"access_logs": logs, "load_balancer_type": "application"})

logs(enabled, bucket) := [{"enabled": enabled, "bucket": bucket}]

off(type) := {$"NON_COMPLIANT {type}.b access_logs[0].enabled: off"}

doubt(type) := {$"INSUFFICIENT_DATA {type}.b access_logs[0].enabled: unknown"}

test_balancer[note] if {
	some type in ["aws_lb", "aws_alb", "aws_elb"]
	some name, [block, want] in {
		"on": [logs(true, "logs"), set()],
		"off": [logs(false, "logs"), off(type)],
		"no block": [[], off(type)],
		"block left out": [fixtures.unset, off(type)],
		"null": [null, off(type)],
		"unknown": [logs(fixtures.unknown, "logs"), doubt(type)],
		"by reference": [logs(fixtures.reference("aws_ssm_parameter.p", "value"), "logs"), doubt(type)],
		"unknown block": [fixtures.unknown, doubt(type)],
		"malformed": [[true], doubt(type)],
		"two blocks": [array.concat(logs(true, "a"), logs(true, "b")), doubt(type)],
	}
	note := $"{type} {name}"
	judge(balancer(type, block), {}) == want
}

test_switch_left_out if {
	judge(balancer("aws_lb", logs(null, "logs")), {}) == off("aws_lb")
	judge(balancer("aws_elb", logs(null, "logs")), {}) == set()
}

test_network_load_balancer_is_not_judged if {
	judge(fixtures.resource("aws_lb.b", {"access_logs": [], "load_balancer_type": "network"}), {}) == set()
}

test_bucket[note] if {
	some note, [bucket, want] in {
		"first": ["logs", set()],
		"second": ["more-logs", set()],
		"another": ["others", {"NON_COMPLIANT aws_lb.b access_logs[0].bucket: other_bucket"}],
		"of this plan": [fixtures.reference("aws_s3_bucket.b", "id"), {"INSUFFICIENT_DATA aws_lb.b access_logs[0].bucket: unknown_bucket"}],
	}
	judge(balancer("aws_lb", logs(true, bucket)), {"s3BucketNames": "logs, more-logs"}) == want
}

test_bucket_where_none_is_asked_for if judge(balancer("aws_lb", logs(true, fixtures.reference("aws_s3_bucket.b", "id"))), {}) == set()

test_bucket_of_a_classic_balancer_that_leaves_out_the_switch if {
	judge(balancer("aws_elb", logs(null, "others")), {"s3BucketNames": "logs"}) == {"NON_COMPLIANT aws_elb.b access_logs[0].bucket: other_bucket"}
}

test_message_has_its_values[note] if {
	some note, bucket in {"another": "others", "of this plan": fixtures.reference("aws_s3_bucket.b", "id")}
	found := elb_logging_enabled.evaluations with input as model(balancer("aws_lb", logs(true, bucket)), {"s3BucketNames": "logs"})
	{e.values | some e in found} == {{"expected": "logs"}}
}
