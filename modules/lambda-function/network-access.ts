import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { Construct } from "constructs";
import type { Network } from "../network";
import type { Statement } from "../policy-document";

export interface NetworkAccessProps {
  readonly name: string;
  readonly network: Pick<Network, "vpcId" | "httpsDestinations">;
}

/** A function's way out of the network, over HTTPS only. Nothing connects to a function through the network. */
export class NetworkAccess extends Construct {
  readonly securityGroupId: string;

  constructor(scope: Construct, id: string, { name, network }: NetworkAccessProps) {
    super(scope, id);
    const group = new SecurityGroup(this, "security-group", {
      name,
      description: "Function: reached by nobody",
      vpcId: network.vpcId,
      tags: { Name: name },
    });
    for (const { id: destination, description, target } of network.httpsDestinations) {
      new VpcSecurityGroupEgressRule(this, `to-${destination}`, {
        securityGroupId: group.id,
        description,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        ...target,
      });
    }
    this.securityGroupId = group.id;
  }
}

const NETWORK_INTERFACES = [
  "ec2:AssignPrivateIpAddresses",
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:UnassignPrivateIpAddresses",
];

/**
 * The service puts a function's network interfaces up in the name of its role; the code that runs in the function must not
 * do the same. https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-best-practice
 */
export function networkInterfaces(functionArn: string): readonly Statement[] {
  return [
    { sid: "NetworkInterfaces", effect: "Allow", actions: NETWORK_INTERFACES, resources: ["*"] },
    {
      sid: "NetworkInterfacesNotByCode",
      effect: "Deny",
      actions: NETWORK_INTERFACES,
      resources: ["*"],
      conditions: { ArnEquals: { "lambda:SourceFunctionArn": functionArn } },
    },
  ];
}
