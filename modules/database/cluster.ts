import { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster";
import { RdsClusterParameterGroup } from "@cdktf/provider-aws/lib/rds-cluster-parameter-group";
import { Construct } from "constructs";
import { CERTIFICATE_AUTHORITY, type Essentials, parameterFamily, type Server, type ServerProps } from "./server";

/**
 * A Multi-AZ DB cluster: one writer and two readers that RDS places in three zones.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/multi-az-db-clusters-concepts.html
 */
export class Cluster extends Construct implements Server {
  readonly arn: string;
  readonly instances: readonly string[];
  readonly writerEndpoint: string;
  readonly readerEndpoint: string;
  readonly secretArn: string;

  constructor(scope: Construct, id: string, essentials: Essentials, props: ServerProps) {
    super(scope, id);
    const { name, engine, keyArn } = essentials;
    const parameters = new RdsClusterParameterGroup(this, "parameters", {
      name,
      description: `TLS only, slow queries logged: ${name}`,
      family: parameterFamily(engine, props.engineVersion),
      parameter: [...engine.parameters],
    });
    const insights = props.performanceInsights ?? true;
    const cluster = new RdsCluster(this, "cluster", {
      clusterIdentifier: name,
      engine: engine.name,
      engineVersion: props.engineVersion,
      dbClusterInstanceClass: props.instanceClass,
      storageType: "gp3",
      allocatedStorage: props.storage,
      ...(props.iops !== undefined && { iops: props.iops }),
      databaseName: props.databaseName,
      port: engine.port,
      dbSubnetGroupName: essentials.subnetGroupName,
      vpcSecurityGroupIds: [essentials.securityGroupId],
      dbClusterParameterGroupName: parameters.name,
      caCertificateIdentifier: CERTIFICATE_AUTHORITY,

      storageEncrypted: true,
      kmsKeyId: keyArn,
      masterUsername: props.masterUsername,
      manageMasterUserPassword: true,
      masterUserSecretKmsKeyId: keyArn,
      iamDatabaseAuthenticationEnabled: true,

      backupRetentionPeriod: props.backupRetentionDays,
      preferredBackupWindow: props.backupWindow,
      preferredMaintenanceWindow: props.maintenanceWindow,
      copyTagsToSnapshot: true,
      deletionProtection: props.deletionProtection ?? true,
      skipFinalSnapshot: false,
      finalSnapshotIdentifier: `${name}-final`,

      enabledCloudwatchLogsExports: [...engine.clusterLogs],
      monitoringInterval: 60,
      monitoringRoleArn: essentials.monitoringRoleArn,
      performanceInsightsEnabled: insights,
      ...(insights && { performanceInsightsKmsKeyId: keyArn, performanceInsightsRetentionPeriod: 7 }),
      dependsOn: [...essentials.logGroups],
    });
    this.arn = cluster.arn;
    // RDS makes them, and calls them so.
    this.instances = [1, 2, 3].map((number) => `${name}-instance-${number}`);
    this.writerEndpoint = cluster.endpoint;
    this.readerEndpoint = cluster.readerEndpoint;
    this.secretArn = cluster.masterUserSecret.get(0).secretArn;
  }
}
