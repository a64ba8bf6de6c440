package rules.iam.iam_user_mfa_enabled_test

import data.library.fixtures
import data.rules.iam.iam_user_mfa_enabled

judge(resources) := fixtures.brief(found) if {
	found := iam_user_mfa_enabled.evaluations with input as fixtures.plan(resources)
}

statement(effect, operator, resources) := {
	"sid": null,
	"effect": effect,
	"principals": [],
	"not_principals": [],
	"actions": [],
	"not_actions": ["iam:EnableMFADevice", "iam:*VirtualMFADevice*", "sts:GetSessionToken"],
	"resources": resources,
	"not_resources": [],
	"conditions": [{"operator": operator, "key": "aws:multifactorauthpresent", "values": ["false"]}],
}

enforced := {"complete": true, "statements": [statement("Deny", "boolifexists", ["*"])]}

weak := {"complete": true, "statements": [statement("Deny", "bool", ["*"])]}

narrow := {"complete": true, "statements": [statement("Deny", "boolifexists", ["arn:aws:s3:::a"])]}

none := {"complete": true, "statements": []}

unreadable := {"complete": false, "statements": []}

user := fixtures.resource("aws_iam_user.u", {"permissions_boundary": null})

existing_user := object.union(user, {"action": "no-op"})

group := fixtures.resource("aws_iam_group.g", {"name": "people"})

policy(document) := with_document(fixtures.resource("aws_iam_policy.p", {"policy": "{}"}), document)

with_document(resource, document) := object.union(resource, {"documents": {"policy": document}})

# Something that names others; its attributes do not matter to the rule, only where they lead.
relation(type, links) := fixtures.linked(fixtures.resource($"{type}.x", {attribute: fixtures.unknown | some attribute, _ in links}), links)

the_user := fixtures.to(["aws_iam_user.u"])

the_group := fixtures.to(["aws_iam_group.g"])

the_policy := fixtures.to(["aws_iam_policy.p"])

login_profile := relation("aws_iam_user_login_profile", {"user": the_user})

access_key := relation("aws_iam_access_key", {"user": the_user})

in_group := relation("aws_iam_user_group_membership", {"user": the_user, "groups": the_group})

attached_to_group := relation("aws_iam_group_policy_attachment", {"group": the_group, "policy_arn": the_policy})

# Every way for a policy to reach the user; each a function of the policy's document, as a set of resources.
ways(document) := {
	"inline": [user, with_document(relation("aws_iam_user_policy", {"user": the_user}), document)],
	"attached": [user, policy(document), relation("aws_iam_user_policy_attachment", {"user": the_user, "policy_arn": the_policy})],
	"attached to a list of users": [
		user, policy(document),
		relation("aws_iam_policy_attachment", {"users": the_user, "groups": fixtures.to([]), "policy_arn": the_policy}),
	],
	"permissions boundary": [
		fixtures.linked(object.union(user, {"after": {"permissions_boundary": fixtures.unknown}}), {"permissions_boundary": the_policy}),
		policy(document),
	],
	"inline in a group": [user, group, in_group, with_document(relation("aws_iam_group_policy", {"group": the_group}), document)],
	"attached to a group": [user, group, in_group, policy(document), attached_to_group],
	"attached to a list of groups": [
		user, group, in_group, policy(document),
		relation("aws_iam_policy_attachment", {"users": fixtures.to([]), "groups": the_group, "policy_arn": the_policy}),
	],
	"through a membership that lists users": [
		user, group, policy(document), attached_to_group,
		relation("aws_iam_group_membership", {"group": the_group, "users": the_user}),
	],
}

violation(reason) := {$"NON_COMPLIANT aws_iam_user.u null: {reason}"}

doubt(reason) := {$"INSUFFICIENT_DATA aws_iam_user.u null: {reason}"}

test_enforced[way] if {
	some way, resources in ways(enforced)
	judge(array.concat(resources, [login_profile, access_key])) == set()
}

test_weak_condition[way] if {
	some way, resources in ways(weak)
	judge(resources) == violation("weak_condition")
}

test_narrow[way] if {
	some way, resources in ways(narrow)
	judge(resources) == violation("narrow")
}

test_policy_without_denial[way] if {
	some way, resources in ways(none)
	judge(resources) == violation("not_enforced")
}

test_unreadable_policy[way] if {
	some way, resources in ways(unreadable)
	judge(resources) == doubt("unknown")
}

