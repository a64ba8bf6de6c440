import { DbInstance, type DbInstanceConfig } from "@cdktf/provider-aws/lib/db-instance";
import { DbOptionGroup } from "@cdktf/provider-aws/lib/db-option-group";
import { DbParameterGroup } from "@cdktf/provider-aws/lib/db-parameter-group";
import { Construct } from "constructs";
import { CERTIFICATE_AUTHORITY, type Essentials, parameterFamily, type Server, type ServerProps } from "./server";

/** Identifier of the read replica; its log groups are called after it. */
export function replicaName(name: string): string {
  return `${name}-replica`;
}

/**
 * One DB instance, with a standby in a second zone unless that is switched off; its storage grows up to five times. A read
 * replica comes on request, as safe as the instance.
 */
export class Instance extends Construct implements Server {
  readonly arn: string;
  readonly replicaArn?: string;
  readonly instances: readonly string[];
  readonly writerEndpoint: string;
  readonly readerEndpoint: string;
  readonly secretArn?: string;

  constructor(scope: Construct, id: string, essentials: Essentials, props: ServerProps) {
    super(scope, id);
    const { name, engine, keyArn } = essentials;
    const { masterPassword } = props;
    const withReplica = props.readReplica ?? false;
    if (withReplica && masterPassword === undefined) {
      throw new Error(
        `${name}: RDS makes no read replica of an instance whose password it manages; give masterPassword`,
      );
    }
    const parameters = new DbParameterGroup(this, "parameters", {
      name,
      description: `TLS only, slow queries logged: ${name}`,
      family: parameterFamily(engine, props.engineVersion),
      parameter: [...engine.parameters],
    });
    const shared = {
      ...sharedArguments(essentials, props),
      parameterGroupName: parameters.name,
      ...optionGroup(this, essentials, props),
    };
    const instance = new DbInstance(this, "instance", {
      ...shared,
      identifier: name,
      engine: engine.name,
      engineVersion: props.engineVersion,
      allocatedStorage: props.storage,
      dbName: props.databaseName,
      dbSubnetGroupName: essentials.subnetGroupName,
      username: props.masterUsername,
      ...(masterPassword === undefined
        ? { manageMasterUserPassword: true, masterUserSecretKmsKeyId: keyArn }
        : { passwordWo: masterPassword.value, passwordWoVersion: masterPassword.version }),
      skipFinalSnapshot: false,
      finalSnapshotIdentifier: `${name}-final`,
      // Patch releases are applied by RDS; the plan then must not want the older one back.
      lifecycle: { ignoreChanges: ["engine_version"] },
    });
    const replica = withReplica
      ? new DbInstance(this, "replica", {
          ...shared,
          identifier: replicaName(name),
          replicateSourceDb: instance.identifier,
          // All of it can be made again from the instance; RDS takes no last snapshot of a replica.
          skipFinalSnapshot: true,
        })
      : undefined;
    this.arn = instance.arn;
    if (replica) {
      this.replicaArn = replica.arn;
    }
    this.instances = withReplica ? [name, replicaName(name)] : [name];
    this.writerEndpoint = instance.address;
    // Without a replica one instance answers reads as well as writes.
    this.readerEndpoint = (replica ?? instance).address;
    if (masterPassword === undefined) {
      this.secretArn = instance.masterUserSecret.get(0).secretArn;
    }
  }
}

/** What holds for the instance and for a replica alike. */
function sharedArguments(essentials: Essentials, props: ServerProps) {
  const { engine, keyArn } = essentials;
  const insights = props.performanceInsights ?? true;
  return {
    instanceClass: props.instanceClass,
    multiAz: props.multiAz ?? true,
    storageType: "gp3",
    maxAllocatedStorage: props.storage * 5,
    port: engine.port,
    publiclyAccessible: false,
    vpcSecurityGroupIds: [essentials.securityGroupId],
    caCertIdentifier: CERTIFICATE_AUTHORITY,

    storageEncrypted: true,
    kmsKeyId: keyArn,
    iamDatabaseAuthenticationEnabled: true,

    backupRetentionPeriod: props.backupRetentionDays,
    backupWindow: props.backupWindow,
    maintenanceWindow: props.maintenanceWindow,
    autoMinorVersionUpgrade: true,
    copyTagsToSnapshot: true,
    deletionProtection: props.deletionProtection ?? true,

    enabledCloudwatchLogsExports: [...engine.instanceLogs],
    monitoringInterval: 60,
    monitoringRoleArn: essentials.monitoringRoleArn,
    performanceInsightsEnabled: insights,
    ...(insights && { performanceInsightsKmsKeyId: keyArn, performanceInsightsRetentionPeriod: 7 }),
    dependsOn: [...essentials.logGroups],
  } satisfies Partial<DbInstanceConfig>;
}

/** Nothing for an engine that needs no options. */
function optionGroup(scope: Construct, { name, engine }: Essentials, { engineVersion }: ServerProps) {
  if (engine.options.length === 0) {
    return {};
  }
  const options = new DbOptionGroup(scope, "options", {
    name,
    optionGroupDescription: `Audit log: ${name}`,
    engineName: engine.name,
    majorEngineVersion: engine.majorVersion(engineVersion),
    option: engine.options.map((optionName) => ({ optionName })),
  });
  return { optionGroupName: options.name };
}
