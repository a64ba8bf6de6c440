import { App } from "cdktf";
import { type Environment, type FinanceSettings, loadEnvironment } from "../../environments";
import { Finance } from "../../stacks/finance";
import { statement, statements, Synthesized } from "../modules/synthesized";

const PROD = loadEnvironment("prod");
const { database, receiptAnalyzer, domain } = PROD.finance;

/** The production system with some settings changed. */
function financeWith(settings: Partial<FinanceSettings> = {}, environment: Partial<Environment> = {}): Synthesized {
  return new Synthesized(JSON.stringify(configuration(settings, environment)));
}

function configuration(settings: Partial<FinanceSettings>, environment: Partial<Environment>): object {
  const stack = new Finance(new App(), "finance", {
    ...PROD,
    ...environment,
    finance: { ...PROD.finance, ...settings },
  });
  stack.prepareStack();
  return stack.toTerraform() as object;
}

const resources = financeWith();

describe("what can be switched on and off", () => {
  test("the registered domain, delegated to the zone", () => {
    const zone = resources.one("aws_route53_zone");
    const registered = financeWith({ domain: { ...domain, registered: true } });
    const servers = registered.one("aws_route53domains_registered_domain").arguments["name_server"] as object[];
    expect(servers).toHaveLength(4);
    expect(JSON.stringify(servers)).toContain(`aws_route53_zone.${zone.name}.name_servers`);
    expect(financeWith({ domain: { ...domain, registered: false } }).types).not.toContain(
      "aws_route53domains_registered_domain",
    );
  });

  test("the read replica, and a standby for both", () => {
    const instances = (change: Partial<FinanceSettings["database"]>) =>
      financeWith({ database: { ...database, ...change } })
        .all("aws_db_instance")
        .map((instance) => [instance.arguments["identifier"], instance.arguments["multi_az"]]);
    expect(instances({ readReplica: true, multiAz: true })).toEqual([
      ["finance-prod", true],
      ["finance-prod-replica", true],
    ]);
    expect(instances({ readReplica: false, multiAz: false })).toEqual([["finance-prod", false]]);
  });

  test("backups of the database, its replica and the files", () => {
    const backups = resources.one("aws_backup_selection").arguments["resources"] as string[];
    expect(backups.filter((arn) => arn.startsWith("${aws_db_instance."))).toHaveLength(2);
    expect(backups.filter((arn) => arn.startsWith("${aws_s3_bucket."))).toHaveLength(2);
    const settings = Object.entries(PROD.finance).filter(([name]) => name !== "backup");
    const without = Object.fromEntries(settings) as unknown as FinanceSettings;
    const stack = new Finance(new App(), "finance", { ...PROD, finance: without });
    stack.prepareStack();
    expect(new Synthesized(JSON.stringify(stack.toTerraform())).types).not.toContain("aws_backup_plan");
  });

  test("Performance Insights", () => {
    for (const performanceInsights of [true, false]) {
      for (const instance of financeWith({ database: { ...database, performanceInsights } }).all("aws_db_instance")) {
        expect(instance.arguments["performance_insights_enabled"]).toBe(performanceInsights);
      }
    }
  });

  test("the model that reads what Textract leaves open", () => {
    const { modelId = "amazon.nova-lite-v1:0", ...alone } = receiptAnalyzer;
    const named = { ...alone, modelId };
    const mayAskModel = (settings: FinanceSettings["receiptAnalyzer"]) =>
      financeWith({ receiptAnalyzer: settings })
        .all("aws_iam_policy")
        .some((policy) => (policy.arguments["policy"] as string).includes("bedrock:InvokeModel"));
    expect(mayAskModel(named)).toBe(true);
    expect(mayAskModel(alone)).toBe(false);
  });

  test.each(["PLUS", "ESSENTIALS"] as const)("users in the tier %s", (userTier) => {
    const given = financeWith({ receiptAnalyzer: { ...receiptAnalyzer, userTier } });
    expect(given.one("aws_cognito_user_pool").arguments["user_pool_tier"]).toBe(userTier);
  });

  test("Shield Advanced, in front of everything public", () => {
    expect(financeWith({ shieldAdvanced: false }).types).not.toContain("aws_shield_protection");
    expect(financeWith({ shieldAdvanced: true }).all("aws_shield_protection")).toHaveLength(3);
  });

  test.each([
    ["endpoints", 0],
    ["nat-gateway", 1],
    ["nat-gateway-per-zone", 3],
  ] as const)("the way out of the private subnets: %s", (egress, gateways) => {
    const given = financeWith({ network: { ...PROD.finance.network, egress } });
    expect(given.all("aws_nat_gateway")).toHaveLength(gateways);
  });

  test.each(["PriceClass_100", "PriceClass_All"] as const)("edge locations: %s", (priceClass) => {
    const given = financeWith({ site: { ...PROD.finance.site, priceClass } });
    expect(given.one("aws_cloudfront_distribution").arguments["price_class"]).toBe(priceClass);
  });
});

