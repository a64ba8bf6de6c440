import { listOf, objectOf } from "../json";
import { HOURS_PER_MONTH, type Charge } from "./price-table";
import { firstBlock, type PlannedResource, type PlannedResources } from "./resources";

type ChargesOf = (resource: PlannedResource, plan: PlannedResources) => readonly Charge[];

/** Charges that follow from the attributes of a type. A charge without a quantity is one that the plan does not tell. */
export const CHARGES: { readonly [type: string]: ChargesOf } = {
  aws_autoscaling_group: autoScalingGroup,
  aws_instance: ({ values }) => [
    ...instances(values, 1),
    // Unless it is configured, the volume is the image's, of which the plan knows nothing.
    ...volume(firstBlock(values["root_block_device"]), 1),
    ...(values["associate_public_ip_address"] === true ? [{ price: "public-ipv4", quantity: HOURS_PER_MONTH }] : []),
  ],
  aws_ebs_volume: ({ values }) => volume({ ...values, volume_type: values["type"], volume_size: values["size"] }, 1),
  aws_lb: loadBalancer,
  aws_vpc_endpoint: interfaceEndpoint,
  aws_db_instance: databaseInstance,
  aws_rds_cluster: databaseCluster,
  aws_elasticache_replication_group: ({ values }) => [
    {
      price: `elasticache.${text(values["engine"])}.${text(values["node_type"])}`,
      quantity: times(values["num_cache_clusters"], HOURS_PER_MONTH),
    },
  ],
  aws_wafv2_web_acl: ({ values }) => [
    { price: "waf.acl", quantity: 1 },
    { price: "waf.rule", quantity: Array.isArray(values["rule"]) ? values["rule"].length : null },
    { price: "waf.requests", quantity: 1, assumption: "1 million requests a month" },
  ],
  aws_ssm_parameter: ({ values }) =>
    values["tier"] === "Advanced" ? [{ price: "ssm.advanced-parameter", quantity: 1 }] : [],
  aws_lambda_function: lambdaFunction,
  aws_cognito_user_pool: ({ values }) => [
    {
      // https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-sign-in-feature-plans.html: the default tier.
      price: `cognito.${text(values["user_pool_tier"] ?? "ESSENTIALS").toLowerCase()}`,
      quantity: 1000,
      assumption: "1,000 active users a month",
    },
  ],
  aws_codepipeline: ({ values }) => [
    values["pipeline_type"] === "V2"
      ? { price: "codepipeline.v2", quantity: 200, assumption: "200 minutes of actions a month" }
      : { price: "codepipeline.v1", quantity: 1 },
  ],
  aws_codebuild_project: ({ values }) => [
    {
      price: `codebuild.${text(firstBlock(values["environment"])["compute_type"])}`,
      quantity: 100,
      assumption: "100 minutes of builds a month",
    },
  ],
  aws_config_configuration_recorder: ({ values }) => {
    const daily = firstBlock(values["recording_mode"])["recording_frequency"] === "DAILY";
    return [
      daily
        ? { price: "config.daily", quantity: 500, assumption: "500 configuration items a month" }
        : { price: "config.continuous", quantity: 2000, assumption: "2,000 configuration items a month" },
    ];
  },
  // An analyzer of external access is free, one of unused access is not.
  aws_accessanalyzer_analyzer: ({ values }) =>
    text(values["type"]).endsWith("UNUSED_ACCESS") ? [{ price: "access-analyzer.unused", quantity: null }] : [],
};

function autoScalingGroup(group: PlannedResource, plan: PlannedResources): readonly Charge[] {
  const template = plan.referredTo(group, "launch_template", "aws_launch_template");
  const { desired_capacity: desired, min_size: least, max_size: most } = group.values;
  const number = typeof desired === "number" ? desired : least;
  if (template === undefined || typeof number !== "number") return [{ price: "ec2.instance", quantity: null }];
  const devices = listOf(template.values["block_device_mappings"]).map((device) => firstBlock(objectOf(device)["ebs"]));
  const charges = [
    ...instances(template.values, number),
    // As with an instance.
    ...(devices.length === 0 ? [{ price: "ebs.gp3", quantity: null }] : []),
    ...devices.flatMap((device) => volume(device, number)),
    ...(firstBlock(template.values["network_interfaces"])["associate_public_ip_address"] === "true"
      ? [{ price: "public-ipv4", quantity: number * HOURS_PER_MONTH }]
      : []),
  ];
  const assumption = `${number} of ${text(least)} to ${text(most)} instances`;
  return number === most ? charges : charges.map((charge) => ({ ...charge, assumption }));
}

