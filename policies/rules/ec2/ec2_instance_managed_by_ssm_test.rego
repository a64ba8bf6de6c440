package rules.ec2.ec2_instance_managed_by_ssm_test

import data.library.fixtures
import data.library.launch
import data.rules.ec2.ec2_instance_managed_by_ssm

judge(resources) := fixtures.brief(found) if {
	found := ec2_instance_managed_by_ssm.evaluations with input as fixtures.plan(resources)
}

core := "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"

instance(profile, link) := fixtures.linked(
	fixtures.resource("aws_instance.i", {"iam_instance_profile": profile, "launch_template": []}),
	{"iam_instance_profile": link},
)

with_profile := instance(fixtures.reference("aws_iam_instance_profile.p", "name"), fixtures.to(["aws_iam_instance_profile.p"]))

profile(link) := fixtures.linked(fixtures.resource("aws_iam_instance_profile.p", {"role": fixtures.unknown}), {"role": link})

the_profile := profile(fixtures.to(["aws_iam_role.r"]))

role(overrides) := fixtures.resource("aws_iam_role.r", object.union({"managed_policy_arns": fixtures.unset, "inline_policy": fixtures.unset}, overrides))

attachment(arn, policy) := fixtures.linked(
	fixtures.resource("aws_iam_role_policy_attachment.a", {"role": fixtures.unknown, "policy_arn": arn}),
	{"role": fixtures.to(["aws_iam_role.r"]), "policy_arn": policy},
)

document(actions) := {"complete": true, "statements": [{
	"effect": "Allow",
	"principals": [],
	"not_principals": [],
	"actions": actions,
	"not_actions": [],
	"resources": ["*"],
	"not_resources": [],
	"conditions": [],
}]}

policy(text) := object.union(fixtures.resource("aws_iam_policy.o", {"policy": "{}"}), {"documents": {"policy": text}})

inline(text) := object.union(
	fixtures.linked(fixtures.resource("aws_iam_role_policy.o", {"policy": "{}", "role": fixtures.unknown}), {"role": fixtures.to(["aws_iam_role.r"])}),
	{"documents": {"policy": text}},
)

violation(reason) := {$"NON_COMPLIANT aws_instance.i iam_instance_profile: {reason}"}

doubt := {"INSUFFICIENT_DATA aws_instance.i iam_instance_profile: unknown"}

test_profile[note] if {
	some note, [resource, want] in {
		"left out": [instance(fixtures.unset, fixtures.elsewhere), violation("no_profile")],
		"null": [instance(null, fixtures.to([])), violation("no_profile")],
		"empty": [instance("", fixtures.to([])), violation("no_profile")],
		"elsewhere": [instance("web", fixtures.elsewhere), doubt],
		"unknown": [instance(fixtures.unknown, fixtures.ambiguous), doubt],
		"malformed": [instance(1, fixtures.ambiguous), doubt],
	}
	judge([resource]) == want
}

test_one_of_two_profiles if {
	either := object.union(fixtures.to(["aws_iam_instance_profile.p"]), {"unresolved": true})
	judge([instance(fixtures.unknown, either), the_profile, role({"managed_policy_arns": [core]})]) == doubt
}

test_role[note] if {
	role_elsewhere := profile(fixtures.elsewhere)
	existing := object.union(role({}), {"action": "no-op"})
	some note, [resources, want] in {
		"role elsewhere": [[role_elsewhere], doubt],
		"one of two roles": [[profile({"to": ["aws_iam_role.r"], "outside": false, "unresolved": true}), role({"managed_policy_arns": [core]})], doubt],
		"no role": [[profile(fixtures.to([]))], doubt],
		"no policy": [[the_profile, role({})], violation("no_permission")],
		"existing role": [[the_profile, existing], doubt],
		"existing role with the policy": [[the_profile, existing, attachment(core, fixtures.elsewhere)], set()],
		"the policy": [[the_profile, role({}), attachment(core, fixtures.elsewhere)], set()],
		"the policy, exclusively": [[the_profile, role({"managed_policy_arns": [core]})], set()],
		"another policy of AWS": [[the_profile, role({}), attachment("arn:aws:iam::aws:policy/ReadOnlyAccess", fixtures.elsewhere)], violation("no_permission")],
		"a policy elsewhere": [[the_profile, role({}), attachment("arn:aws:iam::123456789012:policy/agent", fixtures.elsewhere)], doubt],
		"an unknown policy": [[the_profile, role({}), attachment(fixtures.unknown, fixtures.ambiguous)], doubt],
		"a policy of its own": [[the_profile, role({}), attachment(fixtures.unknown, fixtures.to(["aws_iam_policy.o"])), policy(document(["ssm:*"]))], set()],
		"a policy that does not permit": [
			[the_profile, role({}), attachment(fixtures.unknown, fixtures.to(["aws_iam_policy.o"])), policy(document(["s3:GetObject"]))],
			violation("no_permission"),
		],
		"one of two policies": [
			[
				the_profile, role({}), policy(document(["ssm:*"])),
				attachment(fixtures.unknown, {"to": ["aws_iam_policy.o"], "outside": false, "unresolved": true}),
			],
			doubt,
		],
		"inline": [[the_profile, role({}), inline(document(["ssm:UpdateInstanceInformation"]))], set()],
		"inline that does not permit": [[the_profile, role({}), inline(document(["ssm:GetParameter"]))], violation("no_permission")],
		"inline that cannot be read": [[the_profile, role({}), inline({"complete": false, "statements": []})], doubt],
		"inline that the model lacks": [[the_profile, role({}), object.union(inline({}), {"documents": {}})], doubt],
		"inline in the role": [[the_profile, role({"inline_policy": [{"name": "agent"}]})], doubt],
		"attachments of what nobody knows": [
			[the_profile, role({}), fixtures.linked(attachment(core, fixtures.elsewhere), {"role": fixtures.ambiguous, "policy_arn": fixtures.elsewhere})],
			doubt,
		],
	}
	judge(array.concat([with_profile], resources)) == want
}

