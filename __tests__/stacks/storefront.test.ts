import { App } from "cdktf";
import { type Environment, loadEnvironment, type StorefrontSettings } from "../../environments";
import { Storefront } from "../../stacks/storefront";
import { Synthesized } from "../modules/synthesized";

const PROD = loadEnvironment("prod");

/** The production system with some settings changed. */
function storefrontWith(settings: Partial<StorefrontSettings>, environment: Partial<Environment> = {}): Synthesized {
  return synthesize({ ...PROD, ...environment, storefront: { ...PROD.storefront, ...settings } });
}

function synthesize(environment: Environment): Synthesized {
  const stack = new Storefront(new App(), "storefront", environment);
  stack.prepareStack();
  return new Synthesized(JSON.stringify(stack.toTerraform()));
}

/** All of an object but one property, which is more than setting it to undefined. */
function without<T extends object, K extends keyof T>(object: T, key: K): Omit<T, K> {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key)) as Omit<T, K>;
}

function storefrontWithout(setting: "cache" | "backup" | "pipeline"): Synthesized {
  return synthesize({ ...PROD, storefront: without(PROD.storefront, setting) });
}

const resources = storefrontWith({});

describe("what can be switched on and off", () => {
  test.each<["cache" | "backup" | "pipeline", string]>([
    ["cache", "aws_elasticache_replication_group"],
    ["backup", "aws_backup_plan"],
    ["pipeline", "aws_codepipeline"],
  ])("%s", (setting, type) => {
    expect(resources.types).toContain(type);
    expect(storefrontWithout(setting).types).not.toContain(type);
  });

  test("Shield Advanced", () => {
    expect(resources.types).not.toContain("aws_shield_subscription");
    const shielded = storefrontWith({ shieldAdvanced: true });
    expect(shielded.all("aws_shield_protection").map((one) => one.arguments["resource_arn"])).toEqual([
      shielded.one("aws_lb").ref("arn"),
      shielded.one("aws_cloudfront_distribution").ref("arn"),
    ]);
  });

  test("the replica of the landing page, in its own region", () => {
    const { region = "", bucket } = PROD.storefront.landingSite.replica ?? {};
    expect(resources.one("aws_s3_bucket", { bucket }).arguments["provider"]).toBe(`aws.${region}`);
    const replicaLogs = { target_bucket: PROD.storefront.landingSite.replica?.accessLogs.bucket };
    expect(resources.one("aws_s3_bucket_logging", replicaLogs).arguments["provider"]).toBe(`aws.${region}`);
    const landingSite = without(PROD.storefront.landingSite, "replica");
    expect(storefrontWith({ landingSite }).types).not.toContain("aws_s3_bucket_replication_configuration");
  });

  test("certificates, issued or imported", () => {
    expect(resources.all("aws_acm_certificate").map((one) => one.arguments["domain_name"])).toEqual([
      PROD.storefront.webTier.domainName,
      PROD.storefront.landingSite.domainName,
    ]);
    const certificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/imported";
    const imported = storefrontWith({
      webTier: { ...PROD.storefront.webTier, certificateArn },
      landingSite: { ...PROD.storefront.landingSite, certificateArn },
    });
    expect(imported.types).not.toContain("aws_acm_certificate");
    expect(imported.one("aws_lb_listener", { port: 443 }).arguments["certificate_arn"]).toBe(certificateArn);
    expect(imported.one("aws_cloudfront_distribution").arguments["viewer_certificate"]).toMatchObject({
      acm_certificate_arn: certificateArn,
    });
  });

  test("the way out of the private subnets", () => {
    expect(resources.types).not.toContain("aws_nat_gateway");
    const open = storefrontWith({ network: { ...PROD.storefront.network, egress: "nat-gateway-per-zone" } });
    expect(open.all("aws_nat_gateway")).toHaveLength(3);
  });

  test("a database cluster or an instance, and with backups a copy of the instance's own in the other region", () => {
    expect(resources.types).not.toContain("aws_db_instance");
    expect(resources.types).not.toContain("aws_db_instance_automated_backups_replication");
    const database = without(PROD.storefront.database, "iops");
    const single = storefrontWith({ database: { ...database, kind: "instance", multiAz: true } });
    expect(single.types).not.toContain("aws_rds_cluster");
    expect(single.one("aws_db_instance_automated_backups_replication").arguments).toMatchObject({
      source_db_instance_arn: single.one("aws_db_instance").ref("arn"),
      provider: `aws.${PROD.storefront.backup?.copyRegion}`,
    });
  });
});

