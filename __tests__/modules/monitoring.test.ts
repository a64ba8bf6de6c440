import type { TerraformStack } from "cdktf";
import {
  Alarms,
  CacheMonitoring,
  DatabaseMonitoring,
  DistributionMonitoring,
  FirewallMonitoring,
  FleetMonitoring,
  LoadBalancerMonitoring,
} from "../../modules/monitoring";
import { type Synthesized, synthesized } from "./synthesized";

const TOPIC = "arn:aws:sns:us-east-1:123456789012:example";
const COMMON = { name: "example", region: "us-east-1", topicArn: TOPIC };

const MONITORS: Readonly<Record<string, (stack: TerraformStack) => void>> = {
  fleet: (stack) => new FleetMonitoring(stack, "it", { ...COMMON, groupName: "fleet", cpu: { high: 50, low: 35 } }),
  "load balancer": (stack) =>
    new LoadBalancerMonitoring(stack, "it", { ...COMMON, loadBalancer: "app/lb/1", targetGroup: "targetgroup/tg/1" }),
  database: (stack) => new DatabaseMonitoring(stack, "it", { ...COMMON, instances: ["db-1", "db-2"], storage: 20 }),
  cache: (stack) => new CacheMonitoring(stack, "it", { topicArn: TOPIC, nodes: ["example-001", "example-002"] }),
  distribution: (stack) => new DistributionMonitoring(stack, "it", { ...COMMON, distributionId: "E1", requests: 1000 }),
  firewall: (stack) => new FirewallMonitoring(stack, "it", { ...COMMON, metricName: "example", blockedRequests: 500 }),
};
const monitored = (name: string): Synthesized => synthesized((stack) => MONITORS[name]?.(stack));

interface Widget {
  readonly properties: { readonly region: string; readonly metrics: readonly (readonly unknown[])[] };
}

/** Names of the metrics on a dashboard. */
const shown = (resources: Synthesized): unknown[] => {
  const body = resources.one("aws_cloudwatch_dashboard").arguments["dashboard_body"] as string;
  const { widgets } = JSON.parse(body) as { widgets: readonly Widget[] };
  return widgets.flatMap(({ properties }) => properties.metrics.map(([, metric]) => metric));
};
const alarm = (resources: Synthesized, name: string) =>
  resources.one("aws_cloudwatch_metric_alarm", { alarm_name: name }).arguments;

test.each(Object.keys(MONITORS))("every alarm of a %s tells the operators, of its end, too", (name) => {
  const alarms = monitored(name).all("aws_cloudwatch_metric_alarm");
  expect(alarms.length).toBeGreaterThan(0);
  for (const { arguments: given } of alarms) {
    expect(given).toMatchObject({ alarm_actions: [TOPIC], ok_actions: [TOPIC] });
    expect(given["alarm_description"]).not.toBe("");
    expect(given["datapoints_to_alarm"]).toBe(given["evaluation_periods"]);
  }
});

test.each([
  ["fleet", ["CPUUtilization", "NetworkIn", "NetworkOut", "EBSReadOps", "EBSWriteOps"]],
  ["load balancer", ["RequestCountPerTarget", "TargetResponseTime"]],
  ["database", ["WriteIOPS", "ReadIOPS", "CPUUtilization"]],
  ["distribution", ["CacheHitRate", "Requests", "4xxErrorRate", "5xxErrorRate", "TotalErrorRate"]],
])("the dashboard of a %s shows what it is for", (name, metrics) => {
  expect(shown(monitored(name))).toEqual(expect.arrayContaining(metrics));
});

test("busy for three minutes and idle for a quarter of an hour are told", () => {
  const resources = monitored("fleet");
  const cpu = { namespace: "AWS/EC2", metric_name: "CPUUtilization", statistic: "Average", period: 60 };
  expect(alarm(resources, "example-cpu-high")).toMatchObject({
    ...cpu,
    comparison_operator: "GreaterThanThreshold",
    threshold: 50,
    evaluation_periods: 3,
    dimensions: { AutoScalingGroupName: "fleet" },
  });
  expect(alarm(resources, "example-cpu-low")).toMatchObject({
    ...cpu,
    comparison_operator: "LessThanThreshold",
    threshold: 35,
    evaluation_periods: 15,
  });
});

test("more requests at the edge than expected are told within five minutes", () => {
  expect(alarm(monitored("distribution"), "example-cdn-requests-high")).toMatchObject({
    statistic: "Sum",
    threshold: 1000,
    period: 300,
    evaluation_periods: 1,
    dimensions: { DistributionId: "E1", Region: "Global" },
  });
});

test("every server of a database is watched, and its storage by its own size", () => {
  const resources = monitored("database");
  for (const instance of ["db-1", "db-2"]) {
    expect(alarm(resources, `${instance}-database-storage-low`)).toMatchObject({
      dimensions: { DBInstanceIdentifier: instance },
      threshold: 4 * 1024 ** 3,
    });
  }
});

test("a site that is down says nothing, and that is an alarm", () => {
  expect(alarm(monitored("load balancer"), "example-no-healthy-target")).toMatchObject({
    treat_missing_data: "breaching",
  });
});

test("metrics of a regional web ACL name its region, those of an edge one do not", () => {
  const dimensions = (resources: Synthesized) => alarm(resources, "example-blocked-requests-high")["dimensions"];
  expect(dimensions(monitored("firewall"))).toEqual({ WebACL: "example", Rule: "ALL", Region: "us-east-1" });
  const edge = synthesized((stack) => {
    new FirewallMonitoring(stack, "it", {
      name: "example",
      topicArn: TOPIC,
      metricName: "example",
      blockedRequests: 500,
    });
  });
  expect(dimensions(edge)).toEqual({ WebACL: "example", Rule: "ALL" });
});

test("percentiles are asked for as such", () => {
  const resources = synthesized((stack) => {
    new Alarms(stack, "alarms", {
      name: "example",
      topicArn: TOPIC,
      alarms: {
        slow: {
          description: "Slow",
          metric: { namespace: "AWS/ApplicationELB", name: "TargetResponseTime", dimensions: {}, statistic: "p95" },
          above: 2,
        },
      },
    });
  });
  const { arguments: given } = resources.one("aws_cloudwatch_metric_alarm");
  expect(given).toMatchObject({ extended_statistic: "p95", treat_missing_data: "notBreaching" });
  expect(given).not.toHaveProperty("statistic");
});
