import { DbInstance } from "@cdktf/provider-aws/lib/db-instance";
import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster";
import { TerraformVariable } from "cdktf";
import { Construct } from "constructs";
import type { Network } from "./network";
import { securityGroup, tcpFromGroup } from "./security-groups";
import type { WebTier } from "./web-tier";

/** midterm-db: encrypted and backed up, but with its password in the configuration and two of three servers in public subnets. */
export class Database extends Construct {
  readonly identifier: string;

  constructor(scope: Construct, id: string, network: Network, webTier: WebTier) {
    super(scope, id);
    const key = new KmsKey(this, "midterm-db-cmk", { description: "midterm-db-cmk" });
    new KmsAlias(this, "midterm-db-cmk-alias", { name: "alias/midterm-db-cmk", targetKeyId: key.keyId });

    const password = new TerraformVariable(this, "master-password", {
      type: "string",
      sensitive: true,
      description: "The authors had theirs in a PHP file.",
      default: "not-a-real-password",
    });
    const subnets = new DbSubnetGroup(this, "subnets", {
      name: "midterm-db",
      subnetIds: [network.publicSubnets.b, network.publicSubnets.c, network.privateSubnetA],
    });
    this.firstAttempt(password.stringValue);
    const cluster = new RdsCluster(this, "midterm-db", {
      clusterIdentifier: "midterm-db",
      engine: "mysql",
      engineVersion: "8.0.39",
      dbClusterInstanceClass: "db.m5d.large",
      storageType: "gp3",
      allocatedStorage: 20,
      iops: 3000,
      storageEncrypted: true,
      kmsKeyId: key.arn,
      masterUsername: "admin",
      masterPassword: password.stringValue,
      iamDatabaseAuthenticationEnabled: false,
      dbSubnetGroupName: subnets.name,
      vpcSecurityGroupIds: [
        securityGroup(this, "midterm-db-group", network.vpcId, {
          name: "midterm-db",
          description: "MySQL from the instances",
          ingress: webTier.securityGroupIds.map((group) => tcpFromGroup(3306, 3306, group)),
        }),
      ],
      dbClusterParameterGroupName: "default.mysql8.0",
      caCertificateIdentifier: "rds-ca-rsa2048-g1",
      performanceInsightsEnabled: false,
      backupRetentionPeriod: 7,
      preferredBackupWindow: "08:01-08:31",
      copyTagsToSnapshot: false,
      finalSnapshotIdentifier: "midterm-db-final",
    });
    this.identifier = cluster.clusterIdentifier;
  }

  /** The single instance before the cluster, stopped since: its storage is still there, and still to be paid. */
  private firstAttempt(password: string): void {
    new DbInstance(this, "midterm-db-first", {
      identifier: "midterm-db-first",
      engine: "mysql",
      engineVersion: "8.0.39",
      instanceClass: "db.t3.micro",
      allocatedStorage: 20,
      username: "admin",
      password,
      skipFinalSnapshot: true,
    });
  }
}
