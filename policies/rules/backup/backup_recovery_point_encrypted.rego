# METADATA
# scope: package
# title: Recovery points are encrypted
# description: >-
#   Recovery points come into being when backups run. In a vault they take the key of the vault, which always has one, where AWS Backup manages
#   them fully, and otherwise the encryption of what they are made from, which other rules judge.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/backup-recovery-point-encrypted.html
#   - https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html
# custom:
#   id: BACKUP_RECOVERY_POINT_ENCRYPTED
#   source: aws-config
#   severity: medium
#   resources: [aws_backup_vault]
#   reads:
#     aws_backup_vault: []
#   controls: {fsbp: [Backup.1], nist_800_53_r5: [CP-9(8), SI-12]}
#   reasons:
#     runtime: "The plan has no recovery points: AWS Config watches them."
#   runtime: Recovery points come into being when backups run, so a plan has none. AWS Config looks at each of them.
#   remediation: Encrypt the databases, volumes and file systems that are backed up.
package rules.backup.backup_recovery_point_encrypted

import data.library.verdict

evaluations contains verdict.not_applicable(vault, null, "runtime", {}) if some vault in input.resources.aws_backup_vault
