import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";

/** Someone who uses the database: a security group to come from, a role to read the password with. */
export interface Client {
  /** Unique among the clients; fits in a construct id. */
  readonly id: string;
  readonly securityGroupId: string;
  readonly roleName: string;
}

export interface ClientAccessProps {
  readonly name: string;
  readonly vpcId: string;
  readonly port: number;
  readonly clients: readonly Client[];
}

/** The one way to the database, both ends of it: its security group lets the clients in, theirs let them out to it. */
export class ClientAccess extends Construct {
  readonly securityGroupId: string;

  constructor(scope: Construct, id: string, { name, vpcId, port, clients }: ClientAccessProps) {
    super(scope, id);
    const group = new SecurityGroup(this, "security-group", {
      name: `${name}-database`,
      description: "Database: reached by its clients only",
      vpcId,
      tags: { Name: `${name}-database` },
    });
    const mysql = { ipProtocol: "tcp", fromPort: port, toPort: port };
    for (const client of clients) {
      new VpcSecurityGroupIngressRule(this, `from-${client.id}`, {
        securityGroupId: group.id,
        description: `MySQL from ${client.id}`,
        ...mysql,
        referencedSecurityGroupId: client.securityGroupId,
      });
      new VpcSecurityGroupEgressRule(this, `${client.id}-out`, {
        securityGroupId: client.securityGroupId,
        description: `MySQL to ${name}`,
        ...mysql,
        referencedSecurityGroupId: group.id,
      });
    }
    this.securityGroupId = group.id;
  }
}