describe("the password of the database", () => {
  const { variable } = configuration({}, {}) as { variable: Record<string, Record<string, unknown>> };

  test("comes from outside, and is in neither plan nor state", () => {
    expect(variable["database_password"]).toMatchObject({ type: "string", ephemeral: true, sensitive: true });
  });

  test("is the same for the database and for those who read it, and written together", () => {
    const instance = resources.one("aws_db_instance", { identifier: "finance-prod" }).arguments;
    const parameter = resources.one("aws_ssm_parameter", { type: "SecureString" }).arguments;
    expect(instance["password_wo"]).toBe("${var.database_password}");
    expect(parameter["value_wo"]).toBe(instance["password_wo"]);
    expect(parameter["value_wo_version"]).toBe(instance["password_wo_version"]);
  });

  test("is found where the application looks, and decrypted for the instances and the maintainers alone", () => {
    const parameter = resources.one("aws_ssm_parameter", { type: "SecureString" });
    expect(parameter.arguments["name"]).toBe("/finance-prod/database/password");
    const role = resources.one("aws_iam_role", { name: "finance-prod-instances" });
    const denied = resources
      .all("aws_kms_key")
      .flatMap((key) => statements(key))
      .find(({ Sid }) => Sid === "NobodyElseDecrypts");
    expect(denied?.Condition).toEqual({
      ArnNotEquals: { "aws:PrincipalArn": [role.ref("arn"), ...PROD.finance.parameterMaintainers] },
    });
  });
});

describe("what faces the internet", () => {
  test("is the load balancer and nothing else in the network, for HTTP and HTTPS", () => {
    const open = resources.all("aws_vpc_security_group_ingress_rule", { cidr_ipv4: "0.0.0.0/0" });
    expect(open.map((rule) => rule.arguments["from_port"])).toEqual([80, 443]);
    expect(new Set(open.map((rule) => rule.arguments["security_group_id"])).size).toBe(1);
  });

  test("is behind a firewall each: load balancer, API and website", () => {
    const protectedByAcl = resources.all("aws_wafv2_web_acl_association").map((one) => one.arguments["resource_arn"]);
    expect(protectedByAcl).toEqual(
      expect.arrayContaining([resources.one("aws_lb").ref("arn"), resources.one("aws_api_gateway_stage").ref("arn")]),
    );
    const edge = resources.one("aws_wafv2_web_acl", { scope: "CLOUDFRONT" });
    expect(resources.one("aws_cloudfront_distribution").arguments["web_acl_id"]).toBe(edge.ref("arn"));
  });

  test("the firewall of the API lets large bodies through, the others do not", () => {
    const lettingThrough = resources
      .all("aws_wafv2_web_acl")
      .filter((acl) => JSON.stringify(acl.arguments["rule"]).includes("SizeRestrictions_BODY"));
    expect(lettingThrough.map((acl) => acl.arguments["name"])).toEqual(["finance-prod-receipts"]);
  });

  test("has a name in the zone and a certificate for it", () => {
    const names = ["api", "app", "www"].map((host) => `${host}.${domain.name}`);
    const certified = resources.all("aws_acm_certificate").map((one) => one.arguments["domain_name"]);
    expect(certified.sort()).toEqual(names);
    for (const name of names) {
      expect(resources.all("aws_route53_record", { name }).map((one) => one.arguments["type"])).toEqual(["A", "AAAA"]);
    }
  });

  test("the bucket of the website is read by its distribution alone", () => {
    const bucket = resources.one("aws_s3_bucket", { bucket: PROD.finance.site.bucket });
    const policy = resources.one("aws_s3_bucket_policy", { bucket: bucket.ref("id") });
    expect(statements(policy).filter(({ Effect }) => Effect === "Allow")).toHaveLength(1);
    expect(statement(policy, "ReadByDistribution").Condition).toEqual({
      StringEquals: { "aws:SourceArn": resources.one("aws_cloudfront_distribution").ref("arn") },
    });
  });
});