test_no_policy[note] if {
	some note, [resources, want] in {
		"console password": [[user, login_profile], violation("console")],
		"console password and access key": [[user, login_profile, access_key], violation("console")],
		"access key": [[user, access_key], violation("access_key")],
		"no credentials": [[user], violation("not_enforced")],
		"replaced user": [[object.union(user, {"action": "replace"})], violation("not_enforced")],
		"existing user, perhaps in a group elsewhere": [[existing_user, login_profile], doubt("elsewhere")],
		"existing user in a group without a policy": [[existing_user, group, in_group], doubt("elsewhere")],
		"existing user whose policy denies nothing": [
			[existing_user, with_document(relation("aws_iam_user_policy", {"user": the_user}), none)],
			violation("not_enforced"),
		],
	}
	judge(resources) == want
}

test_deleted_user_is_not_judged if judge([fixtures.deleted("aws_iam_user.u", {"permissions_boundary": null})]) == set()

test_document_that_the_model_lacks if {
	judge([user, relation("aws_iam_user_policy", {"user": the_user})]) == doubt("unknown")
}

test_policy_of_someone_else_does_not_count if {
	other := fixtures.resource("aws_iam_user.o", {"permissions_boundary": null})
	judge(array.concat(ways(enforced).attached, [other])) == {"NON_COMPLIANT aws_iam_user.o null: not_enforced"}
}

test_from_elsewhere[note] if {
	some note, [resources, want] in {
		"policy elsewhere": [[relation("aws_iam_user_policy_attachment", {"user": the_user, "policy_arn": fixtures.elsewhere})], doubt("elsewhere")],
		"policy elsewhere, in a list": [
			[relation("aws_iam_policy_attachment", {"users": the_user, "groups": fixtures.to([]), "policy_arn": fixtures.elsewhere})],
			doubt("elsewhere"),
		],
		"policy that is being removed": [[relation("aws_iam_user_policy_attachment", {"user": the_user, "policy_arn": fixtures.to(["aws_iam_policy.gone"])})], doubt("elsewhere")],
		"policy of a group elsewhere": [[group, in_group, relation("aws_iam_group_policy_attachment", {"group": the_group, "policy_arn": fixtures.elsewhere})], doubt("elsewhere")],
		"group elsewhere": [[relation("aws_iam_user_group_membership", {"user": the_user, "groups": fixtures.elsewhere})], doubt("elsewhere")],
		"one group elsewhere": [
			[group, relation("aws_iam_user_group_membership", {"user": the_user, "groups": {"to": ["aws_iam_group.g"], "outside": true, "unresolved": false}})],
			doubt("elsewhere"),
		],
		"group of a membership elsewhere": [[relation("aws_iam_group_membership", {"users": the_user, "group": fixtures.elsewhere})], doubt("elsewhere")],
		"boundary elsewhere": [[], doubt("elsewhere")],
	}
	judged := {
		true: fixtures.linked(object.union(user, {"after": {"permissions_boundary": "arn:aws:iam::123456789012:policy/b"}}), {"permissions_boundary": fixtures.elsewhere}),
		false: user,
	}[note == "boundary elsewhere"]
	judge(array.concat([judged], resources)) == want
}

# A condition in HCL may mean either; only one of them denies.
test_one_of_several[note] if {
	either := object.union(fixtures.to(["aws_iam_policy.p", "aws_iam_policy.q"]), {"unresolved": true})
	either_group := object.union(fixtures.to(["aws_iam_group.g", "aws_iam_group.h"]), {"unresolved": true})
	policies := [policy(enforced), object.union(policy(none), {"address": "aws_iam_policy.q"})]
	some note, resources in {
		"attached": [user, relation("aws_iam_user_policy_attachment", {"user": the_user, "policy_arn": either})],
		"permissions boundary": [fixtures.linked(object.union(user, {"after": {"permissions_boundary": fixtures.unknown}}), {"permissions_boundary": either})],
		"attached to a group": [user, group, in_group, relation("aws_iam_group_policy_attachment", {"group": the_group, "policy_arn": either})],
		"group of a membership": [
			user, group, attached_to_group,
			relation("aws_iam_group_membership", {"users": the_user, "group": either_group}),
		],
	}
	judge(array.concat(resources, policies)) == doubt("elsewhere")
}

