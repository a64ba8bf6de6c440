import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import { Construct } from "constructs";
import { EncryptionKey } from "../encryption-key";
import { ServiceRole } from "../service-role";
import { type Client, ClientAccess } from "./client-access";
import { Cluster } from "./cluster";
import { ConnectionDetails } from "./connection-details";
import { type EngineName, ENGINES } from "./engine";
import { Instance, replicaName } from "./instance";
import { LogGroups } from "./log-groups";
import type { Essentials, MasterPassword, Server, ServerProps } from "./server";

export type { Client, EngineName, MasterPassword, ServerProps };

export interface DatabaseProps {
  /** Part of the names of everything in it: the identifier of the database. */
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** Default: `mysql`. */
  readonly engine?: EngineName;
  /** `cluster`: a writer and two readers in three zones, fails over in half a minute. `instance`: one, or one with a standby. */
  readonly kind: "cluster" | "instance";
  readonly server: ServerProps;
  readonly vpcId: string;
  /** Private subnets: three zones for a cluster, two for an instance. */
  readonly subnetIds: readonly string[];
  /** The only ones that reach the database. */
  readonly clients: readonly Client[];
  /** Path in Parameter Store where clients find endpoints, port and the ARN of the secret: `/storefront-prod/database`. */
  readonly parameterPath: string;
  readonly logs: {
    /** ARN of a KMS key that CloudWatch Logs may use. */
    readonly keyArn: string;
    /** Days, a value that CloudWatch Logs knows. */
    readonly retentionDays: number;
  };
}

/**
 * A MySQL or PostgreSQL database in private subnets: encrypted under a key of its own, TLS only, backed up, logged, protected
 * against deletion. Unless one is given, its master password is made, kept and rotated by RDS in Secrets Manager;
 * applications should sign in with IAM.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_BestPractices.Security.html
 */
export class Database extends Construct {
  readonly securityGroupId: string;
  readonly keyArn: string;
  /** For backups. */
  readonly arn: string;
  /** ARN of the read replica, where there is one of its own. */
  readonly replicaArn?: string;
  /** Identifiers of its DB instances, for metrics. */
  readonly instances: readonly string[];

  constructor(scope: Construct, id: string, props: DatabaseProps) {
    super(scope, id);
    const { name, account, region } = props;
    const engine = ENGINES[props.engine ?? "mysql"];
    const key = new EncryptionKey(this, "key", {
      alias: `${name}-database`,
      description: `Database ${name}: storage, snapshots, performance data, master password`,
      account,
    });
    const subnets = new DbSubnetGroup(this, "subnets", {
      name,
      description: `Private subnets of ${name}`,
      subnetIds: [...props.subnetIds],
    });
    const access = new ClientAccess(this, "access", {
      name,
      vpcId: props.vpcId,
      engine,
      clients: props.clients,
    });
    const monitoring = new ServiceRole(this, "monitoring", {
      name: `${name}-database-monitoring`,
      description: `Enhanced monitoring of ${name}`,
      service: "monitoring.rds.amazonaws.com",
      trustConditions: {
        StringEquals: { "aws:SourceAccount": account },
        ArnLike: { "aws:SourceArn": `arn:aws:rds:${region}:${account}:db:*` },
      },
      managedPolicies: ["service-role/AmazonRDSEnhancedMonitoringRole"],
    });
    const servers = props.server.readReplica === true ? [name, replicaName(name)] : [name];
    const logGroups = servers.flatMap(
      (server) =>
        new LogGroups(this, server === name ? "logs" : "replica-logs", {
          ...props.logs,
          path: `/aws/rds/${props.kind}/${server}`,
          logs: props.kind === "cluster" ? engine.clusterLogs : engine.instanceLogs,
        }).groups,
    );
    const essentials: Essentials = {
      name,
      engine,
      keyArn: key.arn,
      subnetGroupName: subnets.name,
      securityGroupId: access.securityGroupId,
      monitoringRoleArn: monitoring.arn,
      logGroups,
    };
    const server: Server =
      props.kind === "cluster"
        ? new Cluster(this, "cluster", essentials, props.server)
        : new Instance(this, "instance", essentials, props.server);
    new ConnectionDetails(this, "connection-details", {
      name,
      region,
      path: props.parameterPath,
      server,
      port: engine.port,
      databaseName: props.server.databaseName,
      username: props.server.masterUsername,
      keyArn: key.arn,
      clients: props.clients,
    });
    this.securityGroupId = access.securityGroupId;
    this.keyArn = key.arn;
    this.arn = server.arn;
    if (server.replicaArn !== undefined) {
      this.replicaArn = server.replicaArn;
    }
    this.instances = server.instances;
  }
}
