# METADATA
# scope: package
# title: The account blocks public access to buckets
# description: >-
#   The settings of the account's public access block are on: all four, or those that the parameters do not waive. An account for which the plan has
#   none is not judged: another stack may have it.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/s3-account-level-public-access-blocks-periodic.html
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
# custom:
#   id: S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS_PERIODIC
#   source: aws-config
#   aliases: [s3-account-level-public-access-blocks-periodic]
#   severity: medium
#   resources: [aws_s3_account_public_access_block]
#   reads:
#     aws_s3_account_public_access_block: [block_public_acls, block_public_policy, ignore_public_acls, restrict_public_buckets]
#   parameters:
#     BlockPublicAcls: {description: "False when block_public_acls may be off."}
#     BlockPublicPolicy: {description: "False when block_public_policy may be off."}
#     IgnorePublicAcls: {description: "False when ignore_public_acls may be off."}
#     RestrictPublicBuckets: {description: "False when restrict_public_buckets may be off."}
#   controls:
#     fsbp: [S3.1]
#     cis_1_4: ["2.1.5"]
#     cis_3_0: ["2.1.4"]
#     pci_3_2_1: ["1.2.1", "1.3.1", "1.3.2", "1.3.4", "1.3.6"]
#     pci_4_0_1: ["1.4.4"]
#     nist_800_53_r5:
#       [AC-3, AC-3(7), AC-4, AC-4(21), AC-6, AC-21, SC-7, SC-7(3), SC-7(4), SC-7(9), SC-7(11), SC-7(16), SC-7(20),
#       SC-7(21)]
#   reasons:
#     wrong: The account's public access block leaves this off.
#     unknown: The plan cannot tell whether this is on.
#     removed: This plan removes the account's public access block.
#     removed_in_part: This plan removes the account's public access block, and does not tell whether it has another.
#   runtime: AWS Config asks every account; a plan shows the one whose block it manages.
#   remediation: Set block_public_acls, block_public_policy, ignore_public_acls and restrict_public_buckets to true.
package rules.s3.s3_account_level_public_access_blocks_periodic

import data.library.parameter
import data.library.removal
import data.library.setting

evaluations contains evaluation if {
	blocks := [block | some block in input.resources.aws_s3_account_public_access_block]
	some attribute in wanted
	some evaluation in setting.must_be("true", blocks, attribute, "false")
}

evaluations contains evaluation if some evaluation in removal.evaluations("aws_s3_account_public_access_block")

wanted := [attribute |
	some name, attribute in {
		"BlockPublicAcls": "block_public_acls",
		"BlockPublicPolicy": "block_public_policy",
		"IgnorePublicAcls": "ignore_public_acls",
		"RestrictPublicBuckets": "restrict_public_buckets",
	}
	lower(parameter.text("S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS_PERIODIC", name)) != "false"
]