test_policy_managed_by_aws_denies_nothing if {
	attachment := relation("aws_iam_user_policy_attachment", {"user": the_user, "policy_arn": fixtures.elsewhere})
	managed := object.union(attachment, {"after": {"policy_arn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}})
	judge([user, managed]) == violation("not_enforced")
	own := object.union(attachment, {"after": {"policy_arn": "arn:aws:iam::123456789012:policy/aws:policy/x"}})
	judge([user, own]) == doubt("elsewhere")
}

test_may_name_any_user[note] if {
	some note, [type, links] in {
		"user of a policy": ["aws_iam_user_policy", {"user": fixtures.ambiguous}],
		"user of an attachment": ["aws_iam_user_policy_attachment", {"user": fixtures.ambiguous, "policy_arn": the_policy}],
		"users of an attachment": ["aws_iam_policy_attachment", {"users": fixtures.ambiguous, "groups": fixtures.to([]), "policy_arn": the_policy}],
		"groups of an attachment": ["aws_iam_policy_attachment", {"users": fixtures.to([]), "groups": fixtures.ambiguous, "policy_arn": the_policy}],
		"user of a membership": ["aws_iam_user_group_membership", {"user": fixtures.ambiguous, "groups": the_group}],
		"users of a membership": ["aws_iam_group_membership", {"users": fixtures.ambiguous, "group": the_group}],
		"group of a membership": ["aws_iam_group_membership", {"users": fixtures.to([]), "group": fixtures.ambiguous}],
		"group of a policy": ["aws_iam_group_policy", {"group": fixtures.ambiguous}],
		"group of an attachment": ["aws_iam_group_policy_attachment", {"group": fixtures.ambiguous, "policy_arn": the_policy}],
	}
	judge([user, with_document(relation(type, links), none)]) == doubt("elsewhere")
}

test_incomplete_plan if {
	model := object.union(fixtures.plan([user]), {"plan": {"complete": false}})
	found := iam_user_mfa_enabled.evaluations with input as model
	fixtures.brief(found) == doubt("elsewhere")
}

# The user survives, the protection does not.

# Marks a resource of these that leaves.
gone(resource) := object.union(resource, {"gone": true})

leaving(resource, action) := object.union(resource, {"action": action, "after": {}}) if {
	resource.gone
} else := resource

protections := {
	"inline policy": [gone(relation("aws_iam_user_policy", {"user": the_user}))],
	"attachment": [gone(relation("aws_iam_user_policy_attachment", {"user": the_user, "policy_arn": the_policy}))],
	"attachment to a list of users": [gone(relation("aws_iam_policy_attachment", {"users": the_user, "groups": fixtures.to([]), "policy_arn": the_policy}))],
	"membership": [group, gone(in_group)],
	"membership that lists users": [group, gone(relation("aws_iam_group_membership", {"users": the_user, "group": the_group}))],
	"policy of the group": [group, in_group, gone(relation("aws_iam_group_policy", {"group": the_group}))],
	"attachment to the group": [group, in_group, gone(attached_to_group)],
	"attachment to a list of groups": [group, in_group, gone(relation("aws_iam_policy_attachment", {"users": fixtures.to([]), "groups": the_group, "policy_arn": the_policy}))],
}

test_protection_removed[note] if {
	some note, resources in protections
	judge(array.concat([existing_user], [leaving(resource, "delete") | some resource in resources])) == violation("removed")
}

test_protection_of_another_group_removed if {
	other := object.union(relation("aws_iam_group_policy", {"group": fixtures.to(["aws_iam_group.other"])}), {"action": "delete", "after": {}})
	judge([existing_user, group, in_group, other]) == doubt("elsewhere")
}

# What Terraform forgets stays as it is.
test_protection_forgotten[note] if {
	some note, resources in protections
	judge(array.concat([existing_user], [leaving(resource, "forget") | some resource in resources])) == doubt("elsewhere")
}

# It may be what enforces MFA, whatever else the plan has.
test_protection_forgotten_where_a_weak_one_is_left if {
	own := with_document(object.union(relation("aws_iam_user_policy", {"user": the_user}), {"address": "aws_iam_user_policy.left"}), weak)
	lost := gone(relation("aws_iam_user_policy", {"user": the_user}))
	judge([existing_user, own, leaving(lost, "forget")]) == doubt("elsewhere")
	judge([existing_user, own, leaving(lost, "delete")]) == violation("weak_condition")
}

test_protection_removed_where_another_is_left if {
	own := with_document(object.union(relation("aws_iam_user_policy", {"user": the_user}), {"address": "aws_iam_user_policy.left"}), enforced)
	judge([existing_user, own, leaving(gone(relation("aws_iam_user_policy", {"user": the_user})), "delete")]) == set()
}

test_message_names_the_policies[note] if {
	some note, document in {"weak": weak, "unreadable": unreadable}
	found := iam_user_mfa_enabled.evaluations with input as fixtures.plan(array.concat(ways(document).attached, ways(document).inline))
	{e.values | some e in found} == {{"policies": "aws_iam_policy.p, aws_iam_user_policy.x"}}
}
