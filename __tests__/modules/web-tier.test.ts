import { WebTier, type WebTierProps } from "../../modules/web-tier";
import { statement, type Synthesized, synthesized } from "./synthesized";

const KEY = "arn:aws:kms:us-east-1:123456789012:key/example";
const PROPS: WebTierProps = {
  name: "example",
  account: "123456789012",
  region: "us-east-1",
  keyArn: KEY,
  network: {
    vpcId: "vpc-1",
    publicSubnetIds: ["subnet-public-a", "subnet-public-b"],
    privateSubnetIds: ["subnet-private-a", "subnet-private-b"],
    httpsDestinations: [{ id: "s3", description: "S3", target: { prefixListId: "pl-1" } }],
  },
  loadBalancer: {
    certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/example",
    accessLogs: { bucketName: "example-logs", ready: [] },
  },
  application: {
    bucket: "example-artifacts",
    applicationKey: "releases/example.tar.gz",
    databaseCertificatesKey: "certificates/rds.pem",
    parameterPath: "/example",
  },
  instances: {
    instanceType: "t3.small",
    imageParameter: "/aws/service/example-image",
    volumeSize: 20,
    capacity: { minimum: 1, desired: 1, maximum: 4 },
    serviceLinkedRoleArn: "arn:aws:iam::123456789012:role/example",
    notificationTopicArn: "arn:aws:sns:us-east-1:123456789012:example",
    tags: { Owner: "platform" },
  },
};

const webTierWith = (props: Partial<WebTierProps> = {}): Synthesized =>
  synthesized((stack) => {
    new WebTier(stack, "web-tier", { ...PROPS, ...props });
  });

const resources = webTierWith();
const userData = (given: Synthesized) =>
  Buffer.from(given.one("aws_launch_template").arguments["user_data"] as string, "base64").toString();
const group = (name: string) => resources.one("aws_security_group", { name });
const template = resources.one("aws_launch_template").arguments;
const autoScaling = resources.one("aws_autoscaling_group").arguments;

describe("security groups", () => {
  const open = resources.all("aws_vpc_security_group_ingress_rule", { cidr_ipv4: "0.0.0.0/0" });

  test("only the load balancer is open to the internet, for HTTP and HTTPS", () => {
    expect(
      open.map((rule) => [rule.arguments["security_group_id"], rule.arguments["from_port"], rule.arguments["to_port"]]),
    ).toEqual([
      [group("example-load-balancer").ref("id"), 80, 80],
      [group("example-load-balancer").ref("id"), 443, 443],
    ]);
  });

  test("only the load balancer reaches the instances, on one port", () => {
    const instances = group("example-instances").ref("id");
    expect(resources.all("aws_vpc_security_group_ingress_rule", { security_group_id: instances })).toEqual([
      expect.objectContaining({
        arguments: expect.objectContaining({
          from_port: 80,
          to_port: 80,
          referenced_security_group_id: group("example-load-balancer").ref("id"),
        }),
      }),
    ]);
  });

  test("instances connect to nothing but the network's destinations", () => {
    const instances = group("example-instances").ref("id");
    const [rule, ...others] = resources.all("aws_vpc_security_group_egress_rule", { security_group_id: instances });
    expect(rule?.arguments).toMatchObject({ from_port: 443, to_port: 443, prefix_list_id: "pl-1" });
    expect(others).toEqual([]);
  });

  test("no rules inside groups, which would survive their removal from the code", () => {
    for (const { arguments: given } of resources.all("aws_security_group")) {
      expect(Object.keys(given)).not.toEqual(expect.arrayContaining(["ingress", "egress"]));
    }
  });
});

describe("instances", () => {
  test("give credentials only to requests from the instance itself (IMDSv2)", () => {
    expect(template["metadata_options"]).toMatchObject({ http_tokens: "required", http_put_response_hop_limit: 1 });
  });

  test("have no public address and no key pair, unless one is asked for", () => {
    expect(template["network_interfaces"]).toMatchObject([{ associate_public_ip_address: "false" }]);
    expect(template).not.toHaveProperty("key_name");
    const withKey = webTierWith({ instances: { ...PROPS.instances, keyName: "operators" } });
    expect(withKey.one("aws_launch_template").arguments["key_name"]).toBe("operators");
  });

  test("have encrypted gp3 volumes", () => {
    expect(template["block_device_mappings"]).toMatchObject([
      { ebs: { encrypted: "true", kms_key_id: KEY, volume_type: "gp3", volume_size: 20 } },
    ]);
  });

  test("start from the newest image", () => {
    expect(template["image_id"]).toBe("resolve:ssm:/aws/service/example-image");
  });

  test("carry the tags, and so do their volumes and interfaces", () => {
    const tags = { Owner: "platform", Name: "example" };
    expect(template["tag_specifications"]).toEqual(
      ["instance", "volume", "network-interface"].map((resource_type) => ({ resource_type, tags })),
    );
    expect(autoScaling["tag"]).toContainEqual({ key: "Owner", value: "platform", propagate_at_launch: true });
  });

  test("are managed by Systems Manager and read only their own application and parameters", () => {
    const policies = resources.all("aws_iam_role_policy_attachment").map(({ arguments: { policy_arn } }) => policy_arn);
    expect(policies).toContain("arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore");
    const policy = resources.one("aws_iam_policy");
    expect(statement(policy, "FetchApplication").Resource).toEqual([
      "arn:aws:s3:::example-artifacts/releases/example.tar.gz",
      "arn:aws:s3:::example-artifacts/certificates/rds.pem",
    ]);
    expect(statement(policy, "ReadParameters").Resource).toEqual([
      "arn:aws:ssm:us-east-1:123456789012:parameter/example/*",
    ]);
  });

  test("install the web server and fetch the application; the script names where secrets are and holds none", () => {
    const script = userData(resources);
    expect(script.split("\n")[0]).toBe("#!/bin/bash");
    expect(script).toMatch(/^dnf install -y httpd .*php8/m);
    expect(script).toContain("s3://example-artifacts/releases/example.tar.gz");
    expect(script).toContain("SetEnv PARAMETER_PATH /example");
    expect(script).toContain("DATABASE_PARAMETERS=/example/database");
    expect(script).not.toContain("${");
  });

  test("leave the application to CodeDeploy if told so, and install its agent", () => {
    const deployed = webTierWith({ application: { ...PROPS.application, installedBy: "codedeploy" } });
    const script = userData(deployed);
    expect(script).toContain("https://aws-codedeploy-us-east-1.s3.us-east-1.amazonaws.com/latest/install");
    expect(script).toContain(":enable_auth_policy: true");
    expect(script).not.toContain("releases/example.tar.gz");
  });
});

