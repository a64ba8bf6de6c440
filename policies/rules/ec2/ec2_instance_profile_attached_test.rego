package rules.ec2.ec2_instance_profile_attached_test

import data.library.fixtures
import data.rules.ec2.ec2_instance_profile_attached

judge(resources, parameters) := fixtures.brief(found) if {
	found := ec2_instance_profile_attached.evaluations with input as model(resources, parameters)
}

model(resources, parameters) := object.union(fixtures.plan(resources), {"parameters": {"EC2_INSTANCE_PROFILE_ATTACHED": parameters}})

instance(type, profile) := fixtures.resource($"{type}.i", {"iam_instance_profile": profile, "launch_template": []})

test_instance[note] if {
	some type in ["aws_instance", "aws_spot_instance_request"]
	none := {$"NON_COMPLIANT {type}.i iam_instance_profile: none"}
	some name, [profile, want] in {
		"by name": ["web", set()],
		"of this plan": [fixtures.reference("aws_iam_instance_profile.p", "name"), set()],
		"left out": [fixtures.unset, none],
		"null": [null, none],
		"empty": ["", none],
		"unknown": [fixtures.unknown, {$"INSUFFICIENT_DATA {type}.i iam_instance_profile: unknown"}],
		"by reference to what may be nothing": [fixtures.reference("aws_ssm_parameter.p", "value"), {$"INSUFFICIENT_DATA {type}.i iam_instance_profile: unknown"}],
	}
	note := $"{type} {name}"
	judge([instance(type, profile)], {}) == want
}

test_launch_template[note] if {
	from_template := fixtures.linked(
		fixtures.resource("aws_instance.i", {"iam_instance_profile": fixtures.unset, "launch_template": [{"id": fixtures.unknown}]}),
		{"launch_template.id": fixtures.to(["aws_launch_template.t"])},
	)
	some note, [profiles, want] in {
		"with a profile": [[{"name": "web"}], set()],
		"without": [[], {"NON_COMPLIANT aws_instance.i iam_instance_profile: none"}],
	}
	judge([from_template, fixtures.resource("aws_launch_template.t", {"iam_instance_profile": profiles})], {}) == want
}

allowed := {"IamInstanceProfileArnList": "arn:aws:iam::123456789012:instance-profile/path/web, arn:aws:iam::123456789012:instance-profile/batch"}

test_parameter[note] if {
	some note, [profile, want] in {
		"first": ["web", set()],
		"second": ["batch", set()],
		"another": ["admin", {"NON_COMPLIANT aws_instance.i iam_instance_profile: other"}],
		"of this plan": [fixtures.reference("aws_iam_instance_profile.p", "name"), {"INSUFFICIENT_DATA aws_instance.i iam_instance_profile: unknown_profile"}],
	}
	judge([instance("aws_instance", profile)], allowed) == want
}

test_message_has_its_values if {
	of_plan := instance("aws_spot_instance_request", fixtures.reference("aws_iam_instance_profile.p", "name"))
	found := ec2_instance_profile_attached.evaluations with input as model([instance("aws_instance", "admin"), of_plan], {"IamInstanceProfileArnList": "a/b"})
	{e.reason: e.values | some e in found} == {"other": {"expected": "a/b"}, "unknown_profile": {"expected": "a/b"}}
}
