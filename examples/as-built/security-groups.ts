import {
  SecurityGroup,
  type SecurityGroupEgress,
  type SecurityGroupIngress,
} from "@cdktf/provider-aws/lib/security-group";
import type { Construct } from "constructs";

const ANYWHERE = ["0.0.0.0/0"];

/** A rule inside the group; JSON syntax wants every key of it. */
const NOBODY = {
  cidrBlocks: [],
  description: "",
  ipv6CidrBlocks: [],
  prefixListIds: [],
  securityGroups: [],
  self: false,
};

export function tcpFromAnywhere(port: number): SecurityGroupIngress {
  return { ...NOBODY, protocol: "tcp", fromPort: port, toPort: port, cidrBlocks: ANYWHERE };
}

export function tcpFromGroup(fromPort: number, toPort: number, securityGroupId: string): SecurityGroupIngress {
  return { ...NOBODY, protocol: "tcp", fromPort, toPort, securityGroups: [securityGroupId] };
}

/** What the console gives to every new group. */
const EVERYTHING_OUT: SecurityGroupEgress = { ...NOBODY, protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ANYWHERE };

export function securityGroup(
  scope: Construct,
  id: string,
  vpcId: string,
  group: { readonly name: string; readonly description: string; readonly ingress: SecurityGroupIngress[] },
): string {
  return new SecurityGroup(scope, id, { vpcId, ...group, egress: [EVERYTHING_OUT] }).id;
}
