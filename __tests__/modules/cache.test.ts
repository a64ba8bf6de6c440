import { Cache } from "../../modules/cache";
import { statement, synthesized } from "./synthesized";

const KEY = "arn:aws:kms:us-east-1:123456789012:key/example";
let nodes: readonly string[] = [];
const resources = synthesized((stack) => {
  ({ nodes } = new Cache(stack, "cache", {
    name: "example",
    account: "123456789012",
    region: "us-east-1",
    keyArn: KEY,
    vpcId: "vpc-1",
    subnetIds: ["subnet-a", "subnet-b"],
    nodeType: "cache.t4g.micro",
    nodes: 2,
    snapshotRetentionDays: 15,
    client: { securityGroupId: "sg-web", roleName: "web-role" },
    parameterPath: "/example/cache",
    logRetentionDays: 365,
  }));
});
const group = resources.one("aws_elasticache_replication_group");

test("is encrypted at rest and in transit", () => {
  expect(group.arguments).toMatchObject({
    at_rest_encryption_enabled: "true",
    kms_key_id: KEY,
    transit_encryption_enabled: true,
    transit_encryption_mode: "required",
  });
});

test("has a replica in another zone that takes over, and snapshots", () => {
  expect(group.arguments).toMatchObject({
    num_cache_clusters: 2,
    multi_az_enabled: true,
    automatic_failover_enabled: true,
    snapshot_retention_limit: 15,
  });
});

test("its nodes are known by the names that ElastiCache gives them", () => {
  expect(nodes).toEqual(["example-001", "example-002"]);
});

test("is signed in to with the client's role, and no password", () => {
  const user = resources.one("aws_elasticache_user");
  expect(user.arguments).toMatchObject({
    user_id: "example",
    user_name: "example",
    authentication_mode: { type: "iam" },
  });
  expect(resources.one("aws_elasticache_user_group").arguments["user_ids"]).toEqual([user.ref("user_id")]);
  expect(group.arguments["user_group_ids"]).toEqual([resources.one("aws_elasticache_user_group").ref("user_group_id")]);
  const policy = resources.one("aws_iam_policy");
  expect(statement(policy, "Connect")).toMatchObject({
    Action: ["elasticache:Connect"],
    Resource: ["arn:aws:elasticache:us-east-1:123456789012:replicationgroup:example", user.ref("arn")],
  });
  expect(resources.one("aws_iam_role_policy_attachment").arguments).toMatchObject({
    role: "web-role",
    policy_arn: policy.ref("arn"),
  });
});

test("is reached by its client on its port and by nobody else", () => {
  const cacheGroup = resources.one("aws_security_group").ref("id");
  const rule = { ip_protocol: "tcp", from_port: 6379, to_port: 6379 };
  expect(group.arguments["security_group_ids"]).toEqual([cacheGroup]);
  expect(resources.one("aws_vpc_security_group_ingress_rule").arguments).toMatchObject({
    ...rule,
    security_group_id: cacheGroup,
    referenced_security_group_id: "sg-web",
  });
  expect(resources.one("aws_vpc_security_group_egress_rule").arguments).toMatchObject({
    ...rule,
    security_group_id: "sg-web",
    referenced_security_group_id: cacheGroup,
  });
});

test("says where it is, and logs slow commands to an encrypted group", () => {
  const endpoint = resources.one("aws_ssm_parameter", { name: "/example/cache/endpoint" });
  expect(endpoint.arguments["value"]).toBe(group.ref("primary_endpoint_address"));
  expect(resources.one("aws_cloudwatch_log_group").arguments).toMatchObject({
    kms_key_id: KEY,
    retention_in_days: 365,
  });
});
