# METADATA
# scope: package
# title: Users have no policies of their own
# description: Users get their permissions from groups or roles. No policy is attached to a user, and none is written inline.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/iam-user-no-policies-check.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups.html
# custom:
#   id: IAM_USER_NO_POLICIES_CHECK
#   source: aws-config
#   aliases: [iam-user-no-policies-check]
#   severity: low
#   resources: [aws_iam_policy_attachment, aws_iam_user_policy, aws_iam_user_policy_attachment]
#   reads:
#     aws_iam_policy_attachment: [users]
#     aws_iam_user_policy: [user]
#     aws_iam_user_policy_attachment: [user]
#   controls:
#     fsbp: [IAM.2]
#     cis_1_4: ["1.15"]
#     cis_3_0: ["1.15"]
#     pci_3_2_1: ["7.2.1"]
#     nist_800_53_r5: [AC-2, AC-2(1), AC-3, AC-3(7), AC-3(15), AC-6, AC-6(3)]
#   reasons:
#     inline: The policy is a user's own.
#     attached: The policy is attached to a user.
#     unknown: The plan cannot tell whether the policy is attached to a user.
#   remediation: Put the user into a group, and attach the policy to the group; or give the user a role to assume.
package rules.iam.iam_user_no_policies_check

import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(policy, null, "inline", {}) if {
	some policy in input.resources.aws_iam_user_policy
}

evaluations contains verdict.non_compliant(attachment, null, "attached", {}) if {
	some attachment in input.resources.aws_iam_user_policy_attachment
}

evaluations contains verdict.non_compliant(attachment, "users", "attached", {}) if {
	some attachment in input.resources.aws_iam_policy_attachment
	value.presence_of_list(attachment.after.users) == "present"
}

evaluations contains verdict.insufficient_data(attachment, "users", "unknown", {}) if {
	some attachment in input.resources.aws_iam_policy_attachment
	value.presence_of_list(attachment.after.users) == "unknown"
}
