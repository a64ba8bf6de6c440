# METADATA
# scope: package
# title: Buckets cannot be written by everyone
# description: >-
#   Neither the policy nor the ACL of a bucket lets everyone write, unless the bucket's public access block makes such grants void. A policy is open to
#   everyone when it allows a principal `*` without a condition that names callers by fixed values.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-public-write-prohibited.html
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
# custom:
#   id: S3_BUCKET_PUBLIC_WRITE_PROHIBITED
#   source: aws-config
#   aliases: [s3-bucket-public-write-prohibited]
#   severity: critical
#   resources: [aws_s3_bucket, aws_s3_bucket_acl, aws_s3_bucket_policy]
#   reads:
#     aws_s3_bucket: [acl, bucket, grant, policy]
#     aws_s3_bucket_acl: [access_control_policy, acl, bucket]
#     aws_s3_bucket_policy: [bucket, policy]
#     aws_s3_bucket_public_access_block: [bucket, ignore_public_acls, restrict_public_buckets]
#   controls:
#     fsbp: [S3.3]
#     cis_1_4: ["2.1.5"]
#     cis_3_0: ["2.1.4"]
#     pci_3_2_1: ["1.2.1", "1.3.1", "1.3.2", "1.3.4", "1.3.6", "7.2.1"]
#     nist_800_53_r5:
#       [AC-3, AC-3(7), AC-4, AC-4(21), AC-6, AC-21, SC-7, SC-7(3), SC-7(4), SC-7(9), SC-7(11), SC-7(16), SC-7(20),
#       SC-7(21)]
#   reasons:
#     policy: "The bucket policy allows {principal} to do {action} on {resource}."
#     policy_unless_blocked: "The bucket policy allows {principal} to do {action} on {resource}, unless a public access block prevents it; the plan cannot tell."
#     policy_unknown: The plan cannot tell whether the bucket policy lets everyone write.
#     acl: The ACL lets everyone write (WRITE, WRITE_ACP or FULL_CONTROL).
#     acl_unless_blocked: "The ACL lets everyone write, unless a public access block prevents it; the plan cannot tell."
#     acl_unknown: The plan cannot tell whether the ACL lets everyone write.
#     block_removed: This plan removes the public access block of the bucket, which is all that keeps policies and ACLs from opening it.
#   remediation: >-
#     Allow named principals, or add a condition such as aws:PrincipalOrgID with fixed values; and give the bucket an aws_s3_bucket_public_access_block
#     with all four settings true.
package rules.s3.s3_bucket_public_write_prohibited

import data.library.s3_public

evaluations contains evaluation if some evaluation in s3_public.evaluations("write")
