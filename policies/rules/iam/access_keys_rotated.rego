# METADATA
# scope: package
# title: Access keys rotate
# description: >-
#   No access key is older than the parameter maxAccessKeyAge says. A plan has no clock and no age: it shows that there is a key, which this rule
#   lists as not applicable.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/access-keys-rotated.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html
# custom:
#   id: ACCESS_KEYS_ROTATED
#   source: aws-config
#   aliases: [access-keys-rotated]
#   severity: medium
#   resources: [aws_iam_access_key]
#   reads:
#     aws_iam_access_key: [user]
#   parameters:
#     maxAccessKeyAge: {description: Days after which a key must have been replaced., default: "90"}
#   controls:
#     fsbp: [IAM.3]
#     cis_1_4: ["1.14"]
#     cis_3_0: ["1.14"]
#     pci_4_0_1: ["8.3.9", "8.6.3"]
#     nist_800_53_r5: [AC-2(1), AC-2(3), AC-3(15)]
#   reasons:
#     runtime: A plan does not show how old the key is.
#   runtime: AWS Config watches the age of every access key.
#   remediation: Replace the key, or better give a role to whoever uses it.
package rules.iam.access_keys_rotated

import data.library.verdict

evaluations contains verdict.not_applicable(key, null, "runtime", {}) if {
	some key in input.resources.aws_iam_access_key
}
