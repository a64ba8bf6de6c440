import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { execFileSync } from "node:child_process";
import { Synthesized } from "../modules/synthesized";

const outdir = fs.mkdtempSync(path.join(os.tmpdir(), "as-built-"));

execFileSync(process.execPath, ["--import", "tsx", "main.ts"], {
  cwd: "examples/as-built",
  env: { ...process.env, CDKTF_OUTDIR: outdir },
});

const text = fs.readFileSync(path.join(outdir, "stacks/as-built/cdk.tf.json"), "utf8");
const resources = new Synthesized(text);

afterAll(() => {
  fs.rmSync(outdir, { recursive: true });
});

interface Rule {
  readonly from_port: number;
  readonly to_port: number;
  readonly cidr_blocks: readonly string[];
  readonly security_groups: readonly string[];
}

const rules = (name: string) => resources.one("aws_security_group", { name }).arguments["ingress"] as readonly Rule[];
const fromAnywhere = (name: string) =>
  rules(name)
    .filter((rule) => rule.cidr_blocks.includes("0.0.0.0/0"))
    .map((rule) => rule.from_port);

test("both groups of the instances are open for SSH", () => {
  expect(fromAnywhere("Midterm Security group")).toEqual([443, 22, 80]);
  expect(fromAnywhere("SecGrpforAutoScaling")).toEqual([22]);
  expect(rules("SecGrpforAutoScaling")[1]).toMatchObject({
    from_port: 0,
    to_port: 65535,
    security_groups: [resources.one("aws_security_group", { name: "SecGrpForAppLoadBalancer" }).ref("id")],
  });
});

test("instances are public, with a key pair, and their volumes and metadata as AWS hands them out", () => {
  const instance = resources.one("aws_instance").arguments;
  expect(instance).toMatchObject({ associate_public_ip_address: true, metadata_options: { http_tokens: "optional" } });
  expect(instance["root_block_device"]).not.toHaveProperty("encrypted");
  expect(instance).not.toHaveProperty("iam_instance_profile");
  expect(resources.one("aws_launch_template").arguments).not.toHaveProperty("block_device_mappings");
});

test("the database has its password in the configuration, one with no meaning, and no sign-in by IAM nor logs", () => {
  const cluster = resources.one("aws_rds_cluster").arguments;
  expect(cluster).toMatchObject({
    master_password: expect.stringMatching(/^\$\{var\./),
    iam_database_authentication_enabled: false,
  });
  expect(cluster).not.toHaveProperty("enabled_cloudwatch_logs_exports");
  expect(text).toContain('"default": "not-a-real-password"');
});

test("two of the database's three subnets have a route to the internet", () => {
  const gatewayTable = resources.one("aws_route", { destination_cidr_block: "0.0.0.0/0" }).arguments["route_table_id"];
  const open = resources
    .all("aws_route_table_association", { route_table_id: gatewayTable })
    .map((one) => one.arguments["subnet_id"]);
  const subnets = resources.one("aws_db_subnet_group").arguments["subnet_ids"] as string[];
  expect(subnets.filter((subnet) => open.includes(subnet))).toHaveLength(2);
});

test("the firewall has both rules of the report, and a log without key, limit or redaction", () => {
  const rules = resources.one("aws_wafv2_web_acl").arguments["rule"] as { name: string; priority: number }[];
  expect(rules.map(({ priority, name }) => `${priority} ${name}`).slice(0, 3)).toEqual([
    "1 Block-request-with-specific-header-orQuery-related",
    "2 Blocking-DDOS-and-bruteforcing",
    "3 AWSManagedRulesAnonymousIpList",
  ]);
  expect(rules).toHaveLength(9);
  const log = resources.one("aws_cloudwatch_log_group").arguments;
  expect(log["name"]).toBe("aws-waf-logs-midterm-cloudwatch");
  expect(Object.keys(log)).not.toEqual(expect.arrayContaining(["kms_key_id", "retention_in_days"]));
  expect(resources.one("aws_wafv2_web_acl_logging_configuration").arguments).not.toHaveProperty("redacted_fields");
});

test("the distribution is neither logged nor filtered, and the zone logs no queries", () => {
  const distribution = resources.one("aws_cloudfront_distribution").arguments;
  expect(distribution).toMatchObject({ default_root_object: "offers.html", http_version: "http2" });
  expect(Object.keys(distribution)).not.toEqual(expect.arrayContaining(["logging_config", "web_acl_id"]));
  expect(resources.types).not.toContain("aws_cloudwatch_log_delivery_source");
  expect(resources.types).not.toContain("aws_route53_query_log");
});

test("four dashboards, and three alarms that tell nobody", () => {
  expect(resources.all("aws_cloudwatch_dashboard")).toHaveLength(4);
  const alarms = resources.all("aws_cloudwatch_metric_alarm");
  expect(alarms.map((alarm) => alarm.arguments["threshold"])).toEqual([50, 35, 1000]);
  for (const alarm of alarms) {
    expect(alarm.arguments).not.toHaveProperty("alarm_actions");
  }
});

test("the trail is neither encrypted nor validated, and AWS Config has rules that do not exist", () => {
  const trail = resources.one("aws_cloudtrail").arguments;
  expect(trail["is_multi_region_trail"]).toBe(true);
  expect(Object.keys(trail)).not.toEqual(expect.arrayContaining(["kms_key_id", "enable_log_file_validation"]));
  const rules = resources.all("aws_config_config_rule").map(({ arguments: { source } }) => {
    return (source as { source_identifier: string }).source_identifier;
  });
  expect(rules).toHaveLength(22);
  expect(rules).toEqual(expect.arrayContaining(["CLOUDTRAIL_ENABLED", "RESTRICTED_SSH", "TAG_COMPLIANCE"]));
});

test("no flow logs, nothing is tagged, and the default security group is as AWS made it", () => {
  expect(resources.types).not.toEqual(expect.arrayContaining(["aws_flow_log"]));
  expect(resources.types).not.toEqual(expect.arrayContaining(["aws_default_security_group"]));
  expect(text).not.toMatch(/"(default_)?tags"/);
});
