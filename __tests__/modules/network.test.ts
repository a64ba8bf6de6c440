import { Network, type NetworkProps } from "../../modules/network";
import { type Resource, statement, type Synthesized, synthesized } from "./synthesized";

const ZONES = [
  { name: "us-east-1a", publicCidr: "10.0.0.0/24", privateCidr: "10.0.128.0/24" },
  { name: "us-east-1b", publicCidr: "10.0.16.0/24", privateCidr: "10.0.144.0/24" },
  { name: "us-east-1c", publicCidr: "10.0.160.0/24", privateCidr: "10.0.176.0/24" },
];

function networkWith(props: Partial<NetworkProps>): { resources: Synthesized; network: Network } {
  let network: Network | undefined;
  const resources = synthesized((stack) => {
    network = new Network(stack, "network", {
      name: "example",
      account: "123456789012",
      region: "us-east-1",
      cidr: "10.0.0.0/16",
      zones: ZONES,
      flowLogs: { keyArn: "arn:aws:kms:us-east-1:123456789012:key/example", retentionDays: 365 },
      ...props,
    });
  });
  return { resources, network: network as unknown as Network };
}

/** The route table of the subnet with this range. */
function routeTable(resources: Synthesized, cidr: string): string {
  const subnet = resources.one("aws_subnet", { cidr_block: cidr });
  return resources.one("aws_route_table_association", { subnet_id: subnet.ref("id") }).arguments[
    "route_table_id"
  ] as string;
}

const routes = (resources: Synthesized, table: string): readonly Resource[] =>
  resources.all("aws_route", { route_table_id: table });

const { resources } = networkWith({ interfaceEndpoints: ["ssm", "logs"] });

test("has a public and a private subnet in every zone, none of which gives out public addresses", () => {
  for (const zone of ZONES) {
    for (const cidr of [zone.publicCidr, zone.privateCidr]) {
      expect(resources.one("aws_subnet", { cidr_block: cidr }).arguments).toMatchObject({
        availability_zone: zone.name,
        map_public_ip_on_launch: false,
      });
    }
  }
});

test("public subnets share one way to the internet gateway", () => {
  const tables = new Set(ZONES.map((zone) => routeTable(resources, zone.publicCidr)));
  expect(tables.size).toBe(1);
  expect(routes(resources, [...tables][0] ?? "").map((route) => route.arguments)).toEqual([
    expect.objectContaining({
      destination_cidr_block: "0.0.0.0/0",
      gateway_id: resources.one("aws_internet_gateway").ref("id"),
    }),
  ]);
});

test("private subnets have a route table each, and by default no route out of the VPC but to S3", () => {
  const tables = ZONES.map((zone) => routeTable(resources, zone.privateCidr));
  expect(new Set(tables).size).toBe(3);
  expect(tables.flatMap((table) => routes(resources, table))).toEqual([]);
  expect(resources.one("aws_vpc_endpoint", { vpc_endpoint_type: "Gateway" }).arguments).toMatchObject({
    service_name: "com.amazonaws.us-east-1.s3",
    route_table_ids: tables,
  });
});

test.each([
  ["nat-gateway", 1],
  ["nat-gateway-per-zone", 3],
] as const)("with egress %s private subnets leave through %d gateway(s) in public subnets", (egress, count) => {
  const { resources: withNat } = networkWith({ egress });
  const gateways = withNat.all("aws_nat_gateway");
  expect(gateways).toHaveLength(count);
  const publicSubnets = ZONES.map((zone) => withNat.one("aws_subnet", { cidr_block: zone.publicCidr }).ref("id"));
  expect(publicSubnets).toEqual(expect.arrayContaining(gateways.map((gateway) => gateway.arguments["subnet_id"])));
  const used = ZONES.map(
    (zone) => routes(withNat, routeTable(withNat, zone.privateCidr))[0]?.arguments["nat_gateway_id"],
  );
  expect(new Set(used)).toEqual(new Set(gateways.map((gateway) => gateway.ref("id"))));
});

