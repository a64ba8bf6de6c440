import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";

/** Who uses the cache: a security group to come from, a role to sign in as. */
export interface CacheClient {
  readonly securityGroupId: string;
  readonly roleName: string;
}

export interface CacheAccessProps {
  readonly name: string;
  readonly vpcId: string;
  readonly port: number;
  readonly client: CacheClient;
}

/** The one way to the cache, both ends of it. */
export class CacheAccess extends Construct {
  readonly securityGroupId: string;

  constructor(scope: Construct, id: string, { name, vpcId, port, client }: CacheAccessProps) {
    super(scope, id);
    const group = new SecurityGroup(this, "security-group", {
      name: `${name}-cache`,
      description: "Cache: reached by its client only",
      vpcId,
      tags: { Name: `${name}-cache` },
    });
    const valkey = { ipProtocol: "tcp", fromPort: port, toPort: port };
    new VpcSecurityGroupIngressRule(this, "from-client", {
      securityGroupId: group.id,
      description: "Cache from its client",
      ...valkey,
      referencedSecurityGroupId: client.securityGroupId,
    });
    new VpcSecurityGroupEgressRule(this, "client-out", {
      securityGroupId: client.securityGroupId,
      description: `Cache ${name}`,
      ...valkey,
      referencedSecurityGroupId: group.id,
    });
    this.securityGroupId = group.id;
  }
}
