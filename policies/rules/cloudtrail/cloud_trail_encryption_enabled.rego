# METADATA
# scope: package
# title: CloudTrail log files are encrypted with a KMS key
# description: >-
#   Log files are encrypted with a KMS key, so that reading them needs a right to the key besides the right to the bucket.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/cloud-trail-encryption-enabled.html
#   - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html
# custom:
#   id: CLOUD_TRAIL_ENCRYPTION_ENABLED
#   source: aws-config
#   severity: medium
#   resources: [aws_cloudtrail]
#   reads:
#     aws_cloudtrail: [kms_key_id]
#   controls:
#     fsbp: [CloudTrail.2]
#     cis_1_4: ["3.7"]
#     cis_3_0: ["3.5"]
#     cis_4_0: ["3.5"]
#     cis_5_0: ["3.5"]
#     pci_3_2_1: ["3.4"]
#     pci_4_0_1: ["10.3.2"]
#     nist_800_53_r5: [AU-9, CA-9(1), CM-3(6), SC-7(10), SC-13, SC-28, SC-28(1), SI-7(6)]
#   reasons:
#     wrong: The trail does not encrypt its log files with a KMS key.
#     unknown: The plan cannot tell whether the trail encrypts its log files with a KMS key.
#   remediation: Set kms_key_id to the ARN of a key that CloudTrail may use.
package rules.cloudtrail.cloud_trail_encryption_enabled

import data.library.setting

evaluations contains evaluation if {
	resources := [resource | some resource in input.resources.aws_cloudtrail]
	some evaluation in setting.must_be_present(resources, "kms_key_id")
}
