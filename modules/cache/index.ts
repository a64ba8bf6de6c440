import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { ElasticacheReplicationGroup } from "@cdktf/provider-aws/lib/elasticache-replication-group";
import { ElasticacheSubnetGroup } from "@cdktf/provider-aws/lib/elasticache-subnet-group";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Construct } from "constructs";
import { CacheAccess, type CacheClient } from "./access";
import { CacheUser } from "./user";

export type { CacheClient };

export interface CacheProps {
  /** At most 34 characters: letters, digits, hyphens. */
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** ARN of the KMS key of data, snapshots and logs; CloudWatch Logs has to be allowed to use it. */
  readonly keyArn: string;
  readonly vpcId: string;
  /** Private subnets in two or more zones. */
  readonly subnetIds: readonly string[];
  /** `cache.t4g.micro`. */
  readonly nodeType: string;
  /** A primary and its replicas, each in another zone; two or more, or nobody could take over. */
  readonly nodes: number;
  /** Days for which daily snapshots are kept. */
  readonly snapshotRetentionDays: number;
  /** The only one that reaches the cache. */
  readonly client: CacheClient;
  /** Path in Parameter Store where the client finds endpoint and port: `/storefront-prod/cache`. */
  readonly parameterPath: string;
  /** Days, a value that CloudWatch Logs knows; 365 or more. */
  readonly logRetentionDays: number;
}

/** The port of Valkey. */
const PORT = 6379;

/** Valkey 8.0, which speaks the protocol of Redis: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html */
const ENGINE = { engine: "valkey", engineVersion: "8.0" };

/**
 * A cache in private subnets that survives the loss of a zone: encrypted at rest and in transit, with sign-in by IAM, so that
 * there is no password to keep. https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
 */
export class Cache extends Construct {
  /** Identifiers of its nodes, for metrics. */
  readonly nodes: readonly string[];

  constructor(scope: Construct, id: string, props: CacheProps) {
    super(scope, id);
    const { name, account, region, keyArn, client } = props;
    const access = new CacheAccess(this, "access", { name, vpcId: props.vpcId, port: PORT, client });
    const user = new CacheUser(this, "user", { name, account, region, roleName: client.roleName });
    const subnets = new ElasticacheSubnetGroup(this, "subnets", {
      name,
      description: `Private subnets of ${name}`,
      subnetIds: [...props.subnetIds],
    });
    const slowLog = new CloudwatchLogGroup(this, "slow-log", {
      name: `/aws/elasticache/${name}/slow-log`,
      kmsKeyId: keyArn,
      retentionInDays: props.logRetentionDays,
    });
    const group = new ElasticacheReplicationGroup(this, "nodes", {
      ...ENGINE,
      replicationGroupId: name,
      description: `Cache of ${name}`,
      nodeType: props.nodeType,
      numCacheClusters: props.nodes,
      multiAzEnabled: true,
      automaticFailoverEnabled: true,
      port: PORT,
      subnetGroupName: subnets.name,
      securityGroupIds: [access.securityGroupId],
      userGroupIds: [user.groupId],
      atRestEncryptionEnabled: "true",
      kmsKeyId: keyArn,
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
      autoMinorVersionUpgrade: "true",
      snapshotRetentionLimit: props.snapshotRetentionDays,
      logDeliveryConfiguration: [
        { destination: slowLog.name, destinationType: "cloudwatch-logs", logFormat: "json", logType: "slow-log" },
      ],
    });
    // ElastiCache makes them, and calls them so.
    this.nodes = Array.from({ length: props.nodes }, (_, index) => `${name}-${String(index + 1).padStart(3, "0")}`);
    const parameters = {
      endpoint: group.primaryEndpointAddress,
      "reader-endpoint": group.readerEndpointAddress,
      port: String(PORT),
      "user-name": user.name,
    };
    for (const [parameter, value] of Object.entries(parameters)) {
      new SsmParameter(this, parameter, { name: `${props.parameterPath}/${parameter}`, type: "String", value });
    }
  }
}
