import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Construct } from "constructs";

/** Midterm-vpc: no flow logs, and its default security group as AWS made it, open within itself and to the outside. */
export class Network extends Construct {
  readonly vpcId: string;
  readonly publicSubnets: { readonly a: string; readonly b: string; readonly c: string };
  readonly privateSubnetA: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const vpc = new Vpc(this, "Midterm-vpc", {
      cidrBlock: "10.0.0.0/16",
      enableDnsSupport: true,
      enableDnsHostnames: true,
    });
    const gateway = new InternetGateway(this, "Midterm-igw", { vpcId: vpc.id });

    const publicRoutes = new RouteTable(this, "public-routes", { vpcId: vpc.id });
    new Route(this, "to-internet", {
      routeTableId: publicRoutes.id,
      destinationCidrBlock: "0.0.0.0/0",
      gatewayId: gateway.id,
    });
    const privateRoutes = ["private-routes-1", "private-routes-2"].map(
      (name) => new RouteTable(this, name, { vpcId: vpc.id }).id,
    );
    new VpcEndpoint(this, "s3", {
      vpcId: vpc.id,
      serviceName: "com.amazonaws.us-east-1.s3",
      vpcEndpointType: "Gateway",
      routeTableIds: privateRoutes,
    });

    const subnet = (name: string, zone: string, cidrBlock: string, routeTableId: string): string => {
      const { id: subnetId } = new Subnet(this, name, { vpcId: vpc.id, availabilityZone: zone, cidrBlock });
      new RouteTableAssociation(this, `${name}-routes`, { subnetId, routeTableId });
      return subnetId;
    };
    this.vpcId = vpc.id;
    this.publicSubnets = {
      a: subnet("public-a", "us-east-1a", "10.0.0.0/24", publicRoutes.id),
      b: subnet("public-b", "us-east-1b", "10.0.16.0/24", publicRoutes.id),
      c: subnet("public-c", "us-east-1c", "10.0.160.0/24", publicRoutes.id),
    };
    this.privateSubnetA = subnet("private-a", "us-east-1a", "10.0.128.0/24", privateRoutes[0] ?? "");
  }
}
