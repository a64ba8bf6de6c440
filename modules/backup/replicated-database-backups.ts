import { DbInstanceAutomatedBackupsReplication } from "@cdktf/provider-aws/lib/db-instance-automated-backups-replication";
import { Construct } from "constructs";

export interface ReplicatedDatabaseBackupsProps {
  readonly instanceArn: string;
  /** ARN of a KMS key in the region that gets the copies. */
  readonly keyArn: string;
  /** Days. */
  readonly retentionDays: number;
}

/**
 * Copies the automated backups of a DB instance to another region, transaction logs included, so that it can be restored
 * there to any point in time. Place it in that region. RDS does not offer it for Multi-AZ clusters; AWS Backup copies those.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReplicateBackups.html
 */
export class ReplicatedDatabaseBackups extends Construct {
  constructor(scope: Construct, id: string, { instanceArn, keyArn, retentionDays }: ReplicatedDatabaseBackupsProps) {
    super(scope, id);
    new DbInstanceAutomatedBackupsReplication(this, "replication", {
      sourceDbInstanceArn: instanceArn,
      kmsKeyId: keyArn,
      retentionPeriod: retentionDays,
    });
  }
}
