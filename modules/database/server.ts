import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";

/** What cluster and instance have in common and the user decides. */
export interface ServerProps {
  /** MySQL release: `8.0.39`. */
  readonly engineVersion: string;
  readonly instanceClass: string;
  /** Allocated gp3 storage in GiB, 20 or more. */
  readonly storage: number;
  /** I/O operations per second. Clusters only; 3,000 is what gp3 has in any case. */
  readonly iops?: number;
  /** Instances only: a standby in a second zone. Default: true. */
  readonly multiAz?: boolean;
  /** Default: true. Not offered for the smallest instance classes. */
  readonly performanceInsights?: boolean;
  /** Name of the first schema. */
  readonly databaseName: string;
  readonly masterUsername: string;
  /** Days of automated backups, hence of point-in-time recovery. */
  readonly backupRetentionDays: number;
  /** UTC: `08:01-08:31`. */
  readonly backupWindow: string;
  /** UTC: `sun:09:00-sun:09:30`. */
  readonly maintenanceWindow: string;
  /** Refuse to delete the database. Default: true. */
  readonly deletionProtection?: boolean;
}

/** What both have in common and the module decides. */
export interface Essentials {
  readonly name: string;
  readonly port: number;
  readonly keyArn: string;
  readonly subnetGroupName: string;
  readonly securityGroupId: string;
  readonly monitoringRoleArn: string;
  /** Made before the server, or RDS would make them, without key and retention. */
  readonly logGroups: readonly CloudwatchLogGroup[];
}

/** What clients connect to. */
export interface Server {
  readonly writerEndpoint: string;
  readonly readerEndpoint: string;
  /** Secrets Manager: JSON with `username` and `password` of the master user. */
  readonly secretArn: string;
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html#UsingWithRDS.SSL.RegionCertificateAuthorities */
export const CERTIFICATE_AUTHORITY = "rds-ca-rsa2048-g1";

export const PARAMETER_FAMILY = "mysql8.0";

/** All of them take effect without a restart. */
export const PARAMETERS = [
  // Connections without TLS are refused.
  { name: "require_secure_transport", value: "1", applyMethod: "immediate" },
  // Exported logs stay empty unless MySQL writes them to files.
  { name: "log_output", value: "FILE", applyMethod: "immediate" },
  { name: "slow_query_log", value: "1", applyMethod: "immediate" },
  { name: "long_query_time", value: "2", applyMethod: "immediate" },
];
