import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import { policyDocument, type Statement } from "../policy-document";
import type { HttpsDestination } from "./https-destination";

/** The services that are reached by a route, which costs nothing. S3 always is. */
export type GatewayService = "dynamodb";

export interface EndpointsProps {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly vpcId: string;
  /** Range of the VPC: who may use the interface endpoints. */
  readonly cidr: string;
  /** Besides S3. */
  readonly gateways: readonly GatewayService[];
  /** Services with an interface endpoint. S3 has its gateway endpoint, which costs nothing, in any case. */
  readonly services: readonly string[];
  readonly subnetIds: readonly string[];
  readonly routeTableIds: readonly string[];
}

/**
 * VPC endpoints: AWS services without the internet. They serve principals of this account only, so that nobody carries
 * data away with credentials of another one. https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
export class Endpoints extends Construct {
  readonly httpsDestinations: readonly HttpsDestination[];

  constructor(scope: Construct, id: string, props: EndpointsProps) {
    super(scope, id);
    const { name, account, region, vpcId, services } = props;
    const s3 = new VpcEndpoint(this, "s3", {
      vpcId,
      serviceName: `com.amazonaws.${region}.s3`,
      vpcEndpointType: "Gateway",
      routeTableIds: [...props.routeTableIds],
      policy: policyDocument([principalsOf(account), publicSoftware(region)]),
      tags: { Name: `${name}-s3` },
    });
    const destinations: HttpsDestination[] = [
      { id: "s3", description: "HTTPS to S3, through the gateway endpoint", target: { prefixListId: s3.prefixListId } },
    ];
    for (const service of props.gateways) {
      const endpoint = new VpcEndpoint(this, service, {
        vpcId,
        serviceName: `com.amazonaws.${region}.${service}`,
        vpcEndpointType: "Gateway",
        routeTableIds: [...props.routeTableIds],
        policy: policyDocument([principalsOf(account)]),
        tags: { Name: `${name}-${service}` },
      });
      destinations.push({
        id: service,
        description: `HTTPS to ${service}, through the gateway endpoint`,
        target: { prefixListId: endpoint.prefixListId },
      });
    }
    if (services.length > 0) {
      const group = new SecurityGroup(this, "security-group", {
        name: `${name}-endpoints`,
        description: "Interface endpoints: HTTPS from the VPC",
        vpcId,
        tags: { Name: `${name}-endpoints` },
      });
      new VpcSecurityGroupIngressRule(this, "https", {
        securityGroupId: group.id,
        description: "HTTPS from the VPC",
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        cidrIpv4: props.cidr,
      });
      for (const service of services) {
        new VpcEndpoint(this, service, {
          vpcId,
          serviceName: `com.amazonaws.${region}.${service}`,
          vpcEndpointType: "Interface",
          subnetIds: [...props.subnetIds],
          securityGroupIds: [group.id],
          privateDnsEnabled: true,
          policy: policyDocument([principalsOf(account)]),
          tags: { Name: `${name}-${service}` },
        });
      }
      destinations.push({
        id: "endpoints",
        description: "HTTPS to AWS services, through the interface endpoints",
        target: { referencedSecurityGroupId: group.id },
      });
    }
    this.httpsDestinations = destinations;
  }
}

function principalsOf(account: string): Statement {
  return {
    sid: "PrincipalsOfThisAccount",
    effect: "Allow",
    principals: "*",
    actions: ["*"],
    resources: ["*"],
    conditions: { StringEquals: { "aws:PrincipalAccount": account } },
  };
}

/**
 * Packages of Amazon Linux and the agent of CodeDeploy are fetched without a signature:
 * https://docs.aws.amazon.com/linux/al2023/ug/deterministic-upgrades-usage.html
 * https://docs.aws.amazon.com/codedeploy/latest/userguide/resource-kit.html#resource-kit-bucket-names
 */
function publicSoftware(region: string): Statement {
  return {
    sid: "PublicSoftware",
    effect: "Allow",
    principals: "*",
    actions: ["s3:GetObject"],
    resources: [`arn:aws:s3:::al2023-repos-${region}-de612dc2/*`, `arn:aws:s3:::aws-codedeploy-${region}/*`],
  };
}
