import { AliasRecords, DnsZone } from "../../modules/dns-zone";
import { statement, synthesized } from "./synthesized";

const KEY = "arn:aws:kms:us-east-1:123456789012:key/example";
const resources = synthesized((stack) => {
  const { zoneId } = new DnsZone(stack, "zone", {
    domainName: "example.com",
    account: "123456789012",
    queryLogs: { keyArn: KEY, retentionDays: 365 },
  });
  const target = { dnsName: "target.example.net", zoneId: "Z2" };
  new AliasRecords(stack, "www", { zoneId, name: "www.example.com", target, evaluateTargetHealth: true });
});
const zone = resources.one("aws_route53_zone");

test("logs every query, to an encrypted group that Route 53 may write to for this account", () => {
  const group = resources.one("aws_cloudwatch_log_group");
  expect(group.arguments).toMatchObject({ kms_key_id: KEY, retention_in_days: 365 });
  const policy = resources.one("aws_cloudwatch_log_resource_policy");
  expect(resources.one("aws_route53_query_log").arguments).toMatchObject({
    zone_id: zone.ref("zone_id"),
    cloudwatch_log_group_arn: group.ref("arn"),
    depends_on: [`aws_cloudwatch_log_resource_policy.${policy.name}`],
  });
  expect(statement(policy, "QueryLogs", "policy_document")).toMatchObject({
    Principal: { Service: ["route53.amazonaws.com"] },
    Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
  });
});

test.each(["A", "AAAA"])("an alias answers %s", (type) => {
  expect(resources.one("aws_route53_record", { type }).arguments).toMatchObject({
    zone_id: zone.ref("zone_id"),
    name: "www.example.com",
    alias: { name: "target.example.net", zone_id: "Z2", evaluate_target_health: true },
  });
});