test("pages load their own files only, and lead to the application", () => {
  const pages = resources.all("aws_s3_object", { content_type: "text/html; charset=utf-8" });
  expect(pages).toHaveLength(2);
  for (const { arguments: page } of pages) {
    expect(page["content"]).not.toMatch(/<script|\bstyle=|\bon[a-z]+=|(src|href)="http:/);
    expect(page["content"]).toContain('href="/site.css"');
  }
  expect(JSON.stringify(pages)).toContain(`https://app.${domain.name}/`);
});

test("the number of instances keeps their average CPU at 50 % or below, and the operators hear of changes", () => {
  expect(resources.one("aws_autoscaling_policy").arguments["target_tracking_configuration"]).toMatchObject({
    predefined_metric_specification: { predefined_metric_type: "ASGAverageCPUUtilization" },
    target_value: 50,
  });
  expect(resources.one("aws_autoscaling_notification").arguments["notifications"]).toEqual([
    "autoscaling:EC2_INSTANCE_LAUNCH",
    "autoscaling:EC2_INSTANCE_LAUNCH_ERROR",
    "autoscaling:EC2_INSTANCE_TERMINATE",
    "autoscaling:EC2_INSTANCE_TERMINATE_ERROR",
  ]);
});

test("every log group is encrypted and kept for a year or more", () => {
  for (const group of resources.all("aws_cloudwatch_log_group")) {
    expect(group.arguments["kms_key_id"]).toMatch(/^\$\{aws_kms_key\./);
    expect(group.arguments["retention_in_days"]).toBeGreaterThanOrEqual(365);
  }
});

test("in another region, what belongs to CloudFront and Route 53 is in us-east-1, with a key and a topic there", () => {
  const zones = PROD.finance.network.zones.map((zone) => ({
    ...zone,
    name: zone.name.replace("us-east-1", "eu-west-1"),
  }));
  const abroad = financeWith({ network: { ...PROD.finance.network, zones } }, { region: "eu-west-1" });
  const provider = (type: string, having: Readonly<Record<string, unknown>> = {}) =>
    abroad.all(type, having).map((resource) => resource.arguments["provider"]);
  expect(provider("aws_cloudfront_distribution")).toEqual(["aws.us-east-1"]);
  expect(provider("aws_wafv2_web_acl", { scope: "CLOUDFRONT" })).toEqual(["aws.us-east-1"]);
  expect(provider("aws_wafv2_web_acl", { scope: "REGIONAL" })).toEqual([undefined, undefined]);
  expect(provider("aws_acm_certificate", { domain_name: `www.${domain.name}` })).toEqual(["aws.us-east-1"]);
  expect(provider("aws_acm_certificate", { domain_name: `api.${domain.name}` })).toEqual([undefined]);
  expect(provider("aws_route53domains_registered_domain")).toEqual(["aws.us-east-1"]);
  expect(provider("aws_lb")).toEqual([undefined]);
  expect(provider("aws_sns_topic").sort()).toEqual(["aws.us-east-1", undefined]);
});
