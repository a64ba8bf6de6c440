# METADATA
# scope: package
# title: GuardDuty is enabled
# description: >-
#   The detectors of GuardDuty in the plan are on, and the plan does not delete the last one of a region. An account and region for which the
#   plan has none is not judged: another stack may enable it there.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/guardduty-enabled-centralized.html
#   - https://docs.aws.amazon.com/guardduty/latest/ug/what-is-guardduty.html
# custom:
#   id: GUARDDUTY_ENABLED_CENTRALIZED
#   source: aws-config
#   severity: high
#   resources: [aws_guardduty_detector]
#   reads:
#     aws_guardduty_detector: [enable]
#   parameters:
#     CentralMonitoringAccount: {description: "Account (12 digits) that receives all findings. Only AWS Config can see that; the gate does not ask."}
#   controls:
#     fsbp: [GuardDuty.1]
#     pci_3_2_1: ["11.4"]
#     pci_4_0_1: ["11.5.1"]
#     nist_800_53_r5:
#       [AC-2(12), AU-6(1), AU-6(5), CA-7, CM-8(3), RA-3(4), SA-8(19), SA-8(21), SA-8(25), SA-11(1), SA-11(6), SA-15(2),
#       SA-15(8), SC-5, SC-5(1), SC-5(3), SI-3(8), SI-4, SI-4(1), SI-4(2), SI-4(4), SI-4(5), SI-4(13), SI-4(22),
#       SI-4(25), SI-20]
#   reasons:
#     wrong: The detector is suspended.
#     unknown: The plan cannot tell whether the detector is on.
#     removed: The plan deletes the detector, and leaves none in its account and region.
#     removed_in_part: The plan deletes it. It was made for a part of the resources, so it cannot tell whether another is left.
#   runtime: AWS Config watches every region, and can ask that one account receives the findings of all; a plan shows the detectors that it manages.
#   remediation: Set enable to true, or leave it out.
#   fix: {attribute: enable, value: true}
package rules.guardduty.guardduty_enabled_centralized

import data.library.removal
import data.library.setting

evaluations contains evaluation if {
	resources := [resource | some resource in input.resources.aws_guardduty_detector]
	some evaluation in setting.must_be("true", resources, "enable", "true")
}

evaluations contains evaluation if some evaluation in removal.evaluations("aws_guardduty_detector")
