# METADATA
# scope: package
# title: The root user has no access key
# description: >-
#   Terraform cannot make an access key of the root user, so no plan shows whether there is one. A plan can show a key of an IAM user that is named
#   like it, which is a mistake at best.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/iam-root-access-key-check.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html
# custom:
#   id: IAM_ROOT_ACCESS_KEY_CHECK
#   source: aws-config
#   aliases: [iam-root-access-key-check]
#   severity: critical
#   resources: [aws_iam_access_key]
#   reads:
#     aws_iam_access_key: [user]
#   controls:
#     fsbp: [IAM.4]
#     cis_1_4: ["1.4"]
#     cis_3_0: ["1.4"]
#     pci_3_2_1: ["2.1", "2.2", "7.2.1"]
#     nist_800_53_r5: [AC-2(1), AC-3(7), AC-3(15), AC-6, AC-6(2), AC-6(10)]
#   reasons:
#     root: "The access key is for {user}."
#     runtime: "The key is of an IAM user; no plan shows the root user's keys."
#     unknown: The plan names no user whose key this is.
#   runtime: AWS Config watches whether the root user has an access key, which no plan shows.
#   remediation: Give the access key to an IAM user with the permissions that are needed, or better a role to whoever needs it.
package rules.iam.iam_root_access_key_check

import data.library.verdict

evaluations contains verdict.non_compliant(key, "user", "root", {"user": key.after.user}) if {
	some key in input.resources.aws_iam_access_key
	is_root(key)
}

evaluations contains verdict.not_applicable(key, null, "runtime", {}) if {
	some key in input.resources.aws_iam_access_key
	not is_root(key)
	names_user(key)
}

evaluations contains verdict.insufficient_data(key, "user", "unknown", {}) if {
	some key in input.resources.aws_iam_access_key
	not names_user(key)
}

# A user that the plan does not show is one whose access keys other rules judge. No user at all, or something else in its place, may stand for anyone.
names_user(key) if {
	is_string(key.after.user)
	key.after.user != ""
}

names_user(key) if {
	key.after.user["$symbol"] in {"reference", "template", "unknown"}
}

is_root(key) if lower(key.after.user) in {"root", "<root_account>"}
