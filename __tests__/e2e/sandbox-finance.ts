import { APIGatewayClient, GetRestApisCommand, GetStagesCommand, type Stage } from "@aws-sdk/client-api-gateway";
import { DescribeContinuousBackupsCommand, DescribeTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EC2Client, paginateDescribeSecurityGroups, type IpPermission } from "@aws-sdk/client-ec2";
import { GetKeyRotationStatusCommand, KMSClient } from "@aws-sdk/client-kms";
import { DescribeDBInstancesCommand, RDSClient, type DBInstance } from "@aws-sdk/client-rds";
import type { StandInSettings } from "./stand-in-settings";

const NAME = "finance-prod";

/** What then exists of finance, and of no other stack. */
export function describeFinance(settings: () => StandInSettings): void {
  describe("of finance", () => {
    it("has a database and a replica: encrypted, in two zones, not public, kept from deletion, watched", async () => {
      const { DBInstances: instances = [] } = await new RDSClient(settings()).send(new DescribeDBInstancesCommand());
      const own = instances.filter(isOwn);
      expect(own).toHaveLength(2);
      for (const instance of own) {
        expect(instance).toMatchObject({
          Engine: "postgres",
          StorageEncrypted: true,
          MultiAZ: true,
          PubliclyAccessible: false,
          DeletionProtection: true,
          IAMDatabaseAuthenticationEnabled: true,
          BackupRetentionPeriod: 14,
          MonitoringInterval: 60,
          PerformanceInsightsEnabled: true,
        });
        expect(await rotates(settings(), instance.KmsKeyId)).toBe(true);
        expect(instance.PerformanceInsightsKMSKeyId).toBe(instance.KmsKeyId);
      }
    });

    it("lets the web tier's instances reach the database, on its port, and nothing else", async () => {
      const { DBInstances: instances = [] } = await new RDSClient(settings()).send(new DescribeDBInstancesCommand());
      const groups = await groupsById(new EC2Client(settings()));
      const admitted = instances
        .filter(isOwn)
        .flatMap(({ VpcSecurityGroups: members = [] }) => members)
        .flatMap(({ VpcSecurityGroupId: id = "" }) => groups.get(id)?.permissions ?? []);

      expect(admitted.length).toBeGreaterThan(0);
      for (const { IpProtocol, FromPort, ToPort, IpRanges, Ipv6Ranges, UserIdGroupPairs: pairs = [] } of admitted) {
        expect({ IpProtocol, FromPort, ToPort }).toEqual({ IpProtocol: "tcp", FromPort: 5432, ToPort: 5432 });
        expect([...(IpRanges ?? []), ...(Ipv6Ranges ?? [])]).toEqual([]);
        expect(pairs.map(({ GroupId: id = "" }) => groups.get(id)?.name)).toEqual([`${NAME}-instances`]);
      }
    });

    it("has an API whose stage is logged, traced, behind the firewall, and known to its back end", async () => {
      const stage = await stageOf(new APIGatewayClient(settings()));
      expect(stage).toMatchObject({ stageName: "v1", tracingEnabled: true });
      expect(stage.accessLogSettings?.destinationArn).toContain(":log-group:");
      expect(stage.webAclArn).toContain(":regional/webacl/");
      expect(stage.clientCertificateId).toBeTruthy();
      expect(stage.methodSettings?.["*/*"]).toMatchObject({
        loggingLevel: "ERROR",
        dataTraceEnabled: false,
        metricsEnabled: true,
        cachingEnabled: false,
        cacheDataEncrypted: true,
      });
    });

    it("keeps the answers of the receipt analyzer encrypted by a key that rotates, and in no backup", async () => {
      const client = new DynamoDBClient(settings());
      const TableName = `${NAME}-receipts-answers`;
      const { Table: table } = await client.send(new DescribeTableCommand({ TableName }));
      expect(table?.SSEDescription).toMatchObject({ Status: "ENABLED", SSEType: "KMS" });
      expect(await rotates(settings(), table?.SSEDescription?.KMSMasterKeyArn)).toBe(true);
      const { ContinuousBackupsDescription: backups } = await client.send(
        new DescribeContinuousBackupsCommand({ TableName }),
      );
      expect(backups?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus).toBe("DISABLED");
    });
  });
}

function isOwn({ DBInstanceIdentifier: id = "" }: DBInstance): boolean {
  return id.startsWith(NAME);
}

async function rotates(settings: StandInSettings, key: string | undefined): Promise<boolean | undefined> {
  const { KeyRotationEnabled: rotates } = await new KMSClient(settings).send(
    new GetKeyRotationStatusCommand({ KeyId: key }),
  );
  return rotates;
}

async function stageOf(client: APIGatewayClient): Promise<Stage> {
  const { items: apis = [] } = await client.send(new GetRestApisCommand());
  expect(apis.map(({ name }) => name)).toEqual([`${NAME}-receipts`]);
  const { item: [stage, ...others] = [] } = await client.send(new GetStagesCommand({ restApiId: apis[0]?.id }));
  if (stage === undefined || others.length > 0) throw new Error("not one stage");
  return stage;
}

interface Group {
  readonly name: string;
  readonly permissions: readonly IpPermission[];
}

async function groupsById(client: EC2Client): Promise<ReadonlyMap<string, Group>> {
  const groups = new Map<string, Group>();
  for await (const { SecurityGroups: page = [] } of paginateDescribeSecurityGroups({ client }, {})) {
    for (const { GroupId: id = "", GroupName: name = "", IpPermissions: permissions = [] } of page) {
      groups.set(id, { name, permissions });
    }
  }
  return groups;
}