test_incomplete_plan if {
	model := object.union(fixtures.plan([with_profile, the_profile, role({})]), {"plan": {"complete": false}})
	found := ec2_instance_managed_by_ssm.evaluations with input as model
	fixtures.brief(found) == doubt
}

setting(overrides) := object.union(
	fixtures.resource("aws_ssm_service_setting.s", {
		"setting_id": "/ssm/managed-instance/default-ec2-instance-management-role",
		"setting_value": "service-role/AWSSystemsManagerDefaultEC2InstanceManagementRole",
	}),
	overrides,
)

test_default_host_management[note] if {
	some note, [resource, want] in {
		"on": [setting({}), set()],
		"by ARN": [setting({"after": {"setting_id": "arn:aws:ssm:us-east-1:123456789012:servicesetting/ssm/managed-instance/default-ec2-instance-management-role"}}), set()],
		"off": [setting({"after": {"setting_value": "$None"}}), violation("no_profile")],
		"another setting": [setting({"after": {"setting_id": "/ssm/documents/console/public-sharing-permission"}}), violation("no_profile")],
		"of another region": [setting({"provider": "aws.replica"}), violation("no_profile")],
		"perhaps on": [setting({"after": {"setting_value": fixtures.unknown}}), violation("no_profile")],
		"unknown": [setting({"after": {"setting_id": fixtures.unknown}}), violation("no_profile")],
	}
	judge([instance(null, fixtures.to([])), resource]) == want
}

template(profiles, links) := fixtures.linked(fixtures.resource("aws_launch_template.t", {"iam_instance_profile": profiles}), links)

from_template(link) := fixtures.linked(
	fixtures.resource("aws_instance.i", {"iam_instance_profile": fixtures.unset, "launch_template": [{"id": fixtures.unknown}]}),
	{"launch_template.id": link, "iam_instance_profile": fixtures.elsewhere},
)

test_instance_of_a_template[note] if {
	ready := [the_profile, role({}), attachment(core, fixtures.elsewhere)]
	the_template := fixtures.to(["aws_launch_template.t"])
	some note, [link, profiles, links, want] in {
		"with a profile": [the_template, [{"arn": fixtures.unknown}], {"iam_instance_profile.arn": fixtures.to(["aws_iam_instance_profile.p"])}, set()],
		"without": [the_template, [], {}, violation("no_profile")],
		"elsewhere": [fixtures.elsewhere, [], {}, doubt],
	}
	judge(array.concat([from_template(link), template(profiles, links)], ready)) == want
}

group := fixtures.linked(
	fixtures.resource("aws_autoscaling_group.g", {"launch_template": [{"id": fixtures.unknown}], "mixed_instances_policy": []}),
	{"launch_template.id": fixtures.to(["aws_launch_template.t"])},
)

test_template_of_a_group[note] if {
	some note, [resources, want] in {
		"no profile": [[template([], {}), group], {"NON_COMPLIANT aws_launch_template.t iam_instance_profile: no_profile"}],
		"no profile, of no group": [[template([], {})], set()],
		"with the policy": [
			[
				template([{"name": fixtures.unknown}], {"iam_instance_profile.name": fixtures.to(["aws_iam_instance_profile.p"])}),
				group, the_profile, role({}), attachment(core, fixtures.elsewhere),
			],
			set(),
		],
		"elsewhere": [
			[template([{"name": "web"}], {"iam_instance_profile.name": fixtures.elsewhere}), group],
			{"INSUFFICIENT_DATA aws_launch_template.t iam_instance_profile: unknown"},
		],
	}
	judge(resources) == want
}

# A local value of HCL does not say which template it is.
test_template_of_a_group_that_is_not_told[note] if {
	open_group := fixtures.linked(
		fixtures.resource("aws_autoscaling_group.g", {"launch_template": [{"id": fixtures.unknown}], "mixed_instances_policy": []}),
		object.union({link: fixtures.to([]) | some link in launch.links}, {"launch_template.id": fixtures.ambiguous}),
	)
	some note, [resources, want] in {
		"no profile": [[template([], {}), open_group], {"INSUFFICIENT_DATA aws_launch_template.t iam_instance_profile: may_launch"}],
		"with the policy": [
			[
				template([{"name": fixtures.unknown}], {"iam_instance_profile.name": fixtures.to(["aws_iam_instance_profile.p"])}),
				open_group, the_profile, role({}), attachment(core, fixtures.elsewhere),
			],
			set(),
		],
		"no profile, of a group that is told, too": [
			[template([], {}), open_group, object.union(group, {"address": "aws_autoscaling_group.h"})],
			{"NON_COMPLIANT aws_launch_template.t iam_instance_profile: no_profile"},
		],
		"no profile, and the groups launch from others": [
			[template([], {}), fixtures.linked(open_group, {link: fixtures.to([]) | some link in launch.links})],
			set(),
		],
	}
	judge(resources) == want
}

test_launch_configuration if {
	configuration := fixtures.resource("aws_launch_configuration.c", {"iam_instance_profile": null})
	judge([configuration]) == {"NON_COMPLIANT aws_launch_configuration.c iam_instance_profile: no_profile"}
}
