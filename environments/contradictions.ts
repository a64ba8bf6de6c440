import { misplacedSubnets } from "./cidr";
import type {
  Environment,
  InstancesSettings,
  NetworkSettings,
  ScalingSettings,
  StorefrontSettings,
} from "./environment";

/** Something that may be wrong, and the sentence that says so. */
type Check = readonly [wrong: boolean, sentence: string];

/** What a schema cannot say, as it is about two settings at once. One sentence each; none is well. */
export function contradictions(environment: Environment): string[] {
  return [
    ...inGeneral(environment),
    ...inStorefront(environment),
    ...inFinance(environment),
    ...inPlanGate(environment),
  ]
    .filter(([wrong]) => wrong)
    .map(([, sentence]) => sentence);
}

function inPlanGate({ region, planGate }: Environment): Check[] {
  const { egress } = planGate.network;
  return [
    ...ofNetwork("planGate.network", region, planGate.network),
    [
      egress === "endpoints",
      "planGate.network.egress: expected a NAT gateway, as HCP Terraform is outside of AWS, found endpoints",
    ],
  ];
}

function inGeneral({ state, accountBaseline }: Environment): Check[] {
  const { lockDays, retentionDays } = accountBaseline.auditTrail;
  return [
    [
      state.kind === "cloud" && state.organization === undefined,
      'state.organization: needed when state.kind is "cloud"',
    ],
    [
      state.kind === "local" && state.project !== undefined,
      'state.project: for HCP Terraform only; state.kind is "local"',
    ],
    [
      lockDays > retentionDays,
      `accountBaseline.auditTrail.lockDays: expected at most the ${retentionDays} days that logs are kept, found ${lockDays}`,
    ],
  ];
}

function inStorefront({ region, storefront }: Environment): Check[] {
  const { network, webTier, database } = storefront;
  return [
    ...ofInstances("storefront.webTier", webTier),
    ...ofNetwork("storefront.network", region, network),
    ...ofNames(region, storefront),
    ...ofOtherRegions(region, storefront),
    ...ofOperations(storefront),
    [
      database.kind === "cluster" && network.zones.length < 3,
      `storefront.network.zones: expected 3 or more, which a database cluster spans, found ${network.zones.length}`,
    ],
    [
      database.kind === "cluster" && database.multiAz !== undefined,
      "storefront.database.multiAz: for an instance only; a cluster always spans three zones",
    ],
    [
      database.kind === "instance" && database.iops !== undefined,
      "storefront.database.iops: for a cluster only; an instance of this size has what gp3 gives it",
    ],
  ];
}

function ofNames(region: string, { zone, webTier, landingSite }: StorefrontSettings): Check[] {
  return [
    ...[webTier, landingSite].map(({ domainName }): Check => [
      domainName !== zone && !domainName.endsWith(`.${zone}`),
      `storefront.zone: expected the zone of ${domainName}, found ${zone}`,
    ]),
    [
      regionOf(webTier.certificateArn, region) !== region,
      `storefront.webTier.certificateArn: expected a certificate in ${region}, where the load balancer is`,
    ],
    [
      regionOf(landingSite.certificateArn, "us-east-1") !== "us-east-1",
      "storefront.landingSite.certificateArn: expected a certificate in us-east-1, where CloudFront looks for it",
    ],
  ];
}

/** Of a certificate that is given; else that of the one that will be issued. */
function regionOf(certificateArn: string | undefined, otherwise: string): string {
  return certificateArn?.split(":")[3] ?? otherwise;
}

function ofOtherRegions(region: string, { landingSite, backup }: StorefrontSettings): Check[] {
  return [
    [
      landingSite.replica?.region === region,
      `storefront.landingSite.replica.region: expected another region than ${region}`,
    ],
    [backup?.copyRegion === region, `storefront.backup.copyRegion: expected another region than ${region}`],
  ];
}

/** What instances talk to when CodeDeploy deploys to them. */
const PIPELINE_ENDPOINTS = ["codedeploy", "codedeploy-commands-secure"];

function ofOperations({ network, cache, pipeline, monitoring, budget }: StorefrontSettings): Check[] {
  const missing = PIPELINE_ENDPOINTS.filter((service) => !network.interfaceEndpoints.includes(service));
  const { low, high } = monitoring.cpu;
  const parts = budget.parts.reduce((sum, { limit }) => sum + limit, 0);
  return [
    [
      pipeline !== undefined && network.egress === "endpoints" && missing.length > 0,
      `storefront.network.interfaceEndpoints: expected ${missing.join(" and ")}, which the pipeline needs where the internet cannot be reached`,
    ],
    [
      cache !== undefined && cache.nodes > network.zones.length,
      `storefront.cache.nodes: expected at most ${network.zones.length}, one in each zone, found ${cache?.nodes}`,
    ],
    [low >= high, `storefront.monitoring.cpu: expected low < high, found ${low}, ${high}`],
    [
      parts > budget.limit,
      `storefront.budget.parts: expected at most the limit of ${budget.limit} USD in all, found ${parts}`,
    ],
  ];
}

function inFinance({ account, region, finance }: Environment): Check[] {
  const { requestsPerSecond, burst } = finance.receiptAnalyzer.limits;
  return [
    ...ofInstances("finance.webTier", finance.webTier),
    ...ofNetwork("finance.network", region, finance.network),
    [finance.backup?.copyRegion === region, `finance.backup.copyRegion: expected another region than ${region}`],
    [
      burst < requestsPerSecond,
      `finance.receiptAnalyzer.limits.burst: expected ${requestsPerSecond} or more, the requests in a second, found ${burst}`,
    ],
    ...finance.parameterMaintainers.map((arn, index): Check => [
      arn.split(":")[4] !== account,
      `finance.parameterMaintainers[${index}]: expected a role of account ${account}`,
    ]),
  ];
}

function ofInstances(
  where: string,
  { instances, scaling }: { readonly instances: InstancesSettings; readonly scaling: ScalingSettings },
): Check[] {
  const { minimum, desired, maximum } = instances.capacity;
  return [
    [
      minimum > desired || desired > maximum,
      `${where}.instances.capacity: expected minimum <= desired <= maximum, found ${minimum}, ${desired}, ${maximum}`,
    ],
    ...scaling.schedules.map((schedule, index): Check => [
      schedule.desired < minimum || schedule.desired > maximum,
      `${where}.scaling.schedules[${index}].desired: expected ${minimum} to ${maximum}, the capacity, found ${schedule.desired}`,
    ]),
  ];
}

function ofNetwork(where: string, region: string, { cidr, zones }: NetworkSettings): Check[] {
  const subnets = zones.flatMap((zone) => [zone.publicCidr, zone.privateCidr]);
  return [
    [
      zones.some((zone) => !zone.name.startsWith(region)),
      `${where}.zones: expected zones of ${region}, found ${zones.map(({ name }) => name).join(", ")}`,
    ],
    ...misplacedSubnets(cidr, subnets).map((sentence): Check => [true, `${where}.zones: ${sentence}`]),
  ];
}
