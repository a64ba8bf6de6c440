import { BackupPlan } from "@cdktf/provider-aws/lib/backup-plan";
import { BackupSelection } from "@cdktf/provider-aws/lib/backup-selection";
import { BackupVaultNotifications } from "@cdktf/provider-aws/lib/backup-vault-notifications";
import { Construct } from "constructs";
import { ServiceRole } from "../service-role";
import type { Vault } from "./vault";

export { ReplicatedDatabaseBackups, type ReplicatedDatabaseBackupsProps } from "./replicated-database-backups";
export { Vault, type VaultProps } from "./vault";

export interface BackupProps {
  readonly name: string;
  readonly account: string;
  readonly vault: Vault;
  /** A vault in another region that gets a copy of every backup. */
  readonly copyVault: Vault;
  /** Days until a backup and its copy are deleted; 35 or more. */
  readonly retentionDays: number;
  /** ARNs of databases, versioned buckets, volumes, … */
  readonly resources: readonly string[];
  /** SNS topic that hears of failures; AWS Backup may publish to it. */
  readonly topicArn: string;
}

/** Every night at five, UTC: six fields, minutes first. */
const SCHEDULE = "cron(0 5 * * ? *)";

/** Managed policies of the role that makes backups and restores them. */
const POLICIES = [
  "service-role/AWSBackupServiceRolePolicyForBackup",
  "service-role/AWSBackupServiceRolePolicyForRestores",
  "AWSBackupServiceRolePolicyForS3Backup",
  "AWSBackupServiceRolePolicyForS3Restore",
];

/**
 * Backs up resources every night and copies each backup to another region, where it survives whatever happens to this one.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/cross-region-backup.html
 */
export class Backup extends Construct {
  constructor(scope: Construct, id: string, props: BackupProps) {
    super(scope, id);
    const { name, account, vault, copyVault } = props;
    const lifecycle = { deleteAfter: props.retentionDays };
    const plan = new BackupPlan(this, "plan", {
      name,
      rule: [
        {
          ruleName: "nightly",
          targetVaultName: vault.name,
          schedule: SCHEDULE,
          startWindow: 60,
          completionWindow: 360,
          lifecycle,
          copyAction: [{ destinationVaultArn: copyVault.arn, lifecycle }],
        },
      ],
    });
    const role = new ServiceRole(this, "role", {
      name: `${name}-backup`,
      description: `Backs up and restores ${name}`,
      service: "backup.amazonaws.com",
      trustConditions: { StringEquals: { "aws:SourceAccount": account } },
      managedPolicies: POLICIES,
    });
    new BackupSelection(this, "selection", {
      name,
      planId: plan.id,
      iamRoleArn: role.arn,
      resources: [...props.resources],
    });
    new BackupVaultNotifications(this, "notifications", {
      backupVaultName: vault.name,
      snsTopicArn: props.topicArn,
      backupVaultEvents: ["BACKUP_JOB_EXPIRED", "BACKUP_JOB_FAILED", "COPY_JOB_FAILED", "S3_BACKUP_OBJECT_FAILED"],
    });
  }
}
