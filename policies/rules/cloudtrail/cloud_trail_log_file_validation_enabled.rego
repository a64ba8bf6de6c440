# METADATA
# scope: package
# title: CloudTrail log files are validated
# description: >-
#   Log files come with signed digests, so that a change to them shows.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/cloud-trail-log-file-validation-enabled.html
#   - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html
# custom:
#   id: CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED
#   source: aws-config
#   severity: low
#   resources: [aws_cloudtrail]
#   reads:
#     aws_cloudtrail: [enable_log_file_validation]
#   controls:
#     fsbp: [CloudTrail.4]
#     cis_1_4: ["3.2"]
#     cis_3_0: ["3.2"]
#     cis_4_0: ["3.2"]
#     cis_5_0: ["3.2"]
#     pci_3_2_1: ["10.5.2", "10.5.5"]
#     nist_800_53_r5: [AU-9, SI-4, SI-7(1), SI-7(3), SI-7(7)]
#   reasons:
#     wrong: The trail does not validate its log files.
#     unknown: The plan cannot tell whether the trail validates its log files.
#   remediation: Set enable_log_file_validation to true.
#   fix: {attribute: enable_log_file_validation, value: true}
package rules.cloudtrail.cloud_trail_log_file_validation_enabled

import data.library.setting

evaluations contains evaluation if {
	resources := [resource | some resource in input.resources.aws_cloudtrail]
	some evaluation in setting.must_be("true", resources, "enable_log_file_validation", "false")
}
