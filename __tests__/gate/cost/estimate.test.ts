import { readFileSync } from "node:fs";
import { join } from "node:path";
import { estimateCost } from "../../../gate/cost";
import { CHARGES } from "../../../gate/cost/charges";
import { US_EAST_1 } from "../../../gate/cost/us-east-1";
import { planJson, type Given } from "./plan-json";

const estimate = (...resources: Given[]) => estimateCost(planJson(...resources));

describe("estimate", () => {
  it("says of itself that it is no bill, and of when its prices are", () => {
    expect(estimate().statement).toBe(`estimated from list prices of ${US_EAST_1.date}, no bill`);
    expect(US_EAST_1.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  it("counts the instances and volumes of a group at its desired capacity", () => {
    const { items, monthly } = estimate(
      {
        address: "aws_autoscaling_group.web",
        after: { desired_capacity: 2, min_size: 1, max_size: 4 },
        references: { launch_template: ["aws_launch_template.web.id", "aws_launch_template.web"] },
      },
      {
        address: "aws_launch_template.web",
        after: {
          instance_type: "t3.small",
          block_device_mappings: [{ ebs: [{ volume_size: 20, volume_type: "gp3" }] }],
        },
      },
    );

    expect(items.map(({ quantity, unit }) => [quantity, unit])).toEqual([
      [1460, "hour"],
      [40, "GB-month"],
    ]);
    expect(items[0]?.assumption).toBe("2 of 1 to 4 instances");
    expect(monthly).toBe(33.57);
  });

  it("counts three instances and three volumes for a Multi-AZ DB cluster, and its secret", () => {
    const { items } = estimate({
      address: "aws_rds_cluster.shop",
      after: {
        engine: "mysql",
        db_cluster_instance_class: "db.m5d.large",
        storage_type: "gp3",
        allocated_storage: 20,
        manage_master_user_password: true,
      },
    });

    expect(items.map(({ quantity, unit }) => [quantity, unit])).toEqual([
      [2190, "hour"],
      [60, "GB-month"],
      [1, "secret-month"],
    ]);
  });

  it("takes from its source what a replica leaves out", () => {
    const { items, notEstimated } = estimate(
      {
        address: "aws_db_instance.main",
        after: {
          engine: "postgres",
          instance_class: "db.m6g.large",
          storage_type: "gp3",
          allocated_storage: 50,
          multi_az: true,
        },
      },
      {
        address: "aws_db_instance.replica",
        after: { engine: null, instance_class: "db.m6g.large", storage_type: "gp3", multi_az: false },
        references: { replicate_source_db: ["aws_db_instance.main.arn", "aws_db_instance.main"] },
      },
    );

    expect(notEstimated).toEqual([]);
    expect(items.map(({ resource, quantity }) => [resource, quantity])).toEqual([
      ["aws_db_instance.main", 1460],
      ["aws_db_instance.main", 100],
      ["aws_db_instance.replica", 730],
      ["aws_db_instance.replica", 50],
    ]);
  });

  it("counts an interface endpoint by the subnets that it refers to, and a gateway endpoint not at all", () => {
    const subnets = ["aws_subnet.a.id", "aws_subnet.a", "aws_subnet.b.id", "aws_subnet.b"];
    const { items, notEstimated } = estimate(
      {
        address: "aws_vpc_endpoint.ssm",
        after: { vpc_endpoint_type: "Interface" },
        references: { subnet_ids: subnets },
      },
      { address: "aws_vpc_endpoint.s3", after: { vpc_endpoint_type: "Gateway" } },
    );

    expect(items[0]).toMatchObject({ resource: "aws_vpc_endpoint.ssm", quantity: 1460, unit: "zone-hour" });
    expect(items.some(({ resource }) => resource === "aws_vpc_endpoint.s3")).toBe(false);
    expect(notEstimated).toEqual([]);
  });

  it("names the assumption behind every amount that nobody configured", () => {
    const { items, assumed, monthly } = estimate({ address: "aws_nat_gateway.a", after: {} });

    expect(items.map(({ assumption }) => assumption)).toEqual([null, "50 GB processed a month"]);
    expect(monthly).toBe(35.1);
    expect(assumed).toBe(2.25);
  });

  it("does not count what is deleted", () => {
    expect(estimate({ address: "aws_nat_gateway.a", after: null }).items).toEqual([]);
  });
});

describe("what is not estimated", () => {
  it.each<[string, Given, string]>([
    ["a type without a price", { address: "aws_mq_broker.a", after: {} }, "no price in the table"],
    ["a type called like a member of every object", { address: "constructor.a", after: {} }, "no price in the table"],
    [
      "a class without a price",
      { address: "aws_instance.a", after: { instance_type: "u-24tb1.metal", root_block_device: [{ volume_size: 8 }] } },
      "no price in the table: ec2.u-24tb1.metal",
    ],
    [
      "an amount that the plan does not tell",
      { address: "aws_wafv2_web_acl.a", after: {} },
      "the plan does not tell how much of it there is: waf.rule",
    ],
    [
      "a resource in another region",
      { address: "aws_s3_bucket.a", after: {}, provider: "aws.west" },
      "in us-west-2, and the prices are of us-east-1",
    ],
    [
      "the volume of an image",
      { address: "aws_instance.a", after: { instance_type: "t3.micro" } },
      "the plan does not tell how much of it there is: ebs.gp3",
    ],
  ])("is %s", (_, given, reason) => {
    expect(estimate(given).notEstimated).toContainEqual({
      type: given.address.split(".")[0],
      reason,
      resources: [given.address],
    });
  });
});

describe("budgets of the plan", () => {
  const budget = (name: string, limit: string, filters: object[]): Given => ({
    address: `aws_budgets_budget.${name}`,
    after: {
      name,
      budget_type: "COST",
      time_unit: "MONTHLY",
      limit_unit: "USD",
      limit_amount: limit,
      cost_filter: filters,
    },
  });

  it("are compared with what they are of", () => {
    const { budgets } = estimate(
      { address: "aws_nat_gateway.a", after: {} },
      { address: "aws_secretsmanager_secret.a", after: {} },
      budget("all", "10", [{ name: "TagKeyValue", values: ["user:Stack$shop"] }]),
      budget("secrets", "10", [{ name: "Service", values: ["AWS Secrets Manager"] }]),
    );

    expect(budgets).toMatchObject([
      { name: "all", limit: 10, estimated: 35.5, services: null, tagged: true },
      { name: "secrets", limit: 10, estimated: 0.4, services: ["AWS Secrets Manager"], tagged: false },
    ]);
  });

  it("are called by their address where the plan marks the name sensitive, and are left out where it marks what they are of", () => {
    const marked = (marks: object) =>
      estimateCost(
        planJson({ address: "aws_nat_gateway.a", after: {} }, { ...budget("secret", "10", []), sensitive: marks }),
      ).budgets;

    expect(marked({ name: true })).toMatchObject([{ name: "aws_budgets_budget.secret", limit: 10 }]);
    expect(marked({ limit_amount: true })).toEqual([]);
    expect(marked({ cost_filter: [{ values: [true] }] })).toEqual([]);
  });

  it("are left out where they are not of money a month", () => {
    const usage = budget("usage", "10", []);

    expect(estimate({ ...usage, after: { ...usage.after, budget_type: "USAGE" } }).budgets).toEqual([]);
    expect(estimate({ ...usage, after: { ...usage.after, limit_amount: null } }).budgets).toEqual([]);
  });
});

describe("price table", () => {
  const keys = US_EAST_1.groups.flatMap(({ prices }) => Object.keys(prices));

  it("has a source and prices above zero in every group, and no price twice", () => {
    for (const { source, prices } of US_EAST_1.groups) {
      expect(source).toMatch(/^https:\/\/aws\.amazon\.com\/.*pricing/);
      for (const { usd } of Object.values(prices)) expect(usd).toBeGreaterThan(0);
    }
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("has the price of every charge that it makes itself", () => {
    const charged = Object.values(US_EAST_1.perResource).flatMap((charges) => charges.map(({ price }) => price));

    expect(charged.filter((price) => !keys.includes(price))).toEqual([]);
  });

  it("says one thing of each type", () => {
    const charged = new Set([...Object.keys(US_EAST_1.perResource), ...Object.keys(CHARGES)]);
    const types = [...charged, ...US_EAST_1.free, ...Object.keys(US_EAST_1.notEstimated)];

    expect(types.filter((type, index) => types.indexOf(type) !== index)).toEqual([]);
  });

  it.each(["account-baseline", "storefront", "as-built"])("knows every type of %s", (stack) => {
    const file = join(__dirname, "..", "..", "plans", `${stack}.json`);
    const { notEstimated, monthly } = estimateCost(JSON.parse(readFileSync(file, "utf8")));

    expect(notEstimated.filter(({ reason }) => reason.startsWith("no price"))).toEqual([]);
    expect(monthly).toBeGreaterThan(0);
  });
});