describe("regions", () => {
  const EDGE_TYPES = ["aws_acm_certificate", "aws_cloudfront_distribution", "aws_route53_query_log"];

  test("in us-east-1 everything is under one roof, but for copies", () => {
    for (const type of EDGE_TYPES) {
      for (const { arguments: given } of resources.all(type)) {
        expect(given).not.toHaveProperty("provider");
      }
    }
  });

  test("elsewhere CloudFront, DNS and their logs and alarms are in us-east-1, with a key and a topic there", () => {
    const zones = PROD.storefront.network.zones.map((zone, index) => ({ ...zone, name: `eu-west-1${"abc"[index]}` }));
    const abroad = storefrontWith({ network: { ...PROD.storefront.network, zones } }, { region: "eu-west-1" });
    const edge = { provider: "aws.us-east-1" };
    expect(abroad.one("aws_wafv2_web_acl", { scope: "CLOUDFRONT" }).arguments).toMatchObject(edge);
    expect(abroad.one("aws_wafv2_web_acl", { scope: "REGIONAL" }).arguments).not.toHaveProperty("provider");
    expect(
      abroad.one("aws_acm_certificate", { domain_name: PROD.storefront.landingSite.domainName }).arguments,
    ).toMatchObject(edge);
    expect(
      abroad.one("aws_acm_certificate", { domain_name: PROD.storefront.webTier.domainName }).arguments,
    ).not.toHaveProperty("provider");

    const topic = abroad.one("aws_sns_topic", edge);
    const alarm = abroad.one("aws_cloudwatch_metric_alarm", {
      alarm_name: "storefront-prod-edge-cdn-requests-high",
    }).arguments;
    expect(alarm).toMatchObject({ ...edge, alarm_actions: [topic.ref("arn")] });
    for (const { arguments: group } of abroad.all("aws_cloudwatch_log_group", edge)) {
      expect(group["kms_key_id"]).toBe(topic.arguments["kms_master_key_id"]);
    }
  });
});

test("every alarm notifies the operators, and the four dashboards are there", () => {
  const topic = resources.one("aws_sns_topic").ref("arn");
  const alarms = resources.all("aws_cloudwatch_metric_alarm");
  expect(alarms.length).toBeGreaterThan(15);
  expect(alarms.map((alarm) => alarm.arguments["alarm_actions"])).toEqual(alarms.map(() => [topic]));
  expect(resources.all("aws_cloudwatch_dashboard").map((one) => one.arguments["dashboard_name"])).toEqual([
    "storefront-prod-auto-scaling",
    "storefront-prod-load-balancer",
    "storefront-prod-database",
    "storefront-prod-edge-cdn",
  ]);
});

test("a deployment is taken back by alarms that exist", () => {
  const group = resources.one("aws_codedeploy_deployment_group").arguments;
  const { alarms } = group["alarm_configuration"] as { alarms: string[] };
  const names = resources.all("aws_cloudwatch_metric_alarm").map((alarm) => alarm.arguments["alarm_name"]);
  expect(names).toEqual(expect.arrayContaining(alarms));
});

test("with a pipeline new instances wait for CodeDeploy, without one they fetch the application", () => {
  const script = (synthesis: Synthesized) =>
    Buffer.from(synthesis.one("aws_launch_template").arguments["user_data"] as string, "base64").toString();
  const { applicationKey } = PROD.storefront.webTier.application;
  expect(script(resources)).not.toContain(applicationKey);
  expect(script(storefrontWithout("pipeline"))).toContain(applicationKey);
});

test("the landing page leads to the shop, and both names are in the zone", () => {
  const page = resources.one("aws_s3_object", { key: "offers.html" }).arguments["content"] as string;
  const { domainName } = PROD.storefront.webTier;
  expect(page).toContain(`<a class="button" href="https://${domainName}/">Shop Now</a>`);
  const names = resources.all("aws_route53_record").map((record) => record.arguments["name"]);
  expect(names).toEqual(expect.arrayContaining([domainName, PROD.storefront.landingSite.domainName]));
});

test("the parts of the budget are those of the source and make up all of it", () => {
  const limits = resources.all("aws_budgets_budget").map((budget) => Number(budget.arguments["limit_amount"]));
  expect(limits).toEqual([1000, 500, 300, 150, 50]);
});
