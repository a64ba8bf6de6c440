import { Construct } from "constructs";
import { Endpoints, type GatewayService } from "./endpoints";
import type { HttpsDestination } from "./https-destination";
import { NatGateways } from "./nat-gateways";
import type { PrivateSubnets, PublicSubnets } from "./subnets";

/**
 * - `endpoints`: AWS services through VPC endpoints; the internet cannot be reached at all.
 * - `nat-gateway`: everything, through one gateway; cheap, but one zone's outage takes egress from all.
 * - `nat-gateway-per-zone`: everything, through a gateway in each zone.
 */
export type EgressKind = "endpoints" | "nat-gateway" | "nat-gateway-per-zone";

export interface EgressProps {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly vpcId: string;
  readonly cidr: string;
  readonly kind: EgressKind;
  readonly gatewayEndpoints: readonly GatewayService[];
  readonly interfaceEndpoints: readonly string[];
  readonly publicSubnets: PublicSubnets;
  readonly privateSubnets: PrivateSubnets;
}

/** The ways out of the private subnets. VPC endpoints are there in any case; they are shorter than the internet. */
export class Egress extends Construct {
  readonly httpsDestinations: readonly HttpsDestination[];

  constructor(scope: Construct, id: string, props: EgressProps) {
    super(scope, id);
    const endpoints = new Endpoints(this, "endpoints", {
      name: props.name,
      account: props.account,
      region: props.region,
      vpcId: props.vpcId,
      cidr: props.cidr,
      gateways: props.gatewayEndpoints,
      services: props.interfaceEndpoints,
      subnetIds: props.privateSubnets.ids,
      routeTableIds: props.privateSubnets.routeTableIds,
    });
    if (props.kind === "endpoints") {
      this.httpsDestinations = endpoints.httpsDestinations;
      return;
    }
    new NatGateways(this, "nat", {
      name: props.name,
      publicSubnets: props.publicSubnets,
      privateRouteTableIds: props.privateSubnets.routeTableIds,
      perZone: props.kind === "nat-gateway-per-zone",
    });
    this.httpsDestinations = [
      { id: "internet", description: "HTTPS to anywhere, through the NAT gateway", target: { cidrIpv4: "0.0.0.0/0" } },
    ];
  }
}
