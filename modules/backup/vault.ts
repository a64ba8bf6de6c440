import { BackupVault } from "@cdktf/provider-aws/lib/backup-vault";
import { BackupVaultLockConfiguration } from "@cdktf/provider-aws/lib/backup-vault-lock-configuration";
import { Construct } from "constructs";
import { EncryptionKey } from "../encryption-key";

export interface VaultProps {
  readonly name: string;
  readonly account: string;
  /** No backup can be deleted before it is as old as this, nor kept longer than `maxRetentionDays`. */
  readonly minRetentionDays: number;
  readonly maxRetentionDays: number;
}

/**
 * Where backups are kept: under a key of its own, and nobody deletes one before its time. The lock is in governance mode;
 * who may manage it can lift it. https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html
 */
export class Vault extends Construct {
  readonly arn: string;
  readonly name: string;
  readonly keyArn: string;

  constructor(scope: Construct, id: string, props: VaultProps) {
    super(scope, id);
    const { name, account } = props;
    const key = new EncryptionKey(this, "key", { alias: name, description: `Backups in ${name}`, account });
    const vault = new BackupVault(this, "vault", { name, kmsKeyArn: key.arn });
    new BackupVaultLockConfiguration(this, "lock", {
      backupVaultName: vault.name,
      minRetentionDays: props.minRetentionDays,
      maxRetentionDays: props.maxRetentionDays,
    });
    this.arn = vault.arn;
    this.name = vault.name;
    this.keyArn = key.arn;
  }
}
