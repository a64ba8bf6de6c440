import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import type { Engine } from "./engine";

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
  readonly engine: Engine;
  readonly clients: readonly Client[];
}

/** The one way to the database, both ends of it: its security group lets the clients in, theirs let them out to it. */
export class ClientAccess extends Construct {
  readonly securityGroupId: string;

  constructor(scope: Construct, id: string, { name, vpcId, engine, clients }: ClientAccessProps) {
    super(scope, id);
    const group = new SecurityGroup(this, "security-group", {
      name: `${name}-database`,
      description: "Database: reached by its clients only",
      vpcId,
      tags: { Name: `${name}-database` },
    });
    const connections = { ipProtocol: "tcp", fromPort: engine.port, toPort: engine.port };
    for (const client of clients) {
      new VpcSecurityGroupIngressRule(this, `from-${client.id}`, {
        securityGroupId: group.id,
        description: `${engine.title} from ${client.id}`,
        ...connections,
        referencedSecurityGroupId: client.securityGroupId,
      });
      new VpcSecurityGroupEgressRule(this, `${client.id}-out`, {
        securityGroupId: client.securityGroupId,
        description: `${engine.title} to ${name}`,
        ...connections,
        referencedSecurityGroupId: group.id,
      });
    }
    this.securityGroupId = group.id;
  }
}
