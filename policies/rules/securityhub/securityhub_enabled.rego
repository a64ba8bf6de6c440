# METADATA
# scope: package
# title: Security Hub is enabled
# description: >-
#   The plan does not disable Security Hub in an account and region where it enables it. One for which the plan has nothing is not judged:
#   another stack may enable it there.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/securityhub-enabled.html
#   - https://docs.aws.amazon.com/securityhub/latest/userguide/what-is-securityhub.html
# custom:
#   id: SECURITYHUB_ENABLED
#   source: aws-config
#   severity: medium
#   resources: [aws_securityhub_account]
#   reads:
#     aws_securityhub_account: []
#   controls: {cis_3_0: ["4.16"], cis_4_0: ["4.16"], cis_5_0: ["4.16"]}
#   reasons:
#     removed: The plan disables Security Hub in its account and region.
#     removed_in_part: The plan deletes it. It was made for a part of the resources, so it cannot tell whether another is left.
#   runtime: AWS Config looks at the account itself; a plan shows only whether it enables or disables Security Hub.
#   remediation: Keep the aws_securityhub_account.
package rules.securityhub.securityhub_enabled

import data.library.removal

evaluations contains evaluation if some evaluation in removal.evaluations("aws_securityhub_account")
