# METADATA
# scope: package
# title: Policies give no full access to a service
# description: >-
#   No customer managed policy allows every action of a service, on whatever resources and conditions. All actions but some (NotAction) count. With the
#   parameter excludePermissionBoundaryPolicy, policies that are permissions boundaries are not judged.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/iam-policy-no-statements-with-full-access.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
# custom:
#   id: IAM_POLICY_NO_STATEMENTS_WITH_FULL_ACCESS
#   source: aws-config
#   aliases: [iam-policy-no-statements-with-full-access]
#   severity: low
#   resources: [aws_iam_policy]
#   reads:
#     aws_iam_policy: [policy]
#     aws_iam_role: [permissions_boundary]
#     aws_iam_user: [permissions_boundary]
#   parameters:
#     excludePermissionBoundaryPolicy: {description: "true when permissions boundaries are not judged."}
#   controls:
#     fsbp: [IAM.21]
#     nist_800_53_r5: [AC-2, AC-2(1), AC-3, AC-3(7), AC-3(15), AC-5, AC-6, AC-6(2), AC-6(3), AC-6(10)]
#   reasons:
#     allowed: "The policy allows {action} on {resource}."
#     unknown: The plan cannot tell whether the policy allows every action of a service.
#     boundary: The policy is a permissions boundary, which gives nothing.
#   remediation: Allow the actions that are needed.
package rules.iam.iam_policy_no_statements_with_full_access

import data.library.iam
import data.library.iam_policies
import data.library.verdict

evaluations contains verdict.non_compliant(entry.policy, "policy", "allowed", object.remove(entry.grant, ["answer"])) if {
	some entry in entries
	entry.grant.answer == "yes"
}

evaluations contains verdict.insufficient_data(entry.policy, "policy", "unknown", {}) if {
	some entry in entries
	entry.grant.answer == "unknown"
}

evaluations contains verdict.not_applicable(policy, null, "boundary", {}) if {
	some policy in iam_policies.excluded("IAM_POLICY_NO_STATEMENTS_WITH_FULL_ACCESS")
}

entries := [{"policy": policy, "grant": grant} |
	some policy in iam_policies.judged("IAM_POLICY_NO_STATEMENTS_WITH_FULL_ACCESS")
	grant := iam.full_access(object.get(policy.documents, "policy", {}))
]
