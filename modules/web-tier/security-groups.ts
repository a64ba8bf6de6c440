import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import type { HttpsDestination } from "../network";

export interface SecurityGroupsProps {
  readonly name: string;
  readonly vpcId: string;
  /** Where the instances may connect over HTTPS. */
  readonly httpsDestinations: readonly HttpsDestination[];
}

/** The port on which the instances serve plain HTTP to the load balancer. */
export const INSTANCE_PORT = 80;

/**
 * Internet → load balancer → instances → AWS services, and no other way.
 *
 * Rules are resources of their own: a rule that is taken out of the code is then taken out of the group, too, which does
 * not hold for rules inside `aws_security_group`.
 */
export class SecurityGroups extends Construct {
  readonly loadBalancerId: string;
  readonly instancesId: string;

  constructor(scope: Construct, id: string, { name, vpcId, httpsDestinations }: SecurityGroupsProps) {
    super(scope, id);
    const loadBalancer = new SecurityGroup(this, "load-balancer", {
      name: `${name}-load-balancer`,
      description: "Load balancer: HTTP and HTTPS from anywhere",
      vpcId,
      tags: { Name: `${name}-load-balancer` },
    });
    const instances = new SecurityGroup(this, "instances", {
      name: `${name}-instances`,
      description: "Web servers: reached by the load balancer only",
      vpcId,
      tags: { Name: `${name}-instances` },
    });
    const toInstances = { ipProtocol: "tcp", fromPort: INSTANCE_PORT, toPort: INSTANCE_PORT };

    for (const [protocol, port] of Object.entries({ http: 80, https: 443 })) {
      new VpcSecurityGroupIngressRule(this, `load-balancer-${protocol}`, {
        securityGroupId: loadBalancer.id,
        description: `${protocol.toUpperCase()} from anywhere`,
        ipProtocol: "tcp",
        fromPort: port,
        toPort: port,
        cidrIpv4: "0.0.0.0/0",
      });
    }
    new VpcSecurityGroupEgressRule(this, "load-balancer-to-instances", {
      securityGroupId: loadBalancer.id,
      description: "Requests and health checks",
      ...toInstances,
      referencedSecurityGroupId: instances.id,
    });
    new VpcSecurityGroupIngressRule(this, "instances-from-load-balancer", {
      securityGroupId: instances.id,
      description: "Requests and health checks",
      ...toInstances,
      referencedSecurityGroupId: loadBalancer.id,
    });
    for (const { id: destination, description, target } of httpsDestinations) {
      new VpcSecurityGroupEgressRule(this, `instances-to-${destination}`, {
        securityGroupId: instances.id,
        description,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        ...target,
      });
    }
    this.loadBalancerId = loadBalancer.id;
    this.instancesId = instances.id;
  }
}
