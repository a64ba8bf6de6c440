import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Construct } from "constructs";
import { Egress, type EgressKind } from "./egress";
import type { HttpsDestination } from "./https-destination";
import type { GatewayService } from "./endpoints";
import { FlowLogs, type FlowLogsProps } from "./flow-logs";
import { PrivateSubnets, PublicSubnets, type Zone } from "./subnets";

export type { EgressKind, HttpsDestination, Zone };

export interface NetworkProps {
  /** Part of the names of everything in it. */
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** IPv4 range of the VPC, /16 to /28. */
  readonly cidr: string;
  /** One public and one private subnet each. Two or more; a Multi-AZ DB cluster needs three. */
  readonly zones: readonly Zone[];
  /** How private subnets reach the outside. Default: `endpoints`, which is AWS services and nothing else. */
  readonly egress?: EgressKind;
  /** Services besides S3 that get a gateway endpoint. Default: none. */
  readonly gatewayEndpoints?: readonly GatewayService[];
  /** Services that get an interface endpoint, by the last part of the service name: `ssm`. Default: none. */
  readonly interfaceEndpoints?: readonly string[];
  readonly flowLogs: Pick<FlowLogsProps, "keyArn" | "retentionDays">;
}

/**
 * A VPC with public subnets for load balancers and private ones for everything else, in every zone.
 *
 * All traffic is logged, the default security group lets nothing through, and no subnet gives out public addresses.
 * Nothing in it is reachable over SSH: operators use Session Manager, through the endpoints or the NAT gateway.
 */
export class Network extends Construct {
  readonly vpcId: string;
  /** In the order of the zones. */
  readonly publicSubnetIds: readonly string[];
  /** In the order of the zones. */
  readonly privateSubnetIds: readonly string[];
  /** Where workloads in private subnets may connect over HTTPS; the rest of the world has no route. */
  readonly httpsDestinations: readonly HttpsDestination[];

  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    const { name, account, region, zones } = props;
    const vpc = new Vpc(this, "vpc", {
      cidrBlock: props.cidr,
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: { Name: name },
    });
    // Every VPC has this group and it cannot be deleted. Adopting it without rules removes the ones it is born with.
    new DefaultSecurityGroup(this, "default-security-group", {
      vpcId: vpc.id,
      tags: { Name: `${name}-default-closed` },
    });
    new FlowLogs(this, "flow-logs", { ...props.flowLogs, name, account, region, vpcId: vpc.id });

    const publicSubnets = new PublicSubnets(this, "public", { name, vpcId: vpc.id, zones });
    const privateSubnets = new PrivateSubnets(this, "private", { name, vpcId: vpc.id, zones });
    const egress = new Egress(this, "egress", {
      name,
      account,
      region,
      vpcId: vpc.id,
      cidr: props.cidr,
      kind: props.egress ?? "endpoints",
      gatewayEndpoints: props.gatewayEndpoints ?? [],
      interfaceEndpoints: props.interfaceEndpoints ?? [],
      publicSubnets,
      privateSubnets,
    });

    this.vpcId = vpc.id;
    this.publicSubnetIds = publicSubnets.ids;
    this.privateSubnetIds = privateSubnets.ids;
    this.httpsDestinations = egress.httpsDestinations;
  }
}
