import { Eip } from "@cdktf/provider-aws/lib/eip";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import { Construct } from "constructs";
import type { PublicSubnets } from "./subnets";

export interface NatGatewaysProps {
  readonly name: string;
  readonly publicSubnets: PublicSubnets;
  /** In the order of the zones, as the public subnets. */
  readonly privateRouteTableIds: readonly string[];
  /** One gateway in each zone instead of one in the first. */
  readonly perZone: boolean;
}

/** Lets private subnets open connections to the internet; nothing can be opened from there to them. */
export class NatGateways extends Construct {
  constructor(scope: Construct, id: string, props: NatGatewaysProps) {
    super(scope, id);
    const { name, publicSubnets, privateRouteTableIds, perZone } = props;
    const gateways = publicSubnets.ids.slice(0, perZone ? undefined : 1).map((subnetId, zone) => {
      const tags = { Name: `${name}-nat-${zone + 1}` };
      const address = new Eip(this, `address-${zone + 1}`, { domain: "vpc", tags });
      return new NatGateway(this, `gateway-${zone + 1}`, {
        allocationId: address.allocationId,
        subnetId,
        tags,
        // A NAT gateway needs the route to the internet, which Terraform cannot see from its arguments.
        dependsOn: [publicSubnets.internetGateway],
      });
    });
    privateRouteTableIds.forEach((routeTableId, zone) => {
      const gateway = gateways[zone] ?? gateways[0];
      if (gateway) {
        new Route(this, `route-${zone + 1}`, {
          routeTableId,
          destinationCidrBlock: "0.0.0.0/0",
          natGatewayId: gateway.id,
        });
      }
    });
  }
}
