import { DbInstance } from "@cdktf/provider-aws/lib/db-instance";
import { DbOptionGroup } from "@cdktf/provider-aws/lib/db-option-group";
import { DbParameterGroup } from "@cdktf/provider-aws/lib/db-parameter-group";
import { Construct } from "constructs";
import {
  CERTIFICATE_AUTHORITY,
  type Essentials,
  PARAMETER_FAMILY,
  PARAMETERS,
  type Server,
  type ServerProps,
} from "./server";

/** Every log that RDS for MySQL has. */
export const INSTANCE_LOGS = ["audit", "error", "general", "slowquery"];

/** One DB instance, with a standby in a second zone unless that is switched off; its storage grows up to five times. */
export class Instance extends Construct implements Server {
  readonly writerEndpoint: string;
  readonly readerEndpoint: string;
  readonly secretArn: string;

  constructor(scope: Construct, id: string, essentials: Essentials, props: ServerProps) {
    super(scope, id);
    const { name, keyArn } = essentials;
    const parameters = new DbParameterGroup(this, "parameters", {
      name,
      description: `TLS only, slow queries logged: ${name}`,
      family: PARAMETER_FAMILY,
      parameter: PARAMETERS,
    });
    const options = new DbOptionGroup(this, "options", {
      name,
      optionGroupDescription: `Audit log: ${name}`,
      engineName: "mysql",
      majorEngineVersion: "8.0",
      option: [{ optionName: "MARIADB_AUDIT_PLUGIN" }],
    });
    const insights = props.performanceInsights ?? true;
    const instance = new DbInstance(this, "instance", {
      identifier: name,
      engine: "mysql",
      engineVersion: props.engineVersion,
      instanceClass: props.instanceClass,
      multiAz: props.multiAz ?? true,
      storageType: "gp3",
      allocatedStorage: props.storage,
      maxAllocatedStorage: props.storage * 5,
      dbName: props.databaseName,
      port: essentials.port,
      publiclyAccessible: false,
      dbSubnetGroupName: essentials.subnetGroupName,
      vpcSecurityGroupIds: [essentials.securityGroupId],
      parameterGroupName: parameters.name,
      optionGroupName: options.name,
      caCertIdentifier: CERTIFICATE_AUTHORITY,

      storageEncrypted: true,
      kmsKeyId: keyArn,
      username: props.masterUsername,
      manageMasterUserPassword: true,
      masterUserSecretKmsKeyId: keyArn,
      iamDatabaseAuthenticationEnabled: true,

      backupRetentionPeriod: props.backupRetentionDays,
      backupWindow: props.backupWindow,
      maintenanceWindow: props.maintenanceWindow,
      // Patch releases are applied by RDS; the plan then must not want the older one back.
      autoMinorVersionUpgrade: true,
      copyTagsToSnapshot: true,
      deletionProtection: props.deletionProtection ?? true,
      skipFinalSnapshot: false,
      finalSnapshotIdentifier: `${name}-final`,

      enabledCloudwatchLogsExports: INSTANCE_LOGS,
      monitoringInterval: 60,
      monitoringRoleArn: essentials.monitoringRoleArn,
      performanceInsightsEnabled: insights,
      ...(insights && { performanceInsightsKmsKeyId: keyArn, performanceInsightsRetentionPeriod: 7 }),
      dependsOn: [...essentials.logGroups],
      lifecycle: { ignoreChanges: ["engine_version"] },
    });
    this.writerEndpoint = instance.address;
    // One instance answers reads as well as writes.
    this.readerEndpoint = instance.address;
    this.secretArn = instance.masterUserSecret.get(0).secretArn;
  }
}