function instances(values: PlannedResource["values"], number: number): readonly Charge[] {
  const monitored = values["monitoring"] === true || firstBlock(values["monitoring"])["enabled"] === true;
  return [
    { price: `ec2.${text(values["instance_type"])}`, quantity: number * HOURS_PER_MONTH },
    // Seven metrics: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/manage-detailed-monitoring.html
    ...(monitored ? [{ price: "cloudwatch.metric", quantity: number * 7 }] : []),
  ];
}

function volume(device: PlannedResource["values"], number: number): readonly Charge[] {
  const type = text(device["volume_type"] ?? "gp3");
  const { iops, throughput } = device;
  return [
    { price: `ebs.${type}`, quantity: times(device["volume_size"], number) },
    ...(type === "gp3" && typeof iops === "number" && iops > 3000
      ? [{ price: "ebs.gp3.iops", quantity: (iops - 3000) * number }]
      : []),
    ...(type === "gp3" && typeof throughput === "number" && throughput > 125
      ? [{ price: "ebs.gp3.throughput", quantity: (throughput - 125) * number }]
      : []),
  ];
}

function loadBalancer(balancer: PlannedResource): readonly Charge[] {
  const { values } = balancer;
  const kind = text(values["load_balancer_type"]);
  const addresses = values["internal"] === true ? 0 : zones(balancer, "subnets");
  return [
    { price: `lb.${kind}`, quantity: HOURS_PER_MONTH },
    { price: `lb.${kind}.capacity`, quantity: HOURS_PER_MONTH, assumption: "one capacity unit on average" },
    ...(addresses === 0 ? [] : [{ price: "public-ipv4", quantity: times(addresses, HOURS_PER_MONTH) }]),
  ];
}

function interfaceEndpoint(endpoint: PlannedResource): readonly Charge[] {
  if (endpoint.values["vpc_endpoint_type"] !== "Interface") return [];
  return [
    { price: "interface-endpoint", quantity: times(zones(endpoint, "subnet_ids"), HOURS_PER_MONTH) },
    { price: "interface-endpoint.data", quantity: 5, assumption: "5 GB a month" },
  ];
}

function databaseInstance(instance: PlannedResource, plan: PlannedResources): readonly Charge[] {
  // A replica takes engine, size and type of storage from its source.
  const source = plan.referredTo(instance, "replicate_source_db", "aws_db_instance");
  const values = { ...source?.values, ...known(instance.values) };
  const copies = values["multi_az"] === true ? 2 : 1;
  return [
    {
      price: `rds.${text(values["engine"])}.${text(values["instance_class"])}`,
      quantity: copies * HOURS_PER_MONTH,
    },
    ...databaseStorage(values, copies),
    ...masterSecret(instance),
  ];
}

/** A Multi-AZ DB cluster: one writer and two readable standbys, each with storage of its own. */
function databaseCluster(cluster: PlannedResource): readonly Charge[] {
  const { values } = cluster;
  if (typeof values["db_cluster_instance_class"] !== "string") return [{ price: "rds.aurora", quantity: null }];
  return [
    {
      price: `rds.${text(values["engine"])}.${values["db_cluster_instance_class"]}`,
      quantity: 3 * HOURS_PER_MONTH,
    },
    ...databaseStorage(values, 3),
    ...masterSecret(cluster),
  ];
}

function databaseStorage(values: PlannedResource["values"], copies: number): readonly Charge[] {
  const type = text(values["storage_type"] ?? "gp2");
  return [
    { price: `rds.${type}`, quantity: times(values["allocated_storage"], copies) },
    ...(type.startsWith("io") ? [{ price: `rds.${type}.iops`, quantity: times(values["iops"], copies) }] : []),
  ];
}

function masterSecret({ values }: PlannedResource): readonly Charge[] {
  return values["manage_master_user_password"] === true ? [{ price: "secrets.secret", quantity: 1 }] : [];
}

function lambdaFunction({ values }: PlannedResource): readonly Charge[] {
  const memory = values["memory_size"];
  const calls = 20_000;
  const assumption = "20,000 calls of 3 seconds a month";
  return [
    { price: "lambda.requests", quantity: calls / 1e6, assumption },
    {
      price: `lambda.${text(listOf(values["architectures"])[0] ?? "x86_64")}`,
      quantity: typeof memory === "number" ? (calls * 3 * memory) / 1024 : null,
      assumption,
    },
  ];
}

/** Subnets of a resource, one a zone: as planned, or as many as are referred to. */
function zones(resource: PlannedResource, attribute: string): number | null {
  const planned = resource.values[attribute];
  if (Array.isArray(planned)) return planned.length;
  const subnets = resource.references(attribute).filter((address) => /(?:^|\.)aws_subnet\./.test(address));
  return subnets.length === 0 ? null : subnets.length;
}

function known(values: PlannedResource["values"]): PlannedResource["values"] {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined));
}

function times(value: unknown, factor: number): number | null {
  return typeof value === "number" ? value * factor : null;
}

/** A name that comes from a plan; what is no text has no price. */
function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "?";
}
