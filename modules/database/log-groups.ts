import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Construct } from "constructs";

export interface LogGroupsProps {
  /** Where RDS writes: `/aws/rds/cluster/<identifier>` or `/aws/rds/instance/<identifier>`. */
  readonly path: string;
  /** Names of the exported logs. */
  readonly logs: readonly string[];
  readonly keyArn: string;
  readonly retentionDays: number;
}

/** The log groups that RDS exports to, made beforehand: those that RDS makes itself are not encrypted and never expire. */
export class LogGroups extends Construct {
  readonly groups: readonly CloudwatchLogGroup[];

  constructor(scope: Construct, id: string, { path, logs, keyArn, retentionDays }: LogGroupsProps) {
    super(scope, id);
    this.groups = logs.map(
      (log) =>
        new CloudwatchLogGroup(this, log, {
          name: `${path}/${log}`,
          kmsKeyId: keyArn,
          retentionInDays: retentionDays,
        }),
    );
  }
}
