import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Construct } from "constructs";

export interface Zone {
  /** Availability zone: `us-east-1a`. */
  readonly name: string;
  readonly publicCidr: string;
  readonly privateCidr: string;
}

export interface SubnetsProps {
  readonly name: string;
  readonly vpcId: string;
  readonly zones: readonly Zone[];
}

/** One subnet a zone with one route table for all: to the internet gateway. For load balancers and NAT gateways only. */
export class PublicSubnets extends Construct {
  readonly ids: readonly string[];
  readonly internetGateway: InternetGateway;

  constructor(scope: Construct, id: string, { name, vpcId, zones }: SubnetsProps) {
    super(scope, id);
    this.internetGateway = new InternetGateway(this, "internet-gateway", { vpcId, tags: { Name: name } });
    const routes = new RouteTable(this, "routes", { vpcId, tags: { Name: `${name}-public` } });
    new Route(this, "to-internet", {
      routeTableId: routes.id,
      destinationCidrBlock: "0.0.0.0/0",
      gatewayId: this.internetGateway.id,
    });
    this.ids = zones.map((zone) => {
      const subnet = new Subnet(this, zone.name, {
        vpcId,
        availabilityZone: zone.name,
        cidrBlock: zone.publicCidr,
        mapPublicIpOnLaunch: false,
        tags: { Name: `${name}-public-${zone.name}` },
      });
      new RouteTableAssociation(this, `${zone.name}-routes`, { subnetId: subnet.id, routeTableId: routes.id });
      return subnet.id;
    });
  }
}

/** One subnet a zone, each with a route table of its own, so that a zone can leave through its own NAT gateway. */
export class PrivateSubnets extends Construct {
  readonly ids: readonly string[];
  /** In the order of the zones. */
  readonly routeTableIds: readonly string[];

  constructor(scope: Construct, id: string, { name, vpcId, zones }: SubnetsProps) {
    super(scope, id);
    const subnets = zones.map((zone) => {
      const tags = { Name: `${name}-private-${zone.name}` };
      const routes = new RouteTable(this, `${zone.name}-routes`, { vpcId, tags });
      const subnet = new Subnet(this, zone.name, {
        vpcId,
        availabilityZone: zone.name,
        cidrBlock: zone.privateCidr,
        mapPublicIpOnLaunch: false,
        tags,
      });
      new RouteTableAssociation(this, `${zone.name}-association`, { subnetId: subnet.id, routeTableId: routes.id });
      return { id: subnet.id, routeTableId: routes.id };
    });
    this.ids = subnets.map((subnet) => subnet.id);
    this.routeTableIds = subnets.map((subnet) => subnet.routeTableId);
  }
}