describe("Auto Scaling", () => {
  test("spans the private subnets and replaces what the load balancer finds unhealthy", () => {
    expect(autoScaling).toMatchObject({
      vpc_zone_identifier: ["subnet-private-a", "subnet-private-b"],
      min_size: 1,
      desired_capacity: 1,
      max_size: 4,
      health_check_type: "EBS,ELB",
      health_check_grace_period: 300,
      metrics_granularity: "1Minute",
    });
  });

  test("leaves the number of instances alone once it runs", () => {
    expect(autoScaling["lifecycle"]).toEqual({ ignore_changes: ["desired_capacity"] });
  });

  test("rolls out a new template without going below what is needed", () => {
    expect(autoScaling["instance_refresh"]).toMatchObject({
      strategy: "Rolling",
      preferences: { min_healthy_percentage: 100, auto_rollback: true },
    });
    expect(autoScaling["launch_template"]).toMatchObject({
      version: resources.one("aws_launch_template").ref("latest_version"),
    });
  });

  test("follows an average CPU of 50 %, or the one that is set", () => {
    const target = (scaled: Synthesized) =>
      (scaled.one("aws_autoscaling_policy").arguments["target_tracking_configuration"] as { target_value: number })
        .target_value;
    expect(target(resources)).toBe(50);
    expect(target(webTierWith({ scaling: { cpuTarget: 65 } }))).toBe(65);
  });

  test("has a scheduled action for the start of high load, and one for the way back", () => {
    const schedule = {
      name: "Evening",
      start: "0 18 * * *",
      end: "0 22 * * *",
      timeZone: "America/New_York",
      desired: 2,
    };
    const scheduled = webTierWith({ scaling: { schedules: [schedule] } });
    const action = (name: string) =>
      scheduled.one("aws_autoscaling_schedule", { scheduled_action_name: name }).arguments;
    expect(action("Evening")).toMatchObject({
      recurrence: "0 18 * * *",
      time_zone: "America/New_York",
      min_size: 1,
      desired_capacity: 2,
      max_size: 4,
    });
    expect(action("EveningEnd")).toMatchObject({
      recurrence: "0 22 * * *",
      min_size: 1,
      desired_capacity: 1,
      max_size: 4,
    });
    expect(resources.all("aws_autoscaling_schedule")).toEqual([]);
  });

  test("tells the operators of launches, terminations and failures", () => {
    expect(resources.one("aws_autoscaling_notification").arguments["notifications"]).toHaveLength(4);
  });
});

describe("load balancer", () => {
  const balancer = resources.one("aws_lb");
  const listener = (port: number) => resources.one("aws_lb_listener", { port }).arguments;

  test("faces the internet from the public subnets, logged and hardened", () => {
    expect(balancer.arguments).toMatchObject({
      internal: false,
      subnets: ["subnet-public-a", "subnet-public-b"],
      access_logs: { bucket: "example-logs", enabled: true },
      drop_invalid_header_fields: true,
      desync_mitigation_mode: "defensive",
    });
  });

  test("is protected against deletion unless that is switched off", () => {
    expect(balancer.arguments["enable_deletion_protection"]).toBe(true);
    const unprotected = webTierWith({ loadBalancer: { ...PROPS.loadBalancer, deletionProtection: false } });
    expect(unprotected.one("aws_lb").arguments["enable_deletion_protection"]).toBe(false);
  });

  test("sends HTTP to HTTPS for good", () => {
    expect(listener(80)["default_action"]).toEqual([
      { type: "redirect", redirect: { protocol: "HTTPS", port: "443", status_code: "HTTP_301" } },
    ]);
  });

  test("takes TLS 1.2 and 1.3 and forwards to the instances", () => {
    expect(listener(443)).toMatchObject({
      protocol: "HTTPS",
      ssl_policy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      certificate_arn: PROPS.loadBalancer.certificateArn,
      default_action: [{ type: "forward", target_group_arn: resources.one("aws_lb_target_group").ref("arn") }],
    });
  });

  test("asks the instances for the page that their script makes, or for one that the application has", () => {
    const health = (given: Synthesized) =>
      (given.one("aws_lb_target_group").arguments["health_check"] as { path: string }).path;
    expect(userData(resources)).toContain(`/var/www/application/public${health(resources)}`);
    const own = webTierWith({ application: { ...PROPS.application, healthPath: "/health.php" } });
    expect(health(own)).toBe("/health.php");
    expect(userData(own)).not.toContain("health.txt");
  });
});

test("instances have PHP's driver for their database", () => {
  expect(userData(resources)).toContain("php8.3-mysqlnd");
  const postgres = webTierWith({ application: { ...PROPS.application, databaseDriver: "pgsql" } });
  expect(userData(postgres)).toContain("php8.3-pgsql");
});
