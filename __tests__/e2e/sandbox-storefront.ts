import {
  EC2Client,
  DescribeFlowLogsCommand,
  DescribeLaunchTemplateVersionsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
} from "@aws-sdk/client-ec2";
import {
  DescribeListenersCommand,
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancersCommand,
  ElasticLoadBalancingV2Client,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import {
  DescribeDBClustersCommand,
  DescribeDBSubnetGroupsCommand,
  RDSClient,
  type DBCluster,
  type Subnet,
} from "@aws-sdk/client-rds";
import type { StandInSettings } from "./stand-in-settings";

const NAME = "storefront-prod";

/** Tests of what exists where the storefront was applied, asked by the AWS SDK. */
export function describeStorefront(settings: () => StandInSettings): void {
  it("has a database in three zones, encrypted, protected, and not public", async () => {
    expect(await cluster(new RDSClient(settings()))).toMatchObject({
      // A cluster of this engine with a class of its own is a Multi-AZ DB cluster.
      Engine: "mysql",
      DBClusterInstanceClass: expect.stringMatching(/^db\./) as string,
      AvailabilityZones: ["us-east-1a", "us-east-1b", "us-east-1c"],
      StorageEncrypted: true,
      KmsKeyId: expect.stringContaining(":key/") as string,
      DeletionProtection: true,
      BackupRetentionPeriod: 7,
      IAMDatabaseAuthenticationEnabled: true,
      MasterUserSecret: { KmsKeyId: expect.stringContaining(":key/") as string },
      PubliclyAccessible: false,
    });
  });

  it("keeps the database where no route leads to the internet, open to the web servers only", async () => {
    const rds = new RDSClient(settings());
    const ec2 = new EC2Client(settings());
    const subnets = await subnetsOf(rds);
    expect(new Set(subnets.map(({ SubnetAvailabilityZone: zone }) => zone?.Name)).size).toBe(3);
    const ids = subnets.map(({ SubnetIdentifier: id }) => id ?? "");
    const { RouteTables: tables = [] } = await ec2.send(
      new DescribeRouteTablesCommand({ Filters: [{ Name: "association.subnet-id", Values: ids }] }),
    );
    const routes = tables.flatMap(({ Routes: each = [] }) => each);
    expect(routes.length).toBeGreaterThan(0);
    expect(routes.filter(({ GatewayId: gateway }) => gateway?.startsWith("igw-"))).toEqual([]);

    const { VpcSecurityGroups: [guard] = [] } = await cluster(rds);
    const groups = await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [guard?.VpcSecurityGroupId ?? ""] }));
    const admitted = groups.SecurityGroups?.[0]?.IpPermissions ?? [];
    expect(admitted).toMatchObject([{ FromPort: 3306, ToPort: 3306, IpRanges: [], Ipv6Ranges: [] }]);
    expect(admitted[0]?.UserIdGroupPairs?.length).toBe(1);
  });

  it("starts web servers with encrypted volumes, no public address, and metadata by token only", async () => {
    const ec2 = new EC2Client(settings());
    const { LaunchTemplateVersions: [version] = [] } = await ec2.send(
      new DescribeLaunchTemplateVersionsCommand({ LaunchTemplateName: NAME, Versions: ["$Latest"] }),
    );
    expect(version?.LaunchTemplateData).toMatchObject({
      BlockDeviceMappings: [{ Ebs: { Encrypted: true, KmsKeyId: expect.stringContaining(":key/") as string } }],
      NetworkInterfaces: [{ AssociatePublicIpAddress: false }],
      MetadataOptions: { HttpTokens: "required" },
    });
  });

  it("takes requests by TLS only, logs them, and protects its load balancer from deletion", async () => {
    const client = new ElasticLoadBalancingV2Client(settings());
    const { LoadBalancers: [balancer] = [] } = await client.send(new DescribeLoadBalancersCommand({ Names: [NAME] }));
    const LoadBalancerArn = balancer?.LoadBalancerArn;
    const { Listeners: listeners = [] } = await client.send(new DescribeListenersCommand({ LoadBalancerArn }));
    expect(listeners.sort(({ Port: a = 0 }, { Port: b = 0 }) => a - b)).toMatchObject([
      { Port: 80, DefaultActions: [{ Type: "redirect", RedirectConfig: { Protocol: "HTTPS" } }] },
      { Port: 443, Protocol: "HTTPS", SslPolicy: expect.stringContaining("TLS13") as string },
    ]);
    const { Attributes: attributes = [] } = await client.send(
      new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn }),
    );
    expect(Object.fromEntries(attributes.map(({ Key: key, Value: value }) => [key, value]))).toMatchObject({
      "access_logs.s3.enabled": "true",
      "deletion_protection.enabled": "true",
      "routing.http.drop_invalid_header_fields.enabled": "true",
    });
  });

  it("records what flows in its network", async () => {
    const { FlowLogs: logs = [] } = await new EC2Client(settings()).send(new DescribeFlowLogsCommand());
    expect(logs).toContainEqual(
      expect.objectContaining({
        LogDestination: expect.stringContaining(`log-group:/vpc/${NAME}/`) as string,
        TrafficType: "ALL",
        FlowLogStatus: "ACTIVE",
      }),
    );
  });
}

async function cluster(client: RDSClient): Promise<DBCluster> {
  const { DBClusters: [found] = [] } = await client.send(new DescribeDBClustersCommand({ DBClusterIdentifier: NAME }));
  if (found === undefined) throw new Error(`There is no cluster ${NAME}.`);
  return found;
}

async function subnetsOf(client: RDSClient): Promise<readonly Subnet[]> {
  const { DBSubnetGroups: [group] = [] } = await client.send(
    new DescribeDBSubnetGroupsCommand({ DBSubnetGroupName: NAME }),
  );
  return group?.Subnets ?? [];
}
