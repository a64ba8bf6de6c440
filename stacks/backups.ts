import { Construct } from "constructs";
import type { BackupSettings, DatabaseSettings } from "../environments";
import { Backup, ReplicatedDatabaseBackups, Vault } from "../modules/backup";
import type { Database } from "../modules/database";
import type { AwsStack } from "./aws-stack";

export interface BackupsProps {
  readonly name: string;
  readonly account: string;
  readonly settings: BackupSettings;
  readonly database: Pick<DatabaseSettings, "kind" | "backupRetentionDays"> & Pick<Database, "arn" | "replicaArn">;
  /** ARNs of versioned buckets. */
  readonly bucketArns: readonly string[];
  readonly topicArn: string;
}

/** Nightly backups of database and buckets, here and in another region. */
export class Backups extends Construct {
  constructor(stack: AwsStack, id: string, props: BackupsProps) {
    super(stack, id);
    const { name, account, settings, database } = props;
    const { retentionDays, copyRegion } = settings;
    const lock = { account, minRetentionDays: retentionDays, maxRetentionDays: retentionDays };
    const copyVault = stack.placeIn(copyRegion, new Vault(this, "copies", { ...lock, name: `${name}-copies` }));
    new Backup(this, "nightly", {
      name,
      account,
      vault: new Vault(this, "vault", { ...lock, name: `${name}-backups` }),
      copyVault,
      retentionDays,
      resources: [database.arn, ...(database.replicaArn ? [database.replicaArn] : []), ...props.bucketArns],
      topicArn: props.topicArn,
    });
    if (database.kind === "instance") {
      const replicated = new ReplicatedDatabaseBackups(this, "database", {
        instanceArn: database.arn,
        keyArn: copyVault.keyArn,
        retentionDays: database.backupRetentionDays,
      });
      stack.placeIn(copyRegion, replicated);
    }
  }
}
