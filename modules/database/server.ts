import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { Engine } from "./engine";

/** What cluster and instance have in common and the user decides. */
export interface ServerProps {
  /** Release of the engine: `8.0.39`. */
  readonly engineVersion: string;
  readonly instanceClass: string;
  /** Allocated gp3 storage in GiB, 20 or more. */
  readonly storage: number;
  /** I/O operations per second. Clusters only; 3,000 is what gp3 has in any case. */
  readonly iops?: number;
  /** Instances only: a standby in a second zone. Default: true. */
  readonly multiAz?: boolean;
  /** Instances only: a second one that only reads; needs `masterPassword`. Default: false. */
  readonly readReplica?: boolean;
  /** Default: true. Not offered for the smallest instance classes. */
  readonly performanceInsights?: boolean;
  /** Name of the first schema. */
  readonly databaseName: string;
  readonly masterUsername: string;
  /** Instances only. Default: RDS makes, keeps and rotates the password, in Secrets Manager. */
  readonly masterPassword?: MasterPassword;
  /** Days of automated backups, hence of point-in-time recovery. */
  readonly backupRetentionDays: number;
  /** UTC: `08:01-08:31`. */
  readonly backupWindow: string;
  /** UTC: `sun:09:00-sun:09:30`. */
  readonly maintenanceWindow: string;
  /** Refuse to delete the database. Default: true. */
  readonly deletionProtection?: boolean;
}

/**
 * A master password from outside, for what RDS cannot do with one of its own: a read replica.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html#rds-secrets-manager-limitations
 */
export interface MasterPassword {
  /** Reference to an ephemeral value; it is written to RDS and to neither plan nor state. Never a literal. */
  readonly value: string;
  /** Raise it to write the value again. */
  readonly version: number;
}

/** What both have in common and the module decides. */
export interface Essentials {
  readonly name: string;
  readonly engine: Engine;
  readonly keyArn: string;
  readonly subnetGroupName: string;
  readonly securityGroupId: string;
  readonly monitoringRoleArn: string;
  /** Made before the server, or RDS would make them, without key and retention. */
  readonly logGroups: readonly CloudwatchLogGroup[];
}

/** What clients connect to, and what others have to know of it. */
export interface Server {
  readonly arn: string;
  /** ARN of the read replica, where there is one of its own. */
  readonly replicaArn?: string;
  /** Identifiers of its DB instances. */
  readonly instances: readonly string[];
  readonly writerEndpoint: string;
  readonly readerEndpoint: string;
  /** Secrets Manager: JSON with `username` and `password` of the master user. None if the password came from outside. */
  readonly secretArn?: string;
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html#UsingWithRDS.SSL.RegionCertificateAuthorities */
export const CERTIFICATE_AUTHORITY = "rds-ca-rsa2048-g1";

/** What a parameter group is made for: `mysql8.0`. */
export function parameterFamily(engine: Engine, release: string): string {
  return `${engine.name}${engine.majorVersion(release)}`;
}