test("logs all traffic, encrypted, for the given time, with a role that can do nothing else", () => {
  const group = resources.one("aws_cloudwatch_log_group");
  const role = resources.one("aws_iam_role");
  expect(resources.one("aws_flow_log").arguments).toMatchObject({
    vpc_id: resources.one("aws_vpc").ref("id"),
    traffic_type: "ALL",
    log_destination: group.ref("arn"),
    iam_role_arn: role.ref("arn"),
  });
  expect(group.arguments).toMatchObject({
    kms_key_id: "arn:aws:kms:us-east-1:123456789012:key/example",
    retention_in_days: 365,
  });
  expect(statement(resources.one("aws_iam_policy"), "WriteToLogGroup").Resource).toEqual([`${group.ref("arn")}:*`]);
  expect(statement(role, "AssumedByService", "assume_role_policy").Condition).toMatchObject({
    StringEquals: { "aws:SourceAccount": "123456789012" },
  });
});

test("the default security group is adopted without a rule", () => {
  const group = resources.one("aws_default_security_group");
  expect(group.arguments["vpc_id"]).toBe(resources.one("aws_vpc").ref("id"));
  expect(group.arguments).not.toHaveProperty("ingress");
  expect(group.arguments).not.toHaveProperty("egress");
});

test("interface endpoints answer over HTTPS in every private subnet, to the VPC and principals of this account", () => {
  const group = resources.one("aws_security_group");
  expect(resources.one("aws_vpc_security_group_ingress_rule").arguments).toMatchObject({
    security_group_id: group.ref("id"),
    cidr_ipv4: "10.0.0.0/16",
    from_port: 443,
    to_port: 443,
  });
  const endpoints = resources.all("aws_vpc_endpoint", { vpc_endpoint_type: "Interface" });
  expect(endpoints.map((endpoint) => endpoint.arguments["service_name"])).toEqual(
    expect.arrayContaining(["com.amazonaws.us-east-1.ssm", "com.amazonaws.us-east-1.logs"]),
  );
  for (const endpoint of endpoints) {
    expect(endpoint.arguments).toMatchObject({ private_dns_enabled: true, security_group_ids: [group.ref("id")] });
    expect(endpoint.arguments["subnet_ids"]).toHaveLength(3);
    expect(statement(endpoint, "PrincipalsOfThisAccount").Condition).toEqual({
      StringEquals: { "aws:PrincipalAccount": "123456789012" },
    });
  }
});

test("DynamoDB is reached by a route from every private subnet, for principals of this account", () => {
  const { resources: given } = networkWith({ gatewayEndpoints: ["dynamodb"] });
  const endpoint = given.one("aws_vpc_endpoint", { service_name: "com.amazonaws.us-east-1.dynamodb" });
  expect(endpoint.arguments).toMatchObject({
    vpc_endpoint_type: "Gateway",
    route_table_ids: ZONES.map(({ privateCidr }) => routeTable(given, privateCidr)),
  });
  expect(statement(endpoint, "PrincipalsOfThisAccount").Condition).toEqual({
    StringEquals: { "aws:PrincipalAccount": "123456789012" },
  });
});

test.each<[string, Partial<NetworkProps>, readonly string[]]>([
  ["S3 only", {}, ["s3"]],
  ["S3 and interface endpoints", { interfaceEndpoints: ["ssm"] }, ["s3", "endpoints"]],
  ["S3 and DynamoDB", { gatewayEndpoints: ["dynamodb"] }, ["s3", "dynamodb"]],
  ["anywhere", { interfaceEndpoints: ["ssm"], egress: "nat-gateway" }, ["internet"]],
])("tells workloads where they may connect: %s", (_, props, expected) => {
  expect(networkWith(props).network.httpsDestinations.map(({ id }) => id)).toEqual(expected);
});
