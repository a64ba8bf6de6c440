# METADATA
# scope: package
# title: Console users cannot act without MFA
# description: >-
#   As IAM_USER_MFA_ENABLED, of the users whom this plan gives a console password: a Deny on all actions and resources, on the condition that MFA is absent,
#   must reach each of them.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/mfa-enabled-for-iam-console-access.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_my-sec-creds-self-manage.html
# custom:
#   id: MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS
#   source: aws-config
#   aliases: [mfa-enabled-for-iam-console-access]
#   severity: high
#   resources: [aws_iam_user]
#   reads:
#     aws_iam_access_key: [user]
#     aws_iam_group: [name]
#     aws_iam_group_membership: [group, users]
#     aws_iam_group_policy: [group, policy]
#     aws_iam_group_policy_attachment: [group, policy_arn]
#     aws_iam_policy: [policy]
#     aws_iam_policy_attachment: [groups, policy_arn, users]
#     aws_iam_user: [permissions_boundary]
#     aws_iam_user_group_membership: [groups, user]
#     aws_iam_user_login_profile: [user]
#     aws_iam_user_policy: [policy, user]
#     aws_iam_user_policy_attachment: [policy_arn, user]
#   controls:
#     fsbp: [IAM.5]
#     cis_1_4: ["1.10"]
#     cis_3_0: ["1.10"]
#     pci_4_0_1: ["8.4.2"]
#     nist_800_53_r5: [AC-2(1), AC-3(15), IA-2(1), IA-2(2), IA-2(6), IA-2(8)]
#   reasons:
#     not_enforced: "The user has a console password, and nothing in this plan denies the user requests without MFA."
#     weak_condition: "The Deny in {policies} lets requests without MFA pass. It must have one condition: BoolIfExists, aws:MultiFactorAuthPresent, false."
#     narrow: "The Deny without MFA in {policies} leaves out too much. It must cover every resource, and every action but enrolling MFA (NotAction)."
#     unknown: "The plan cannot tell whether requests without MFA are denied: {policies} cannot be read before apply."
#     elsewhere: "Nothing in this plan certainly denies the user requests without MFA; a policy or group that the plan does not have may."
#     no_console: This plan gives the user no console password.
#   remediation: >-
#     Put the user into a group whose policy denies all actions but enrolling MFA on all resources, with the condition BoolIfExists
#     aws:MultiFactorAuthPresent = false.
#   runtime: AWS Config watches whether every user with a console password has enrolled an MFA device, which a plan never shows.
package rules.iam.mfa_enabled_for_iam_console_access

import data.library.iam_mfa
import data.library.plan
import data.library.verdict

evaluations contains verdict.non_compliant(user, null, reason, {"policies": concat(", ", iam_mfa.policies_that(user, reason))}) if {
	some user in unbound_users
	reason := shown(iam_mfa.reason_for(user))
	not reason in {"unknown", "elsewhere"}
}

evaluations contains verdict.insufficient_data(user, null, reason, {"policies": concat(", ", iam_mfa.policies_that(user, reason))}) if {
	some user in unbound_users
	reason := shown(iam_mfa.reason_for(user))
	reason in {"unknown", "elsewhere"}
}

evaluations contains verdict.not_applicable(user, null, "no_console", {}) if {
	some user in input.resources.aws_iam_user
	plan.companions(user, "aws_iam_user_login_profile") == []
}

unbound_users := [user |
	some user in input.resources.aws_iam_user
	plan.companions(user, "aws_iam_user_login_profile") != []
	iam_mfa.policies_that(user, "enforced") == set()
]

shown(reason) := object.get({"console": "not_enforced", "removed": "not_enforced"}, reason, reason)
