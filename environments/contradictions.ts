import { misplacedSubnets } from "./cidr";
import type { Environment } from "./environment";

/** What a schema cannot say, as it is about two settings at once. One sentence each; none is well. */
export function contradictions({ region, state, accountBaseline, storefront }: Environment): string[] {
  const { network, webTier, database } = storefront;
  const { minimum, desired, maximum } = webTier.instances.capacity;
  const subnets = network.zones.flatMap((zone) => [zone.publicCidr, zone.privateCidr]);
  const checks: readonly (readonly [wrong: boolean, sentence: string])[] = [
    [
      state.kind === "cloud" && state.organization === undefined,
      'state.organization: needed when state.kind is "cloud"',
    ],
    [
      accountBaseline.auditTrail.lockDays > accountBaseline.auditTrail.retentionDays,
      `accountBaseline.auditTrail.lockDays: expected at most the ${accountBaseline.auditTrail.retentionDays} days that logs are kept, found ${accountBaseline.auditTrail.lockDays}`,
    ],
    [
      minimum > desired || desired > maximum,
      `storefront.webTier.instances.capacity: expected minimum <= desired <= maximum, found ${minimum}, ${desired}, ${maximum}`,
    ],
    ...webTier.scaling.schedules.map(
      (schedule, index) =>
        [
          schedule.desired < minimum || schedule.desired > maximum,
          `storefront.webTier.scaling.schedules[${index}].desired: expected ${minimum} to ${maximum}, the capacity, found ${schedule.desired}`,
        ] as const,
    ),
    [
      network.zones.some((zone) => !zone.name.startsWith(region)),
      `storefront.network.zones: expected zones of ${region}, found ${network.zones.map(({ name }) => name).join(", ")}`,
    ],
    [
      webTier.certificateArn.split(":")[3] !== region,
      `storefront.webTier.certificateArn: expected a certificate in ${region}, where the load balancer is`,
    ],
    ...misplacedSubnets(network.cidr, subnets).map(
      (sentence) => [true, `storefront.network.zones: ${sentence}`] as const,
    ),
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
  return checks.filter(([wrong]) => wrong).map(([, sentence]) => sentence);
}
